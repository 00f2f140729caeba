#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: catalog_service
short_description: Manage services of the catalog
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes services of Keystone's catalog.
  - Requires an administrator account.
  - Deleting a service deletes its endpoints.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the service, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the service.
    type: str
  is_enabled:
    description: Whether the catalog shows the service and its endpoints. Defaults to V(true) for a
      new service.
    type: bool
    aliases: [enabled]
  type:
    description: Type of the service, such as V(compute). A service is found by its name and type,
      so that the type cannot be changed.
    type: str
    required: true
    aliases: [service_type]
seealso:
  - module: multicloud.openstack.catalog_service_info
  - module: multicloud.openstack.endpoint
"""

EXAMPLES = r"""
- name: Create a service
  multicloud.openstack.catalog_service:
    cloud: alpha-admin
    name: wiki
    type: wiki
    description: What everybody should know

- name: Delete the service, with its endpoints
  multicloud.openstack.catalog_service:
    cloud: alpha-admin
    name: wiki
    type: wiki
    state: absent
"""

RETURN = r"""
id:
  description: The id of the service.
  returned: success, if it exists
  type: str
service:
  description: The service, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the service.
      type: str
    name:
      description: The name of the service.
      type: str
    description:
      description: Its description.
      type: str
    is_enabled:
      description: Whether the catalog shows it.
      type: bool
    links:
      description: The links to it.
      type: dict
    type:
      description: The type of the service.
      type: str
      sample: compute
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.catalog import SERVICE


def main() -> None:
    state_module(SERVICE)


if __name__ == "__main__":
    main()
