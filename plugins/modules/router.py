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
  - Before a router is deleted, it is detached from its subnets.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the router, or the id of one that is there.
    type: str
    required: true
  enable_snat:
    description: Whether servers without a floating IP reach the outside with its address. On most
      clouds only administrators may give it.
    type: bool
  external_fixed_ips: &external_fixed_ips
    description:
      - Its addresses outside. Others are taken away.
      - On most clouds only administrators may give them.
    type: list
    elements: dict
    suboptions:
      ip_address:
        description: The address. Without it, any of the subnet is right.
        type: str
        aliases: [ip]
      subnet_id:
        description: The subnet of the network outside that it is from, by name or id.
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
      - The subnets inside that it is on. It is taken off others.
      - Each is the name or id of a subnet, where the router has the address of the subnet's
        gateway, or any that it has there already.
      - Or it is a dictionary with the C(subnet) by name or id, the C(net) that it is on by name or
        id, if subnets of other networks have that name as well, and the router's own address there
        as C(portip), if that matters. A port that has this address is taken; else one is made.
    type: list
    elements: raw
  is_admin_state_up:
    description: Whether the router is up. Without it, a new router is.
    type: bool
    aliases: [admin_state_up]
  network:
    description: The network outside that it leads to, by name or id. An empty string takes it off
      the outside.
    type: str
  project:
    description: The project that it belongs to, by name or id. It cannot be changed.
    type: str
  tags:
    description: The tags of the router. Others are taken away.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.router_info
  - module: multicloud.openstack.subnet
"""

EXAMPLES = r"""
- name: A router that leads from a subnet to the outside
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    network: public
    interfaces:
      - internal

- name: On another subnet as well, with an address of its own there
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    interfaces:
      - internal
      - net: internal
        subnet: storage
        portip: 10.20.0.9

- name: No longer to the outside
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    network: ""

- name: Delete it
  multicloud.openstack.router:
    cloud: alpha
    name: edge
    state: absent
"""

RETURN = r"""
id:
  description: The id of the router.
  returned: success, if it is there
  type: str
router:
  description: The router, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    availability_zone_hints:
      description: The availability zones that were asked for.
      type: list
      elements: str
    availability_zones:
      description: Those that it is in.
      type: list
      elements: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: A text about it.
      type: str
    external_gateway_info:
      description: Where it leads to outside. It has none if it does not.
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
      description: Whether it is up.
      type: bool
    is_distributed:
      description: Whether it is on every host, to administrators.
      type: bool
    is_ha:
      description: Whether there is a second one that takes its place, to administrators.
      type: bool
    name:
      description: The name of the router.
      type: str
    project_id:
      description: The id of the project that it belongs to.
      type: str
    revision_number:
      description: How often it has been changed.
      type: int
    routes:
      description: Its further routes.
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
