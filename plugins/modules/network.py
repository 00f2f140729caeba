#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: network
short_description: Manage networks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes networks.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the network, or the id of one that is there.
    type: str
    required: true
  admin_state_up:
    description: Whether the network is up.
    type: bool
  description:
    description: A text about the network.
    type: str
  dns_domain:
    description: The DNS domain of the network; the extension C(dns-integration) is needed.
    type: str
  external:
    description: Whether the network leads outside of the cloud.
    type: bool
  is_default:
    description: Whether this is the default external network. It is for external networks alone.
    type: bool
  is_vlan_transparent:
    description: Whether servers may use VLANs of their own in it. It cannot be changed.
    type: bool
  mtu:
    description: The largest packet, in bytes.
    type: int
    aliases: [mtu_size]
  port_security_enabled:
    description: Whether new ports are guarded by security groups.
    type: bool
  project:
    description: The project that it belongs to, by name or id. It cannot be changed.
    type: str
  provider_network_type:
    description: The kind of the physical network, as V(vlan) or V(flat). It cannot be changed.
    type: str
  provider_physical_network:
    description: The physical network. It cannot be changed.
    type: str
  provider_segmentation_id:
    description: The VLAN or segment on the physical network. Few clouds can change it.
    type: int
  shared:
    description: Whether all projects may use it.
    type: bool
  tags:
    description: The tags of the network. Others are taken away.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.network_info
"""

EXAMPLES = r"""
- name: A network
  multicloud.openstack.network:
    cloud: alpha
    name: lab
    mtu: 1400
  register: made

- name: Delete it
  multicloud.openstack.network:
    cloud: alpha
    name: "{{ made.network.id }}"
    state: absent
"""

RETURN = r"""
id:
  description: The id of the network.
  returned: success, if it is there
  type: str
network:
  description: The network, by openstacksdk's names; in check mode what is known of it.
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
    dns_domain:
      description: Its DNS domain, where the cloud has that.
      type: str
    id:
      description: The id of the network.
      type: str
    ipv4_address_scope_id:
      description: The id of its address scope for IPv4.
      type: str
    ipv6_address_scope_id:
      description: The id of its address scope for IPv6.
      type: str
    is_admin_state_up:
      description: Whether it is up.
      type: bool
    is_default:
      description: Whether it is the default external network.
      type: bool
    is_port_security_enabled:
      description: Whether new ports are guarded by security groups.
      type: bool
    is_router_external:
      description: Whether it leads outside of the cloud.
      type: bool
    is_shared:
      description: Whether all projects may use it.
      type: bool
    is_vlan_transparent:
      description: Whether servers may use VLANs of their own in it.
      type: bool
    mtu:
      description: The largest packet, in bytes.
      type: int
    name:
      description: The name of the network.
      type: str
    project_id:
      description: The id of the project that it belongs to.
      type: str
    provider_network_type:
      description: The kind of the physical network. Most clouds show it to administrators alone.
      type: str
    provider_physical_network:
      description: The physical network, to administrators.
      type: str
    provider_segmentation_id:
      description: The VLAN or segment on it, to administrators.
      type: int
    qos_policy_id:
      description: The id of its QoS policy.
      type: str
    revision_number:
      description: How often it has been changed.
      type: int
    segments:
      description: Its physical networks, where there are several.
      type: list
      elements: dict
    status:
      description: The status of the network.
      type: str
      sample: ACTIVE
    subnet_ids:
      description: The ids of its subnets.
      type: list
      elements: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network import NETWORK


def main() -> None:
    state_module(NETWORK)


if __name__ == "__main__":
    main()
