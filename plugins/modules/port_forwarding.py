#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: port_forwarding
short_description: Manage port forwardings of floating IPs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes port forwardings from a floating IP to a server.
  - A floating IP with port forwardings cannot be attached to a Neutron port.
  - Requires the extension C(floating-ip-port-forwarding).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  floating_ip:
    description: Floating IP, by address or id.
    type: str
    required: true
    aliases: [floating_ip_address]
  external_protocol_port:
    description:
      - Port number on the floating IP.
      - Together with O(protocol), it identifies the port forwarding, unless O(port_forwarding_id)
        is set.
    type: int
    aliases: [external_port]
  protocol:
    description:
      - Protocol to forward, such as V(tcp) or V(udp).
      - Together with O(external_protocol_port), it identifies the port forwarding, unless
        O(port_forwarding_id) is set.
    type: str
  port_forwarding_id:
    description: Id of an existing port forwarding. With it, O(external_protocol_port) and
      O(protocol) can be changed.
    type: str
  network_port:
    description: Name or id of the Neutron port to forward to. Required for a new port forwarding.
    type: str
  internal_ip:
    description: Address of O(network_port) to forward to. Defaults to the first IPv4 address of the
      port for a new port forwarding.
    type: str
    aliases: [internal_ip_address]
  internal_protocol_port:
    description: Port number to forward to. Required for a new port forwarding.
    type: int
    aliases: [internal_port]
seealso:
  - module: multicloud.openstack.port_forwarding_info
  - module: multicloud.openstack.floating_ip
"""

EXAMPLES = r"""
- name: Create a floating IP
  multicloud.openstack.floating_ip:
    cloud: alpha
    network: public
  register: made

- name: Forward a port
  multicloud.openstack.port_forwarding:
    cloud: alpha
    floating_ip: "{{ made.floating_ip.floating_ip_address }}"
    external_protocol_port: 80
    protocol: tcp
    network_port: web1-port
    internal_protocol_port: 8080

- name: Change the destination port
  multicloud.openstack.port_forwarding:
    cloud: alpha
    floating_ip: "{{ made.floating_ip.floating_ip_address }}"
    external_protocol_port: 80
    protocol: tcp
    internal_protocol_port: 9090

- name: Delete the port forwarding
  multicloud.openstack.port_forwarding:
    cloud: alpha
    floating_ip: "{{ made.floating_ip.floating_ip_address }}"
    external_protocol_port: 80
    protocol: tcp
    state: absent

- name: Delete the floating IP
  multicloud.openstack.floating_ip:
    cloud: alpha
    floating_ip_address: "{{ made.floating_ip.floating_ip_address }}"
    state: absent
    purge: true
"""

RETURN = r"""
id:
  description: The id of the port forwarding.
  returned: success, if it exists
  type: str
port_forwarding:
  description: The port forwarding, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the port forwarding.
      type: str
    description:
      description: Its description.
      type: str
    external_port:
      description: The port number on the floating IP.
      type: int
    floatingip_id:
      description: The id of the floating IP.
      type: str
    internal_ip_address:
      description: The destination address.
      type: str
    internal_port:
      description: The destination port number.
      type: int
    internal_port_id:
      description: The id of the destination Neutron port.
      type: str
    protocol:
      description: The forwarded protocol.
      type: str
      sample: tcp
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.addresses import PORT_FORWARDING


def main() -> None:
    state_module(PORT_FORWARDING)


if __name__ == "__main__":
    main()
