#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: endpoint
short_description: Manage endpoints of the catalog
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes endpoints of services in Keystone's catalog.
  - Requires an administrator account.
  - An endpoint has no name. The module finds it by O(service), O(endpoint_interface) and O(region).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  service:
    description: Name or id of the service.
    type: str
    required: true
  endpoint_interface:
    description: Interface that the endpoint is for.
    type: str
    required: true
    choices: [admin, internal, public]
  is_enabled:
    description: Whether the catalog shows the endpoint. Defaults to V(true) for a new endpoint.
    type: bool
    aliases: [enabled]
  region:
    description: Region of the endpoint, which must exist. Required if the service has endpoints of
      this interface in several regions.
    type: str
  url:
    description: URL of the service. Required for a new endpoint.
    type: str
seealso:
  - module: multicloud.openstack.catalog_service
  - module: multicloud.openstack.endpoint_info
"""

EXAMPLES = r"""
- name: Create an endpoint
  multicloud.openstack.endpoint:
    cloud: alpha-admin
    service: search
    endpoint_interface: public
    region: RegionOne
    url: https://search.example.com/v1

- name: Delete the endpoint
  multicloud.openstack.endpoint:
    cloud: alpha-admin
    service: search
    endpoint_interface: public
    region: RegionOne
    state: absent
"""

RETURN = r"""
id:
  description: The id of the endpoint.
  returned: success, if it exists
  type: str
endpoint:
  description: The endpoint, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the endpoint.
      type: str
    name:
      description: Always V(null), because endpoints have no names.
      type: str
    interface:
      description: The interface.
      type: str
      sample: public
    is_enabled:
      description: Whether the catalog shows it.
      type: bool
    links:
      description: The links to it.
      type: dict
    region_id:
      description: The region.
      type: str
      sample: RegionOne
    service_id:
      description: The id of the service.
      type: str
    url:
      description: The URL.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.catalog import ENDPOINT


def main() -> None:
    state_module(ENDPOINT)


if __name__ == "__main__":
    main()
