#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_consumer_info
short_description: List consumers of secrets in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists what uses a secret. M(multicloud.openstack.secret_container_info) has the consumers of
    containers.
  - Requires OpenStack 2023.1 or later.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  secret:
    description: Name, id or reference of the secret. If it does not exist, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.secret_consumer
"""

EXAMPLES = r"""
- name: List what uses a secret
  multicloud.openstack.secret_consumer_info:
    cloud: alpha
    secret: shop-backups
"""

RETURN = r"""
secret_consumers:
  description: The consumers of the secret.
  returned: success
  type: list
  elements: dict
  contains:
    created_at:
      description: When it was registered, in UTC.
      type: str
    resource_id:
      description: The id of the resource.
      type: str
    resource_type:
      description: The type of the resource.
      type: str
    service:
      description: The service of the resource.
      type: str
    status:
      description: The status of the registration.
      type: str
      sample: ACTIVE
    updated_at:
      description: When it was last changed, in UTC.
      type: str
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.secret_consumer import SECRET_CONSUMERS


def main() -> None:
    info_module(SECRET_CONSUMERS)


if __name__ == "__main__":
    main()
