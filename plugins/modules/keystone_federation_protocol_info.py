#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keystone_federation_protocol_info
short_description: List protocols of identity providers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all protocols of an identity provider, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name of the protocol to list, which is also its id. If none matches, the list is
      empty. Defaults to all.
    type: str
    aliases: [id]
  idp:
    description: Name of the identity provider whose protocols are listed. If none matches, the list
      is empty.
    type: str
    required: true
    aliases: [idp_id, idp_name]
seealso:
  - module: multicloud.openstack.keystone_federation_protocol
"""

EXAMPLES = r"""
- name: List all protocols of an identity provider
  multicloud.openstack.keystone_federation_protocol_info:
    cloud: alpha-admin
    idp: partner
"""

RETURN = r"""
protocols:
  description: The protocols, each as
    RV(multicloud.openstack.keystone_federation_protocol#module:protocol).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.federation import PROTOCOLS


def main() -> None:
    info_module(PROTOCOLS)


if __name__ == "__main__":
    main()
