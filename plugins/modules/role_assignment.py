#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: role_assignment
short_description: Grant and revoke roles
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Grants a role on a project, a domain or the system to a user or a group, or revokes it. Other
    roles stay.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  role:
    description: Name or id of the role.
    type: str
    required: true
  domain:
    description:
      - Name or id of the domain that the role is for, unless O(project) is set.
      - Without O(user_domain), O(group_domain) and O(project_domain), their names are also looked
        up in this domain.
    type: str
  group:
    description: Name or id of the group that gets the role. Set this or O(user).
    type: str
  group_domain:
    description: Name or id of the domain of O(group).
    type: str
  inherited:
    description: Whether the role is not for the project or domain itself, but for all projects in
      it.
    type: bool
    default: false
  project:
    description: Name or id of the project that the role is for. Set this, O(domain) or O(system).
    type: str
  project_domain:
    description: Name or id of the domain of O(project).
    type: str
  role_domain:
    description: Name or id of the domain of O(role), if it is a domain-specific role.
    type: str
  system:
    description: V(all) for a role on the system, unless O(domain) is set.
    type: str
    choices: [all]
  user:
    description: Name or id of the user who gets the role. Set this or O(group).
    type: str
  user_domain:
    description: Name or id of the domain of O(user).
    type: str
seealso:
  - module: multicloud.openstack.identity_role
  - module: multicloud.openstack.role_assignment_info
"""

EXAMPLES = r"""
- name: Let a user read in a project
  multicloud.openstack.role_assignment:
    cloud: alpha-admin
    role: reader
    user: anna
    project: shop

- name: Let a group work in all projects of a domain
  multicloud.openstack.role_assignment:
    cloud: alpha-admin
    role: member
    group: editors
    domain: Default
    inherited: true

- name: Revoke the role of the group
  multicloud.openstack.role_assignment:
    cloud: alpha-admin
    role: member
    group: editors
    domain: Default
    inherited: true
    state: absent

- name: Revoke the role of the user
  multicloud.openstack.role_assignment:
    cloud: alpha-admin
    role: reader
    user: anna
    project: shop
    state: absent
"""

RETURN = r"""
role_assignment:
  description: The options that you set, with ids instead of names.
  returned: success, if O(state=present)
  type: dict
  contains:
    role:
      description: The id of the role.
      type: str
    user:
      description: The id of the user.
      type: str
    group:
      description: The id of the group.
      type: str
    project:
      description: The id of the project.
      type: str
    domain:
      description: The id of the domain.
      type: str
    inherited:
      description: Whether it is for the projects in it.
      type: bool
"""

from ..module_utils._resource.module import relation_module
from ..module_utils._resource.specs.accounts import ROLE_ASSIGNMENT


def main() -> None:
    relation_module(ROLE_ASSIGNMENT)


if __name__ == "__main__":
    main()
