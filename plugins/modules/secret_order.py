#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_order
short_description: Let Barbican generate keys and key pairs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Orders a key or a key pair, which Barbican generates, so that nobody else ever sees it. The
    module waits until it exists, and reports the reason if Barbican cannot generate it.
  - A key is a secret with the name of the order. A key pair is a container with this name, and two
    secrets in it.
  - An order cannot be changed. If it has failed, delete it and try again.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the key or key pair, or id or reference of an existing order.
    type: str
    required: true
  algorithm:
    description: Algorithm of the key, such as V(aes) for a key, or V(rsa) for a key pair. Required
      for a new order.
    type: str
  bit_length:
    description: Length of the key in bits. Required for a new order.
    type: int
  expires_at:
    description:
      - When the key or key pair expires, such as V(2030-12-31T23:59:59), in UTC unless the time
        says otherwise. Barbican then deletes it.
      - By default, it does not expire.
    type: str
    aliases: [expiration]
  mode:
    description: Mode of the algorithm, such as V(cbc). Barbican accepts any text.
    type: str
  state:
    description: V(absent) deletes the order only. To delete what it created, use
      M(multicloud.openstack.secret) or M(multicloud.openstack.secret_container).
  type:
    description: V(key) for a key, V(asymmetric) for a key pair. Defaults to V(key) for a new order.
    type: str
    choices: [asymmetric, key]
notes:
  - If a secret or container with the name already exists, but no order, the task fails, as there
    would be two of them.
seealso:
  - module: multicloud.openstack.secret_order_info
  - module: multicloud.openstack.secret
  - module: multicloud.openstack.secret_container
"""

EXAMPLES = r"""
- name: Let Barbican generate a key
  multicloud.openstack.secret_order:
    cloud: alpha
    name: shop-volumes
    algorithm: aes
    bit_length: 256
    mode: cbc

- name: Let Barbican generate a key pair
  multicloud.openstack.secret_order:
    cloud: alpha
    name: shop-signing
    type: asymmetric
    algorithm: rsa
    bit_length: 2048
  register: pair

- name: List the keys of the pair
  multicloud.openstack.secret_container_info:
    cloud: alpha
    name: shop-signing

- name: Delete the orders, but not what they created
  multicloud.openstack.secret_order:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [shop-volumes, shop-signing]

- name: Delete the key
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-volumes
    state: absent

- name: Delete the key pair
  multicloud.openstack.secret_container:
    cloud: alpha
    name: shop-signing
    state: absent
"""

RETURN = r"""
id:
  description: The id of the order.
  returned: success, if it exists
  type: str
secret_order:
  description: The order, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the order.
      type: str
    container_ref:
      description: The reference of the container with the key pair.
      type: str
    created_at:
      description: When it was created, in UTC.
      type: str
    creator_id:
      description: The id of the user who created it.
      type: str
    error_reason:
      description: Why it has failed.
      type: str
    error_status_code:
      description: The HTTP status of the failure.
      type: str
    meta:
      description: What was ordered.
      type: dict
      sample:
        algorithm: aes
        bit_length: 256
        name: shop-volumes
        payload_content_type: application/octet-stream
    name:
      description: The name of what was ordered.
      type: str
    order_ref:
      description: The reference of the order.
      type: str
    secret_id:
      description: The id of the key.
      type: str
    secret_ref:
      description: The reference of the key.
      type: str
    status:
      description: The status of the order.
      type: str
      sample: ACTIVE
    sub_status:
      description: A more detailed status.
      type: str
    sub_status_message:
      description: An explanation of it.
      type: str
    type:
      description: The type of the order.
      type: str
      sample: key
    updated_at:
      description: When it was last changed, in UTC.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.secret_order import SECRET_ORDER


def main() -> None:
    state_module(SECRET_ORDER)


if __name__ == "__main__":
    main()
