#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_container_consumer
short_description: Manage consumers of containers in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Registers what uses a container of secrets, or removes it. A container that has consumers is
    neither deleted nor replaced by M(multicloud.openstack.secret_container).
  - Services such as Octavia register themselves.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  container:
    description: Name, id or reference of the container. With O(state=absent), it need not exist.
    type: str
    required: true
  name:
    description: Name of the service that uses it, with up to 36 characters.
    type: str
    required: true
  url:
    description: URL of the resource that uses it.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.secret_container
  - module: multicloud.openstack.secret_container_info
  - module: multicloud.openstack.secret_consumer
"""

EXAMPLES = r"""
- name: Create a container
  multicloud.openstack.secret_container:
    cloud: alpha
    name: shop-web

- name: Register a web server as its consumer
  multicloud.openstack.secret_container_consumer:
    cloud: alpha
    container: shop-web
    name: nginx
    url: https://shop.example.org/

- name: Remove the consumer
  multicloud.openstack.secret_container_consumer:
    cloud: alpha
    container: shop-web
    name: nginx
    url: https://shop.example.org/
    state: absent

- name: Delete the container
  multicloud.openstack.secret_container:
    cloud: alpha
    name: shop-web
    state: absent
"""

RETURN = r"""
secret_container_consumer:
  description: The consumer.
  returned: success, if O(state=present)
  type: dict
  contains:
    container:
      description: The id of the container.
      type: str
    name:
      description: The name of the service.
      type: str
    url:
      description: The URL of the resource.
      type: str
"""

from ..module_utils._resource.module import relation_module
from ..module_utils._resource.specs.secret_consumer import SECRET_CONTAINER_CONSUMER


def main() -> None:
    relation_module(SECRET_CONTAINER_CONSUMER)


if __name__ == "__main__":
    main()
