#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: role_assignment_info
short_description: List granted roles
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists which users and groups have which roles on which projects, domains, or on the system.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  domain:
    description: Name or id of the domain that the roles are for.
    type: str
  effective:
    description: Whether to list what users have in effect, through groups, inheritance and implied
      roles, instead of what was granted.
    type: bool
  group:
    description: Name or id of the group that has the roles.
    type: str
  project:
    description: Name or id of the project that the roles are for.
    type: str
  role:
    description: Name or id of the role.
    type: str
  system:
    description: V(all) for roles on the system.
    type: str
    choices: [all]
  user:
    description: Name or id of the user who has the roles.
    type: str
notes:
  - If a role, user, group, project or domain does not exist, the list is empty.
seealso:
  - module: multicloud.openstack.role_assignment
"""

EXAMPLES = r"""
- name: List who may do what in a project
  multicloud.openstack.role_assignment_info:
    cloud: alpha-admin
    project: shop
    effective: true

- name: List the roles of a user
  multicloud.openstack.role_assignment_info:
    cloud: alpha-admin
    user: anna
"""

RETURN = r"""
role_assignments:
  description: The roles, each with the name and id of who has it and what it is for.
  returned: success
  type: list
  elements: dict
  contains:
    group:
      description: The group that has it.
      type: dict
    links:
      description: The links to it.
      type: dict
    role:
      description: The role.
      type: dict
    scope:
      description: What it is for, in the key C(project), C(domain) or C(system).
      type: dict
    user:
      description: The user who has it.
      type: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.accounts import ROLE_ASSIGNMENTS


def main() -> None:
    info_module(ROLE_ASSIGNMENTS)


if __name__ == "__main__":
    main()
