#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: port
short_description: Manage ports
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes ports.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description:
      - Name of the port, or id of an existing one.
      - If O(network) is set, only ports of this network are considered.
    type: str
    required: true
  allowed_address_pairs:
    description: Addresses that the port can send from in addition to its own. Others are removed.
    type: list
    elements: dict
    suboptions:
      ip_address:
        description: An address, or a range of addresses as a CIDR.
        type: str
        required: true
      mac_address:
        description: A MAC address. Without it, an existing pair may have any, and a new pair gets
          that of the port.
        type: str
  binding_profile:
    description: Information about the port for its host. On most clouds, only administrators can
      set it.
    type: dict
  binding_vnic_type:
    description: Type of network card that the port is for. Defaults to V(normal) for a new port.
    type: str
    choices: [normal, direct, direct-physical, macvtap, baremetal, virtio-forwarder]
    aliases: [vnic_type]
  description:
    description: Description of the port.
    type: str
  device_id:
    description: Id of the device that uses the port.
    type: str
  device_owner:
    description: Type of device that uses the port.
    type: str
  dns_domain:
    description: DNS domain of the port. Requires the extension C(dns-integration).
    type: str
  dns_name:
    description: DNS name of the port. Requires the extension C(dns-integration).
    type: str
  extra_dhcp_opts:
    description: Additional DHCP options for the server. Others are removed.
    type: list
    elements: dict
    suboptions:
      ip_version:
        description: Whether the option is for IPv4 or IPv6.
        type: int
        choices: [4, 6]
        default: 4
      opt_name:
        description: Name of the DHCP option.
        type: str
        required: true
      opt_value:
        description: Its value.
        type: str
        required: true
  fixed_ips:
    description:
      - Addresses of the port. Others are removed, except those that an IPv6 subnet derives from the
        MAC address. These come and go with the subnet.
      - An entry without O(fixed_ips[].ip_address) means any address of the subnet. An entry without
        O(fixed_ips[].subnet_id) means the subnet that the address belongs to.
      - By default, a new port gets an address from each kind of subnet on the network.
    type: list
    elements: dict
    suboptions:
      ip_address:
        description: Address.
        type: str
      subnet_id:
        description: Name or id of the subnet of the address.
        type: str
        aliases: [subnet]
  is_admin_state_up:
    description: Whether the port is administratively up. Defaults to V(true) for a new port.
    type: bool
    aliases: [admin_state_up]
  is_port_security_enabled:
    description: Whether the port is protected by security groups, and can send only from its own
      addresses. Defaults to the setting of its network for a new port.
    type: bool
    aliases: [port_security_enabled]
  mac_address:
    description: MAC address. On most clouds, only administrators can change it.
    type: str
  network:
    description:
      - Name or id of the network. Cannot be changed.
      - Required unless O(state=absent).
    type: str
  no_security_groups:
    description: Whether the port has no security groups. V(false) leaves them unchanged.
    type: bool
  qos_policy:
    description: Name or id of the QoS policy of the port. If empty, it is removed.
    type: str
  security_groups:
    description: Security groups, by name or id. Others are removed. Defaults to the project's
      default group for a new port.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.network
  - module: multicloud.openstack.port_info
  - module: multicloud.openstack.security_group
"""

EXAMPLES = r"""
- name: Create a port
  multicloud.openstack.port:
    cloud: alpha
    name: web1
    network: internal
    security_groups: [web]

- name: Create a port with two addresses, and a shared address that moves between servers
  multicloud.openstack.port:
    cloud: alpha
    name: web2
    network: internal
    fixed_ips:
      - ip_address: 192.168.0.12
      - subnet: internal6
    allowed_address_pairs:
      - ip_address: 192.168.0.200

- name: Create a port without port security
  multicloud.openstack.port:
    cloud: alpha
    name: gateway
    network: internal
    no_security_groups: true
    is_port_security_enabled: false

- name: Delete all ports
  multicloud.openstack.port:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [web1, web2, gateway]
"""

RETURN = r"""
id:
  description: The id of the port.
  returned: success, if it exists
  type: str
port:
  description: The port, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    allowed_address_pairs:
      description: The addresses that it can send from in addition to its own.
      type: list
      elements: dict
    binding_host_id:
      description: The id of its host, for administrators.
      type: str
    binding_profile:
      description: Information about it for the host, for administrators.
      type: dict
    binding_vif_details:
      description: Details of how the host has plugged it in, for administrators.
      type: dict
    binding_vif_type:
      description: What the host has plugged it into, for administrators.
      type: str
    binding_vnic_type:
      description: The type of network card that it is for.
      type: str
      sample: normal
    created_at:
      description: When it was created.
      type: str
    data_plane_status:
      description: The status of the underlying data plane.
      type: str
    description:
      description: Its description.
      type: str
    device_id:
      description: The id of the device that uses it.
      type: str
    device_owner:
      description: The type of device that uses it.
      type: str
      sample: compute:nova
    device_profile:
      description: The name of its device profile.
      type: str
    dns_assignment:
      description: Its DNS names.
      type: list
      elements: dict
    dns_domain:
      description: Its DNS domain.
      type: str
    dns_name:
      description: Its DNS name.
      type: str
    extra_dhcp_opts:
      description: Additional DHCP options for the server.
      type: list
      elements: dict
    fixed_ips:
      description: Its addresses.
      type: list
      elements: dict
      sample: [{"ip_address": "192.168.0.12", "subnet_id": "4272cb52-a456-4c20-8f3c-c26024ecfa81"}]
    id:
      description: The id of the port.
      type: str
    ip_allocation:
      description: When it gets its addresses.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    is_port_security_enabled:
      description: Whether it is protected by security groups.
      type: bool
    mac_address:
      description: The MAC address.
      type: str
    name:
      description: The name of the port.
      type: str
    network_id:
      description: The id of its network.
      type: str
    numa_affinity_policy:
      description: How close its server must be to the network card.
      type: str
    project_id:
      description: The id of its project.
      type: str
    propagate_uplink_status:
      description: Whether the server can see when the host's own network is down.
      type: bool
    qos_network_policy_id:
      description: The id of the QoS policy of its network.
      type: str
    qos_policy_id:
      description: The id of its QoS policy.
      type: str
    resource_request:
      description: What it requires of a host.
      type: dict
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    security_group_ids:
      description: The ids of its security groups.
      type: list
      elements: str
    status:
      description: The status of the port.
      type: str
      sample: ACTIVE
    tags:
      description: Its tags.
      type: list
      elements: str
    trunk_details:
      description: The trunk that it carries, with its subports.
      type: dict
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network import PORT


def main() -> None:
    state_module(PORT)


if __name__ == "__main__":
    main()
