#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keystone_federation_protocol
short_description: Manage protocols of identity providers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes protocols, by which users of an identity provider log in.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the protocol, such as V(openid), which is also its id.
    type: str
    required: true
    aliases: [id]
  idp:
    description: Name of the identity provider.
    type: str
    required: true
    aliases: [idp_id, idp_name]
  mapping:
    description: Name of the mapping for users who log in by this protocol. Required for a new
      protocol.
    type: str
    aliases: [mapping_id, mapping_name]
seealso:
  - module: multicloud.openstack.federation_idp
  - module: multicloud.openstack.federation_mapping
  - module: multicloud.openstack.keystone_federation_protocol_info
"""

EXAMPLES = r"""
- name: Create a protocol
  multicloud.openstack.keystone_federation_protocol:
    cloud: alpha-admin
    name: openid
    idp: partner
    mapping: partner

- name: Delete the protocol
  multicloud.openstack.keystone_federation_protocol:
    cloud: alpha-admin
    name: openid
    idp: partner
    state: absent
"""

RETURN = r"""
id:
  description: The id of the protocol.
  returned: success, if it exists
  type: str
protocol:
  description: The protocol, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the protocol, which is its name.
      type: str
    name:
      description: The name of the protocol.
      type: str
    idp_id:
      description: The name of its identity provider.
      type: str
    mapping_id:
      description: The name of its mapping.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.federation import PROTOCOL


def main() -> None:
    state_module(PROTOCOL)


if __name__ == "__main__":
    main()
