#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: subnet
short_description: Manage subnets
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes subnets.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description:
      - Name of the subnet, or id of an existing one.
      - If O(network) or O(project) is set, only subnets of these are considered.
    type: str
    required: true
  allocation_pool_start:
    description: First address of the allocation pool. Mutually exclusive with O(allocation_pools).
    type: str
  allocation_pool_end:
    description: Last address of the allocation pool.
    type: str
  allocation_pools:
    description:
      - Address ranges to allocate to ports. Others are removed.
      - By default, a new subnet allocates all addresses except that of the gateway.
    type: list
    elements: dict
    suboptions:
      start:
        description: First address.
        type: str
        required: true
      end:
        description: Last address.
        type: str
        required: true
  cidr:
    description: Addresses of the subnet, as a CIDR. Cannot be changed.
    type: str
  description:
    description: Description of the subnet.
    type: str
  disable_gateway_ip:
    description: Whether the subnet has no gateway. V(false) leaves the gateway unchanged.
    type: bool
    aliases: [no_gateway_ip]
  dns_nameservers:
    description: DNS servers of the subnet, in this order. Others are removed.
    type: list
    elements: str
  dns_publish_fixed_ip:
    description: Whether the addresses of ports are published in the DNS.
    type: bool
  extra_attrs:
    description:
      - Further attributes, for playbooks that set them here.
      - Supports V(dns_publish_fixed_ip) and V(service_types), which are also options.
    type: dict
    aliases: [extra_specs]
  gateway_ip:
    description: Address of the gateway. Defaults to the first address of a new subnet.
    type: str
  host_routes:
    description: Routes that servers get. Others are removed.
    type: list
    elements: dict
    suboptions:
      destination:
        description: Destination addresses, as a CIDR.
        type: str
        required: true
      nexthop:
        description: Address of the next hop.
        type: str
        required: true
  ip_version:
    description:
      - IP version of the subnet. Cannot be changed.
      - For a new subnet, defaults to the version of O(cidr), or to V(4).
    type: int
    choices: [4, 6]
  ipv6_address_mode:
    description: How servers get IPv6 addresses. Cannot be changed.
    type: str
    choices: [dhcpv6-stateful, dhcpv6-stateless, slaac]
  ipv6_ra_mode:
    description: How routers advertise IPv6 on the network. Cannot be changed.
    type: str
    choices: [dhcpv6-stateful, dhcpv6-stateless, slaac]
  is_dhcp_enabled:
    description: Whether servers get their addresses by DHCP. Defaults to V(true) for a new subnet.
    type: bool
    aliases: [enable_dhcp]
  network:
    description:
      - Name or id of the network. Cannot be changed.
      - Required unless O(state=absent).
    type: str
    aliases: [network_name]
  network_segment:
    description: Name or id of the network segment.
    type: str
  prefix_length:
    description: Length of the prefix to allocate from the subnet pool. Only used for a new subnet.
      Mutually exclusive with O(cidr).
    type: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  service_types:
    description: Types of ports that get addresses from this subnet, such as V(network:floatingip).
      Others are removed.
    type: list
    elements: str
  subnet_pool:
    description: Name or id of the subnet pool to allocate from. Cannot be changed.
    type: str
  tags:
    description: Tags of the subnet. Others are removed.
    type: list
    elements: str
  use_default_subnet_pool:
    description: Whether to allocate from the cloud's default subnet pool. Only used for a new
      subnet.
    type: bool
    aliases: [use_default_subnetpool]
seealso:
  - module: multicloud.openstack.network
  - module: multicloud.openstack.subnet_info
"""

EXAMPLES = r"""
- name: Create a subnet
  multicloud.openstack.subnet:
    cloud: alpha
    name: office
    network: office
    cidr: 192.168.0.0/24
    dns_nameservers: [192.168.0.2, 192.168.0.3]
    host_routes:
      - destination: 10.0.0.0/8
        nexthop: 192.168.0.254

- name: Create a subnet without a gateway, and with an allocation pool
  multicloud.openstack.subnet:
    cloud: alpha
    name: printers
    network: office
    cidr: 10.20.0.0/24
    allocation_pool_start: 10.20.0.100
    allocation_pool_end: 10.20.0.199
    disable_gateway_ip: true

- name: Create an IPv6 subnet
  multicloud.openstack.subnet:
    cloud: alpha
    name: office6
    network: office
    cidr: 2001:db8:1::/64
    ipv6_ra_mode: dhcpv6-stateless
    ipv6_address_mode: dhcpv6-stateless

- name: Delete the IPv6 subnet
  multicloud.openstack.subnet:
    cloud: alpha
    name: office6
    network: office
    state: absent
"""

RETURN = r"""
id:
  description: The id of the subnet.
  returned: success, if it exists
  type: str
subnet:
  description: The subnet, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    allocation_pools:
      description: The address ranges that are allocated to ports.
      type: list
      elements: dict
      sample: [{"start": "192.168.0.2", "end": "192.168.0.254"}]
    cidr:
      description: Its addresses, as a CIDR.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    dns_nameservers:
      description: Its DNS servers.
      type: list
      elements: str
    dns_publish_fixed_ip:
      description: Whether the addresses of ports are published in the DNS.
      type: bool
    gateway_ip:
      description: The address of the gateway.
      type: str
    host_routes:
      description: The routes that servers get.
      type: list
      elements: dict
    id:
      description: The id of the subnet.
      type: str
    ip_version:
      description: Its IP version, 4 or 6.
      type: int
    ipv6_address_mode:
      description: How servers get IPv6 addresses.
      type: str
    ipv6_ra_mode:
      description: How routers advertise IPv6 on the network.
      type: str
    is_dhcp_enabled:
      description: Whether servers get their addresses by DHCP.
      type: bool
    name:
      description: The name of the subnet.
      type: str
    network_id:
      description: The id of its network.
      type: str
    prefix_length:
      description: The requested prefix length; clouds do not show it.
      type: str
    project_id:
      description: The id of its project.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    segment_id:
      description: The id of its network segment.
      type: str
    service_types:
      description: The types of ports that get addresses from it.
      type: list
      elements: str
    subnet_pool_id:
      description: The id of its subnet pool.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
    use_default_subnet_pool:
      description: Whether the default subnet pool was requested; clouds do not show it.
      type: bool
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network import SUBNET


def main() -> None:
    state_module(SUBNET)


if __name__ == "__main__":
    main()
