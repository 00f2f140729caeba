#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: loadbalancer_info
short_description: List load balancers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the load balancers of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  project:
    description: Name or id of the project. If none matches, the list is empty.
    type: str
  vip_address:
    description: IP address of the load balancer.
    type: str
  vip_subnet:
    description: Name or id of the subnet of the address. If none matches, the list is empty.
    type: str
seealso:
  - module: multicloud.openstack.loadbalancer
"""

EXAMPLES = r"""
- name: List all load balancers of the project
  multicloud.openstack.loadbalancer_info:
    cloud: alpha
"""

RETURN = r"""
load_balancers:
  description:
    - The load balancers, each as RV(multicloud.openstack.loadbalancer#module:load_balancer).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.load_balancer import LOAD_BALANCERS


def main() -> None:
    info_module(LOAD_BALANCERS)


if __name__ == "__main__":
    main()
