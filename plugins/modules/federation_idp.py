#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: federation_idp
short_description: Manage identity providers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes identity providers, whose users can log in to Keystone.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the identity provider, which is also its id.
    type: str
    required: true
    aliases: [id]
  authorization_ttl:
    description: How many minutes Keystone keeps the groups of a user after a login. Defaults to the
      setting of the cloud.
    type: int
  description:
    description: Description of the identity provider.
    type: str
  domain:
    description: Name or id of the domain of its users. Cannot be changed. Without it, Keystone
      creates a domain for a new identity provider.
    type: str
    aliases: [domain_id]
  is_enabled:
    description: Whether its users can log in. Defaults to V(false) for a new identity provider.
    type: bool
    aliases: [enabled]
  remote_ids:
    description: All its ids in the logins that it sends, such as the URL of its issuer. Others are
      removed.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.federation_idp_info
  - module: multicloud.openstack.keystone_federation_protocol
"""

EXAMPLES = r"""
- name: Create an identity provider
  multicloud.openstack.federation_idp:
    cloud: alpha-admin
    name: company
    domain: Default
    is_enabled: true
    remote_ids: ["https://login.example.com"]

- name: Delete the identity provider
  multicloud.openstack.federation_idp:
    cloud: alpha-admin
    name: company
    state: absent
"""

RETURN = r"""
id:
  description: The id of the identity provider.
  returned: success, if it exists
  type: str
identity_provider:
  description: The identity provider, with openstacksdk's attribute names; in check mode, only what
    is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the identity provider, which is its name.
      type: str
    name:
      description: The name of the identity provider.
      type: str
    authorization_ttl:
      description: How many minutes groups are kept.
      type: int
    description:
      description: Its description.
      type: str
    domain_id:
      description: The id of the domain of its users.
      type: str
      sample: default
    is_enabled:
      description: Whether its users can log in.
      type: bool
    remote_ids:
      description: Its ids in the logins that it sends.
      type: list
      elements: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.federation import IDENTITY_PROVIDER


def main() -> None:
    state_module(IDENTITY_PROVIDER)


if __name__ == "__main__":
    main()
