#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_role
short_description: Manage roles
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes roles of Keystone. M(multicloud.openstack.role_assignment) grants
    them.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the role, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the role.
    type: str
  domain:
    description:
      - Name or id of the domain of a domain-specific role. Cannot be changed.
      - Defaults to a role for all domains.
    type: str
    aliases: [domain_id]
seealso:
  - module: multicloud.openstack.identity_role_info
  - module: multicloud.openstack.role_assignment
"""

EXAMPLES = r"""
- name: Create a role
  multicloud.openstack.identity_role:
    cloud: alpha-admin
    name: auditor
    description: May read everything

- name: Delete the role
  multicloud.openstack.identity_role:
    cloud: alpha-admin
    name: auditor
    state: absent
"""

RETURN = r"""
id:
  description: The id of the role.
  returned: success, if it exists
  type: str
role:
  description: The role, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the role.
      type: str
    name:
      description: The name of the role.
      type: str
    description:
      description: Its description.
      type: str
    domain_id:
      description: The id of its domain; V(null) for a role for all domains.
      type: str
    links:
      description: The links to it.
      type: dict
    options:
      description: Options of Keystone for it.
      type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.accounts import ROLE


def main() -> None:
    state_module(ROLE)


if __name__ == "__main__":
    main()
