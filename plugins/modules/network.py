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
    description: Name of the network, or id of an existing one.
    type: str
    required: true
  admin_state_up:
    description: Whether the network is administratively up.
    type: bool
  description:
    description: Description of the network.
    type: str
  dns_domain:
    description: DNS domain of the network. Requires the extension C(dns-integration).
    type: str
  external:
    description: Whether the network is external, so that it leads out of the cloud.
    type: bool
  is_default:
    description: Whether this is the default external network. Only for external networks.
    type: bool
  is_vlan_transparent:
    description: Whether servers can use their own VLANs on the network. Cannot be changed.
    type: bool
  mtu:
    description: Maximum size of a packet, in bytes.
    type: int
    aliases: [mtu_size]
  port_security_enabled:
    description: Whether new ports are protected by security groups.
    type: bool
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  provider_network_type:
    description: Type of the physical network, such as V(vlan) or V(flat). Cannot be changed.
    type: str
  provider_physical_network:
    description: Physical network. Cannot be changed.
    type: str
  provider_segmentation_id:
    description: Id of the VLAN or segment on the physical network. Few clouds can change it.
    type: int
  qos_policy:
    description: Name or id of the QoS policy of its ports. If empty, it is removed.
    type: str
  shared:
    description: Whether all projects can use it.
    type: bool
  tags:
    description: Tags of the network. Others are removed.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.network_info
"""

EXAMPLES = r"""
- name: Create a network
  multicloud.openstack.network:
    cloud: alpha
    name: lab
    mtu: 1400
  register: made

- name: Delete the network
  multicloud.openstack.network:
    cloud: alpha
    name: "{{ made.network.id }}"
    state: absent
"""

RETURN = r"""
id:
  description: The id of the network.
  returned: success, if it exists
  type: str
network:
  description: The network, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    availability_zone_hints:
      description: The requested availability zones.
      type: list
      elements: str
    availability_zones:
      description: The availability zones of the network.
      type: list
      elements: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    dns_domain:
      description: Its DNS domain, if the cloud supports it.
      type: str
    id:
      description: The id of the network.
      type: str
    ipv4_address_scope_id:
      description: The id of its IPv4 address scope.
      type: str
    ipv6_address_scope_id:
      description: The id of its IPv6 address scope.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    is_default:
      description: Whether it is the default external network.
      type: bool
    is_port_security_enabled:
      description: Whether new ports are protected by security groups.
      type: bool
    is_router_external:
      description: Whether it is external.
      type: bool
    is_shared:
      description: Whether all projects can use it.
      type: bool
    is_vlan_transparent:
      description: Whether servers can use their own VLANs on it.
      type: bool
    mtu:
      description: The maximum size of a packet, in bytes.
      type: int
    name:
      description: The name of the network.
      type: str
    project_id:
      description: The id of its project.
      type: str
    provider_network_type:
      description: The type of the physical network. Most clouds show it only to administrators.
      type: str
    provider_physical_network:
      description: The physical network, for administrators.
      type: str
    provider_segmentation_id:
      description: The id of the VLAN or segment on it, for administrators.
      type: int
    qos_policy_id:
      description: The id of its QoS policy.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    segments:
      description: Its physical networks, if there are several.
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
