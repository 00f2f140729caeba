#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_l7rule_info
short_description: List the rules of a policy
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the rules of a policy of a listener.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  l7policy:
    description: Name or id of the policy. If it does not exist, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.lb_l7rule
  - module: multicloud.openstack.lb_l7policy_info
"""

EXAMPLES = r"""
- name: List the rules of a policy
  multicloud.openstack.lb_l7rule_info:
    cloud: alpha
    l7policy: shop-old
"""

RETURN = r"""
l7_rules:
  description: The rules, each as RV(multicloud.openstack.lb_l7rule#module:l7_rule).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.listener import L7_RULES


def main() -> None:
    info_module(L7_RULES)


if __name__ == "__main__":
    main()
