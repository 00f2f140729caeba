#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: firewall_group_info
short_description: List firewall groups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the firewall groups that the project can use, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the firewall group to list. If none matches, the list is empty.
      Defaults to all.
    type: str
  status:
    description: Lists only groups with this status.
    type: str
seealso:
  - module: multicloud.openstack.firewall_group
"""

EXAMPLES = r"""
- name: List all firewall groups
  multicloud.openstack.firewall_group_info:
    cloud: alpha
"""

RETURN = r"""
firewall_groups:
  description: The firewall groups, each as
    RV(multicloud.openstack.firewall_group#module:firewall_group).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.firewall import FIREWALL_GROUPS


def main() -> None:
    info_module(FIREWALL_GROUPS)


if __name__ == "__main__":
    main()
