#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_l7policy_info
short_description: List policies
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the policies of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  listener:
    description: Name or id of the listener. If none matches, the list is empty.
    type: str
seealso:
  - module: multicloud.openstack.lb_l7policy
"""

EXAMPLES = r"""
- name: List the policies of a listener
  multicloud.openstack.lb_l7policy_info:
    cloud: alpha
    listener: shop-http
"""

RETURN = r"""
l7_policies:
  description:
    - The policies, each as RV(multicloud.openstack.lb_l7policy#module:l7_policy).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.listener import L7_POLICIES


def main() -> None:
    info_module(L7_POLICIES)


if __name__ == "__main__":
    main()
