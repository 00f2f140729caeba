#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret
short_description: Manage secrets in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Stores, replaces and deletes secrets in Barbican.
  - Barbican cannot change a secret that has a payload. If something differs, the module creates a
    new secret with the same name, metadata, access list and other attributes, and another id. The
    old one is deleted when the new one is complete.
  - The payload is never in a result, a diff or a log. The lookup plugin
    P(multicloud.openstack.secret#lookup) reads it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the secret, or the id or reference of one that is there.
    type: str
    required: true
  algorithm:
    description: What kind of key it is, as V(aes). Barbican takes any text.
    type: str
  bit_length:
    description: How many bits the key has.
    type: int
  expires_at:
    description:
      - When it ends, as V(2030-12-31T23:59:59); in UTC, unless it says otherwise. Barbican deletes
        it then.
      - Without it, a new one does not end.
    type: str
    aliases: [expiration]
  mode:
    description: In which mode the key is used, as V(cbc). Barbican takes any text.
    type: str
  payload:
    description:
      - What is to be kept. A new secret needs it.
      - The payload that is there is read and compared with it, so that only another one replaces
        it.
      - Most clouds take 20,000 bytes at most.
    type: str
  payload_content_encoding:
    description: V(base64) for a O(payload) that is no text, which is given in base64 then.
    type: str
    choices: [base64]
  payload_content_type:
    description: What O(payload) is. Without it, V(text/plain), or V(application/octet-stream) with
      O(payload_content_encoding).
    type: str
    choices: [text/plain, application/octet-stream]
  secret_type:
    description: What it is. Without it, a new one is V(opaque).
    type: str
    choices: [certificate, opaque, passphrase, private, public, symmetric]
notes:
  - Barbican lets several secrets have one name. This module and the lookup refuse a name that is
    ambiguous, with the ids of all that have it.
attributes:
  diff_mode:
    details:
      - The payload is not shown.
seealso:
  - module: multicloud.openstack.secret_info
  - plugin: multicloud.openstack.secret
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Keep a password that is made for it, and never shown or written to a file
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-database
    payload: "{{ lookup('ansible.builtin.password', '/dev/null', length=32) }}"
    secret_type: passphrase

- name: Replace it by another one
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-database
    payload: "{{ lookup('ansible.builtin.password', '/dev/null', length=40) }}"
    expires_at: "2099-12-31T23:59:59"

- name: Keep 256 bits
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-disks
    payload: dGhpcyBpcyBub3QgYSBnb29kIGtleSBhdCBhbGwhISE=
    payload_content_encoding: base64
    algorithm: aes
    bit_length: 256
    mode: xts
    secret_type: symmetric

- name: Delete both
  multicloud.openstack.secret:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [shop-database, shop-disks]
"""

RETURN = r"""
id:
  description: The id of the secret.
  returned: success, if it is there
  type: str
secret:
  description: The secret without its payload, by openstacksdk's names; in check mode what is known
    of it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The id of the secret.
      type: str
    secret_ref:
      description: Its reference, by which other services find it.
      type: str
      sample: https://192.0.2.1/key-manager/v1/secrets/1f9e6d9c-4a9c-4dd0-8f0a-0c3f3f5c6a9e
    name:
      description: The name of the secret.
      type: str
    status:
      description: The status of the secret.
      type: str
      sample: ACTIVE
    algorithm:
      description: What kind of key it is.
      type: str
    bit_length:
      description: How many bits the key has.
      type: int
    content_types:
      description: What the payload is. The key C(default) has its type. There is none without a
        payload.
      type: dict
      sample:
        default: text/plain
    created_at:
      description: When it was made, in UTC.
      type: str
    expires_at:
      description: When it ends, in UTC.
      type: str
    mode:
      description: In which mode the key is used.
      type: str
    secret_type:
      description: What it is.
      type: str
      sample: passphrase
    updated_at:
      description: When it was changed, in UTC.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.secret import SECRET


def main() -> None:
    state_module(SECRET)


if __name__ == "__main__":
    main()
