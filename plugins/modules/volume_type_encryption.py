#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_type_encryption
short_description: Manage the encryption of volume types
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Adds, updates and removes the encryption of the volumes of a type.
  - Cinder refuses to change it while there are volumes of the type.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  volume_type:
    description: Name or id of the volume type.
    type: str
    required: true
  encryption_cipher:
    description: Cipher, such as V(aes-xts-plain64).
    type: str
  encryption_control_location:
    description: Whether Nova (V(front-end)) or Cinder (V(back-end)) encrypts. Required if the type
      is
      not encrypted yet.
    type: str
    choices: [back-end, front-end]
  encryption_key_size:
    description: Length of the key in bits.
    type: int
    choices: [128, 256, 512]
  encryption_provider:
    description: Encryption provider, such as V(luks). Required if the type is not encrypted yet.
    type: str
seealso:
  - module: multicloud.openstack.volume_type
  - module: multicloud.openstack.volume_type_info
"""

EXAMPLES = r"""
- name: Encrypt the volumes of a type
  multicloud.openstack.volume_type_encryption:
    cloud: alpha-admin
    volume_type: sealed
    encryption_provider: luks
    encryption_cipher: aes-xts-plain64
    encryption_key_size: 256
    encryption_control_location: front-end

- name: Remove the encryption
  multicloud.openstack.volume_type_encryption:
    cloud: alpha-admin
    volume_type: sealed
    state: absent
"""

RETURN = r"""
id:
  description: The id of the encryption.
  returned: success, if it exists
  type: str
encryption:
  description: The encryption, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    cipher:
      description: The cipher.
      type: str
    control_location:
      description: Whether Nova (V(front-end)) or Cinder (V(back-end)) encrypts.
      type: str
    encryption_id:
      description: The id.
      type: str
    id:
      description: The id.
      type: str
    key_size:
      description: The length of the key in bits.
      type: int
    provider:
      description: The encryption provider.
      type: str
    volume_type_id:
      description: The id of the volume type.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage_admin import VOLUME_TYPE_ENCRYPTION


def main() -> None:
    state_module(VOLUME_TYPE_ENCRYPTION)


if __name__ == "__main__":
    main()
