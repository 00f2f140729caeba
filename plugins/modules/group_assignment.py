#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: group_assignment
short_description: Add users to groups, or remove them
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Adds a user to a group, or removes it. Neither is created or deleted.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  group:
    description: Name or id of the group. With O(state=absent), it need not exist.
    type: str
    required: true
  user:
    description: Name or id of the user. With O(state=absent), it need not exist.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.group_assignment_info
  - module: multicloud.openstack.identity_group
  - module: multicloud.openstack.identity_user
"""

EXAMPLES = r"""
- name: Add a user to a group
  multicloud.openstack.group_assignment:
    cloud: alpha-admin
    user: anna
    group: editors

- name: Remove the user from the group
  multicloud.openstack.group_assignment:
    cloud: alpha-admin
    user: anna
    group: editors
    state: absent
"""

RETURN = r"""
group_assignment:
  description: The ids of both.
  returned: success, if O(state=present)
  type: dict
  contains:
    group:
      description: The id of the group.
      type: str
    user:
      description: The id of the user.
      type: str
"""

from ..module_utils._resource.module import relation_module
from ..module_utils._resource.specs.accounts import GROUP_ASSIGNMENT


def main() -> None:
    relation_module(GROUP_ASSIGNMENT)


if __name__ == "__main__":
    main()
