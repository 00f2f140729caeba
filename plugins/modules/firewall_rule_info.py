#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: firewall_rule_info
short_description: List firewall rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the firewall rules that the project can use, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the firewall rule to list. If none matches, the list is empty.
      Defaults to all.
    type: str
seealso:
  - module: multicloud.openstack.firewall_rule
"""

EXAMPLES = r"""
- name: List all firewall rules
  multicloud.openstack.firewall_rule_info:
    cloud: alpha
"""

RETURN = r"""
firewall_rules:
  description: The firewall rules, each as
    RV(multicloud.openstack.firewall_rule#module:firewall_rule).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.firewall import FIREWALL_RULES


def main() -> None:
    info_module(FIREWALL_RULES)


if __name__ == "__main__":
    main()
