#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_consumer
short_description: Manage consumers of secrets in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Registers what uses a secret, or removes it. A secret that has consumers is neither deleted nor
    replaced by M(multicloud.openstack.secret), and from its microversion 1.2 on not deleted by
    Barbican itself.
  - Requires OpenStack 2023.1 or later.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  resource_id:
    description: Id of the resource that uses the secret.
    type: str
    required: true
  resource_type:
    description: Type of the resource, such as V(images).
    type: str
    required: true
  secret:
    description: Name, id or reference of the secret. With O(state=absent), it need not exist.
    type: str
    required: true
  service:
    description: Service of the resource, such as V(image). Barbican accepts any text.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.secret
  - module: multicloud.openstack.secret_consumer_info
  - module: multicloud.openstack.secret_container_consumer
"""

EXAMPLES = r"""
- name: Store a key
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-backups
    payload: "{{ lookup('ansible.builtin.password', '/dev/null', length=32) }}"

- name: Note that backups cannot be read without it
  multicloud.openstack.secret_consumer:
    cloud: alpha
    secret: shop-backups
    service: object-store
    resource_type: containers
    resource_id: shop-backups

- name: Remove the note when there are no more backups
  multicloud.openstack.secret_consumer:
    cloud: alpha
    secret: shop-backups
    service: object-store
    resource_type: containers
    resource_id: shop-backups
    state: absent

- name: Delete the key
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-backups
    state: absent
"""

RETURN = r"""
secret_consumer:
  description: The consumer.
  returned: success, if O(state=present)
  type: dict
  contains:
    resource_id:
      description: The id of the resource.
      type: str
    resource_type:
      description: The type of the resource.
      type: str
    secret:
      description: The id of the secret.
      type: str
    service:
      description: The service of the resource.
      type: str
"""

from ..module_utils._resource.module import relation_module
from ..module_utils._resource.specs.secret_consumer import SECRET_CONSUMER


def main() -> None:
    relation_module(SECRET_CONSUMER)


if __name__ == "__main__":
    main()
