#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_flavor_info
short_description: List flavors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the flavors of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.lb_flavor
"""

EXAMPLES = r"""
- name: List all flavors of load balancers
  multicloud.openstack.lb_flavor_info:
    cloud: alpha
"""

RETURN = r"""
flavors:
  description:
    - The flavors, each as RV(multicloud.openstack.lb_flavor#module:lb_flavor).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.load_balancer import LB_FLAVORS


def main() -> None:
    info_module(LB_FLAVORS)


if __name__ == "__main__":
    main()
