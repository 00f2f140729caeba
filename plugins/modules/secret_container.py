#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_container
short_description: Manage containers of secrets in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes containers, which refer to secrets that belong together, such as a
    certificate and its private key.
  - Barbican can change only the secrets of containers of the type V(generic), and cannot add one
    again that was in the same role before. Otherwise, the module creates a new container with the
    same name and access list, but another id, and then deletes the old one.
  - A container that has consumers is neither deleted nor replaced, as they refer to it by its id.
    Secrets themselves are never deleted by this module.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
  - multicloud.openstack.secret
options:
  name:
    description: Name of the container, or id or reference of an existing one.
    type: str
    required: true
  secrets:
    description:
      - Secrets in the container, each with its role as the key, and its name, id or reference as
        the value. Others are removed.
      - Roles in a container of the type V(certificate) are V(certificate), and optionally
        V(private_key), V(private_key_passphrase) and V(intermediates). In one of the type V(rsa),
        they are V(private_key), V(public_key), and optionally V(private_key_passphrase). In one of
        the type V(generic), they are what you like.
      - Barbican removes a secret that is deleted or replaced from its containers. Run the task
        again to add the new one.
    type: dict
  type:
    description: Type of the container. Defaults to V(generic) for a new one. Cannot be changed.
    type: str
    choices: [certificate, generic, rsa]
seealso:
  - module: multicloud.openstack.secret
  - module: multicloud.openstack.secret_container_consumer
  - module: multicloud.openstack.secret_container_info
"""

EXAMPLES = r"""
- name: Store a certificate
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-certificate
    payload: "{{ shop_certificate }}"
    secret_type: certificate

- name: Store its private key
  multicloud.openstack.secret:
    cloud: alpha
    name: shop-key
    payload: "{{ shop_key }}"
    secret_type: private
  no_log: true

- name: Put both into a container, for a load balancer
  multicloud.openstack.secret_container:
    cloud: alpha
    name: shop
    type: certificate
    secrets:
      certificate: shop-certificate
      private_key: shop-key

- name: Delete the container
  multicloud.openstack.secret_container:
    cloud: alpha
    name: shop
    state: absent

- name: Delete the secrets
  multicloud.openstack.secret:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [shop-certificate, shop-key]
"""

RETURN = r"""
id:
  description: The id of the container.
  returned: success, if it exists
  type: str
secret_container:
  description: The container, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the container.
      type: str
    consumers:
      description: What uses it, each with C(name) and C(URL).
      type: list
    container_ref:
      description: Its reference, for use in other services.
      type: str
      sample: https://192.0.2.1/key-manager/v1/containers/1f9e6d9c-4a9c-4dd0-8f0a-0c3f3f5c6a9e
    created_at:
      description: When it was created, in UTC.
      type: str
    name:
      description: The name of the container.
      type: str
    secret_refs:
      description: Its secrets, each with its role as C(name), and its reference as C(secret_ref).
      type: list
    status:
      description: The status of the container.
      type: str
      sample: ACTIVE
    type:
      description: The type of the container.
      type: str
      sample: certificate
    updated_at:
      description: When it was last changed, in UTC.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.secret_container import SECRET_CONTAINER


def main() -> None:
    state_module(SECRET_CONTAINER)


if __name__ == "__main__":
    main()
