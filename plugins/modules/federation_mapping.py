#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: federation_mapping
short_description: Manage mappings of federated users
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes mappings, which tell Keystone who the users of an identity provider
    are, and which groups or projects they get.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the mapping, which is also its id.
    type: str
    required: true
    aliases: [id]
  rules:
    description:
      - All rules of the mapping. Others are removed. Required for a new mapping.
      - U(https://docs.openstack.org/keystone/latest/admin/federation/mapping_combinations.html)
        describes them.
    type: list
    elements: dict
    suboptions:
      local:
        description: What Keystone makes of a login.
        type: list
        elements: dict
        required: true
      remote:
        description: Attributes that a login must have for this rule.
        type: list
        elements: dict
        required: true
  schema_version:
    description: Version of the format of O(rules). Defaults to the setting of the cloud for a new
      mapping.
    type: str
seealso:
  - module: multicloud.openstack.federation_mapping_info
  - module: multicloud.openstack.keystone_federation_protocol
"""

EXAMPLES = r"""
- name: Create a mapping
  multicloud.openstack.federation_mapping:
    cloud: alpha-admin
    name: company
    rules:
      - local:
          - user:
              name: "{0}"
            group:
              name: editors
              domain:
                name: Default
        remote:
          - type: OIDC-preferred_username
          - type: OIDC-groups
            any_one_of: [wiki]

- name: Delete the mapping
  multicloud.openstack.federation_mapping:
    cloud: alpha-admin
    name: company
    state: absent
"""

RETURN = r"""
id:
  description: The id of the mapping.
  returned: success, if it exists
  type: str
mapping:
  description: The mapping, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the mapping, which is its name.
      type: str
    name:
      description: The name of the mapping.
      type: str
    rules:
      description: Its rules.
      type: list
      elements: dict
    schema_version:
      description: The version of the format of the rules.
      type: str
      sample: "1.0"
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.federation import MAPPING


def main() -> None:
    state_module(MAPPING)


if __name__ == "__main__":
    main()
