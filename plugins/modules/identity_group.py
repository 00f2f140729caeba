#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_group
short_description: Manage groups of users
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes groups of users.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the group, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the group.
    type: str
  domain:
    description:
      - Name or id of the domain of the group. Cannot be changed.
      - By default, a new group is created in the domain of the login, and an existing one is looked
        up in all domains.
    type: str
    aliases: [domain_id]
seealso:
  - module: multicloud.openstack.group_assignment
  - module: multicloud.openstack.identity_group_info
"""

EXAMPLES = r"""
- name: Create a group
  multicloud.openstack.identity_group:
    cloud: alpha-admin
    name: writers
    domain: Default
    description: Who writes the wiki

- name: Delete the group
  multicloud.openstack.identity_group:
    cloud: alpha-admin
    name: writers
    domain: Default
    state: absent
"""

RETURN = r"""
id:
  description: The id of the group.
  returned: success, if it exists
  type: str
group:
  description: The group, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the group.
      type: str
    name:
      description: The name of the group.
      type: str
    description:
      description: Its description.
      type: str
    domain_id:
      description: The id of its domain.
      type: str
      sample: default
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.accounts import GROUP


def main() -> None:
    state_module(GROUP)


if __name__ == "__main__":
    main()
