#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: router
short_description: Manage routers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes routers.
  - A router is detached from its subnets before it is deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the router, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the router.
    type: str
  enable_snat:
    description: Whether servers without a floating IP use the address of the router to reach
      external networks. On most clouds, only administrators can set it.
    type: bool
  external_fixed_ips: &external_fixed_ips
    description:
      - External addresses of the router. Others are removed.
      - On most clouds, only administrators can set them.
    type: list
    elements: dict
    suboptions:
      ip_address:
        description: Address. Defaults to any address of the subnet.
        type: str
        aliases: [ip]
      subnet_id:
        description: Name or id of a subnet of the external network.
        type: str
        required: true
        aliases: [subnet]
  external_gateway_info:
    description: O(network), O(enable_snat) and O(external_fixed_ips) as one option.
    type: dict
    suboptions:
      network:
        description: As O(network).
        type: str
      enable_snat:
        description: As O(enable_snat).
        type: bool
      external_fixed_ips: *external_fixed_ips
  interfaces:
    description:
      - Internal subnets of the router. It is detached from others.
      - Each is the name or id of a subnet. The router gets the gateway address of the subnet,
        unless it already has another address there.
      - Or it is a dictionary with the name or id of a C(subnet), optionally with the name or id of
        its network as C(net), if subnets of other networks have the same name, and with the address
        of the router as C(portip). If a port has this address, it is used, otherwise one is
        created.
    type: list
    elements: raw
  is_admin_state_up:
    description: Whether the router is administratively up. Defaults to V(true) for a new router.
    type: bool
    aliases: [admin_state_up]
  network:
    description: Name or id of the external network for the gateway. An empty string removes the
      gateway.
    type: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  tags:
    description: Tags of the router. Others are removed.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.router_info
  - module: multicloud.openstack.subnet
"""

EXAMPLES = r"""
- name: Create a router from a subnet to an external network
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    network: public
    interfaces:
      - internal

- name: Attach it to another subnet, with a given address
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    interfaces:
      - internal
      - net: internal
        subnet: storage
        portip: 10.20.0.9

- name: Remove the external gateway
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    network: ""

- name: Delete the router
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    state: absent
"""

RETURN = r"""
id:
  description: The id of the router.
  returned: success, if it exists
  type: str
router:
  description: The router, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    availability_zone_hints:
      description: The requested availability zones.
      type: list
      elements: str
    availability_zones:
      description: The availability zones of the router.
      type: list
      elements: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    external_gateway_info:
      description: Its external gateway; none if it has no gateway.
      type: dict
      sample:
        network_id: 97a3f8e0-1c5e-4a7f-9d52-0f6c1fd3a7a2
        enable_snat: true
        external_fixed_ips:
          - ip_address: 203.0.113.7
            subnet_id: 4272cb52-a456-4c20-8f3c-c26024ecfa81
    flavor_id:
      description: The id of its flavor.
      type: str
    id:
      description: The id of the router.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    is_distributed:
      description: Whether it is distributed over all hosts, for administrators.
      type: bool
    is_ha:
      description: Whether it is highly available, for administrators.
      type: bool
    name:
      description: The name of the router.
      type: str
    project_id:
      description: The id of its project.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    routes:
      description: Its additional routes.
      type: list
      elements: dict
    status:
      description: The status of the router.
      type: str
      sample: ACTIVE
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.router import ROUTER


def main() -> None:
    state_module(ROUTER)


if __name__ == "__main__":
    main()
