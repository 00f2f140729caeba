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
  - Barbican cannot change a secret that has a payload. If an option differs, the module creates a
    new secret with the same name, metadata, access list and other attributes, but another id, and
    then deletes the old one. Only the access list is changed in place.
  - A secret that has consumers is neither deleted nor replaced, as they refer to it by its id. Nor
    is one in a container of the type V(certificate) or V(rsa) that has consumers, such as that of a
    load balancer.
  - The payload is never shown in a result, a diff or a log. Use the lookup plugin
    P(multicloud.openstack.secret#lookup) to read it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
  - multicloud.openstack.secret
options:
  name:
    description: Name of the secret, or id or reference of an existing one.
    type: str
    required: true
  algorithm:
    description: Algorithm of the key, such as V(aes). Barbican accepts any text.
    type: str
  bit_length:
    description: Length of the key in bits.
    type: int
  expires_at:
    description:
      - When the secret expires, such as V(2030-12-31T23:59:59), in UTC unless the time says
        otherwise. Barbican then deletes it.
      - By default, a new secret does not expire.
    type: str
    aliases: [expiration]
  mode:
    description: Mode of the algorithm, such as V(cbc). Barbican accepts any text.
    type: str
  payload:
    description:
      - Secret data. Required for a new secret.
      - An existing payload is read and compared with it, and replaced only if it differs.
      - Most clouds accept up to 20,000 bytes.
    type: str
  payload_content_encoding:
    description: V(base64) for a binary O(payload), which must be encoded in base64.
    type: str
    choices: [base64]
  payload_content_type:
    description: Media type of O(payload). Defaults to V(text/plain), or V(application/octet-stream)
      with O(payload_content_encoding).
    type: str
    choices: [text/plain, application/octet-stream]
  secret_type:
    description: Type of the secret. Defaults to V(opaque) for a new secret.
    type: str
    choices: [certificate, opaque, passphrase, private, public, symmetric]
notes:
  - In Barbican, several secrets can have the same name. This module and the lookup reject an
    ambiguous name, and list the ids of all secrets that have it.
attributes:
  diff_mode:
    details:
      - The payload is not shown.
seealso:
  - module: multicloud.openstack.secret_consumer
  - module: multicloud.openstack.secret_container
  - module: multicloud.openstack.secret_info
  - module: multicloud.openstack.secret_order
  - plugin: multicloud.openstack.secret
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Store a generated password, without showing it or writing it to a file
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-database
    payload: "{{ lookup('ansible.builtin.password', '/dev/null', length=32) }}"
    secret_type: passphrase

- name: Replace it with another one
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-database
    payload: "{{ lookup('ansible.builtin.password', '/dev/null', length=40) }}"
    expires_at: "2099-12-31T23:59:59"

- name: Store a key of 256 bits
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-disks
    payload: dGhpcyBpcyBub3QgYSBnb29kIGtleSBhdCBhbGwhISE=
    payload_content_encoding: base64
    algorithm: aes
    bit_length: 256
    mode: xts
    secret_type: symmetric

- name: Let only one other user read the password
  multicloud.openstack.secret:
    cloud: alpha-admin
    name: shop-database
    payload: "{{ lookup('ansible.builtin.password', '/dev/null', length=32) }}"
    acl_users: [anna]
    project_access: false

- name: Delete it again
  multicloud.openstack.secret:
    cloud: alpha-admin
    name: shop-database
    state: absent

- name: Delete both secrets
  multicloud.openstack.secret:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [shop-database, shop-disks]
"""

RETURN = r"""
id:
  description: The id of the secret.
  returned: success, if it exists
  type: str
secret:
  description: The secret without its payload, with openstacksdk's attribute names; in check mode,
    only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the secret.
      type: str
    secret_ref:
      description: Its reference, for use in other services.
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
      description: The algorithm of the key.
      type: str
    bit_length:
      description: The length of the key in bits.
      type: int
    content_types:
      description: The media types of the payload, with the key C(default); none without a payload.
      type: dict
      sample:
        default: text/plain
    created_at:
      description: When it was created, in UTC.
      type: str
    expires_at:
      description: When it expires, in UTC.
      type: str
    mode:
      description: The mode of the algorithm.
      type: str
    secret_type:
      description: The type of the secret.
      type: str
      sample: passphrase
    updated_at:
      description: When it was last changed, in UTC.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.secret import SECRET


def main() -> None:
    state_module(SECRET)


if __name__ == "__main__":
    main()
