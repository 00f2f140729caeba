#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: address_scope
short_description: Manage address scopes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes address scopes, within which addresses are unique.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the address scope, or id of an existing one.
    type: str
    required: true
  extra_specs:
    description: Further attributes of the address scope, with openstacksdk's names.
    type: dict
  ip_version:
    description: IP version of its addresses. Defaults to V(4) for a new scope. Cannot be changed.
    type: int
    choices: [4, 6]
  is_shared:
    description:
      - Whether all projects can use it. Requires an administrator account.
      - A scope that is shared stays so.
    type: bool
    aliases: [shared]
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.address_scope_info
  - module: multicloud.openstack.subnet_pool
"""

EXAMPLES = r"""
- name: Create an address scope
  multicloud.openstack.address_scope:
    cloud: alpha
    name: campus
    ip_version: 4

- name: Delete the address scope
  multicloud.openstack.address_scope:
    cloud: alpha
    name: campus
    state: absent
"""

RETURN = r"""
id:
  description: The id of the address scope.
  returned: success, if it exists
  type: str
address_scope:
  description: The address scope, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id.
      type: str
    ip_version:
      description: The IP version, 4 or 6.
      type: int
    is_shared:
      description: Whether all projects can use it.
      type: bool
    name:
      description: The name.
      type: str
    project_id:
      description: The id of its project.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network_admin import ADDRESS_SCOPE


def main() -> None:
    state_module(ADDRESS_SCOPE)


if __name__ == "__main__":
    main()
