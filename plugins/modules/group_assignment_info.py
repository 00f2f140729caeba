#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: group_assignment_info
short_description: List the users of a group
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the users that are in a group.
  - Requires an administrator.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  group:
    description: Name or id of the group. If it does not exist, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.group_assignment
  - module: multicloud.openstack.identity_group_info
  - module: multicloud.openstack.identity_user_info
"""

EXAMPLES = r"""
- name: List the users of a group
  multicloud.openstack.group_assignment_info:
    cloud: alpha-admin
    group: developers
"""

RETURN = r"""
users:
  description: The users, each as RV(multicloud.openstack.identity_user#module:user).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.accounts import MEMBERS


def main() -> None:
    info_module(MEMBERS)


if __name__ == "__main__":
    main()
