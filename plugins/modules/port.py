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
      - The name of the port, or the id of one that is there.
      - It is looked for in O(network), if that is given.
    type: str
    required: true
  allowed_address_pairs:
    description: The addresses that it may send from beside its own. Others are taken away.
    type: list
    elements: dict
    suboptions:
      ip_address:
        description: An address, or several as a CIDR.
        type: str
        required: true
      mac_address:
        description: A MAC address. Without it, any that is there already is right, and the port's
          own is taken for a new pair.
        type: str
  binding_profile:
    description: What the host has to know of the port. On most clouds only administrators may give
      it.
    type: dict
  binding_vnic_type:
    description: The kind of network card that it is for. Without it, a new port is V(normal).
    type: str
    choices: [normal, direct, direct-physical, macvtap, baremetal, virtio-forwarder]
    aliases: [vnic_type]
  description:
    description: A text about the port.
    type: str
  device_id:
    description: The id of what uses the port.
    type: str
  device_owner:
    description: What kind of thing uses the port.
    type: str
  dns_domain:
    description: The DNS domain of the port; the extension C(dns-integration) is needed.
    type: str
  dns_name:
    description: The DNS name of the port; the extension C(dns-integration) is needed.
    type: str
  extra_dhcp_opts:
    description: What DHCP tells the server in addition. Others are taken away.
    type: list
    elements: dict
    suboptions:
      ip_version:
        description: Whether it is for IPv4 or IPv6.
        type: int
        choices: [4, 6]
        default: 4
      opt_name:
        description: The name of the DHCP option.
        type: str
        required: true
      opt_value:
        description: Its value.
        type: str
        required: true
  fixed_ips:
    description:
      - Its addresses. Others are taken away, but for those that an IPv6 subnet makes of the MAC
        address; these come and go with the subnet.
      - An entry without O(fixed_ips[].ip_address) is any address of the subnet, and one without
        O(fixed_ips[].subnet_id) has the subnet that the address belongs to.
      - Without it, a new port gets an address from each kind of subnet on the network.
    type: list
    elements: dict
    suboptions:
      ip_address:
        description: The address.
        type: str
      subnet_id:
        description: The subnet that the address is from, by name or id.
        type: str
        aliases: [subnet]
  is_admin_state_up:
    description: Whether the port is up. Without it, a new port is.
    type: bool
    aliases: [admin_state_up]
  is_port_security_enabled:
    description: Whether security groups guard the port, and whether it may send from its own
      addresses alone. Without it, a new port is as its network says.
    type: bool
    aliases: [port_security_enabled]
  mac_address:
    description: The MAC address. On most clouds only administrators can change it.
    type: str
  network:
    description:
      - The network that it is on, by name or id. It cannot be changed.
      - It has to be given unless O(state=absent).
    type: str
  no_security_groups:
    description: Whether it has no security groups. V(false) leaves them as they are.
    type: bool
  security_groups:
    description: Its security groups, by name or id. Others are taken away. Without it, a new port
      has the project's default group.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.network
  - module: multicloud.openstack.port_info
  - module: multicloud.openstack.security_group
"""

EXAMPLES = r"""
- name: A port
  multicloud.openstack.port:
    cloud: alpha
    name: web1
    network: internal
    security_groups: [web]

- name: A port with addresses, and with another that moves between two servers
  multicloud.openstack.port:
    cloud: alpha
    name: web2
    network: internal
    fixed_ips:
      - ip_address: 192.168.0.12
      - subnet: internal6
    allowed_address_pairs:
      - ip_address: 192.168.0.200

- name: A port that nothing guards
  multicloud.openstack.port:
    cloud: alpha
    name: gateway
    network: internal
    no_security_groups: true
    is_port_security_enabled: false

- name: Delete all of them
  multicloud.openstack.port:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [web1, web2, gateway]
"""

RETURN = r"""
id:
  description: The id of the port.
  returned: success, if it is there
  type: str
port:
  description: The port, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    allowed_address_pairs:
      description: The addresses that it may send from beside its own.
      type: list
      elements: dict
    binding_host_id:
      description: The host that it is on, to administrators.
      type: str
    binding_profile:
      description: What the host has to know of it, to administrators.
      type: dict
    binding_vif_details:
      description: How the host has plugged it in, to administrators.
      type: dict
    binding_vif_type:
      description: What the host has plugged it into, to administrators.
      type: str
    binding_vnic_type:
      description: The kind of network card that it is for.
      type: str
      sample: normal
    created_at:
      description: When it was created.
      type: str
    data_plane_status:
      description: The status of what is below it.
      type: str
    description:
      description: A text about it.
      type: str
    device_id:
      description: The id of what uses it.
      type: str
    device_owner:
      description: What kind of thing uses it.
      type: str
      sample: compute:nova
    device_profile:
      description: The name of its device profile.
      type: str
    dns_assignment:
      description: Its names in the DNS.
      type: list
      elements: dict
    dns_domain:
      description: Its DNS domain.
      type: str
    dns_name:
      description: Its DNS name.
      type: str
    extra_dhcp_opts:
      description: What DHCP tells the server in addition.
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
      description: Whether it is up.
      type: bool
    is_port_security_enabled:
      description: Whether security groups guard it.
      type: bool
    mac_address:
      description: The MAC address.
      type: str
    name:
      description: The name of the port.
      type: str
    network_id:
      description: The id of the network that it is on.
      type: str
    numa_affinity_policy:
      description: How near its server has to be to the network card.
      type: str
    project_id:
      description: The id of the project that it belongs to.
      type: str
    propagate_uplink_status:
      description: Whether the server sees when the host's own network is down.
      type: bool
    qos_network_policy_id:
      description: The id of the QoS policy of its network.
      type: str
    qos_policy_id:
      description: The id of its QoS policy.
      type: str
    resource_request:
      description: What it needs of a host.
      type: dict
    revision_number:
      description: How often it has been changed.
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
      description: The trunk that it carries, with its other ports.
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
