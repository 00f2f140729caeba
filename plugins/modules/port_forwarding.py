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
  - A floating IP that forwards ports cannot be attached to a port of Neutron as well.
  - The cloud needs the extension C(floating-ip-port-forwarding).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  floating_ip:
    description: The floating IP, by address or id.
    type: str
    required: true
    aliases: [floating_ip_address]
  external_protocol_port:
    description:
      - The number of the port of the floating IP.
      - With O(protocol) it says which port forwarding is meant, unless O(port_forwarding_id) does.
    type: int
    aliases: [external_port]
  protocol:
    description:
      - What is forwarded, as V(tcp) or V(udp).
      - With O(external_protocol_port) it says which port forwarding is meant, unless
        O(port_forwarding_id) does.
    type: str
  port_forwarding_id:
    description: The id of a port forwarding that is there. Then O(external_protocol_port) and
      O(protocol) are changed if they are given.
    type: str
  network_port:
    description: The port of Neutron that it is forwarded to, by name or id. A new port forwarding
      needs it.
    type: str
  internal_ip:
    description: The address of O(network_port) that it is forwarded to. Without it, a new port
      forwarding goes to the first IPv4 address of the port.
    type: str
    aliases: [internal_ip_address]
  internal_protocol_port:
    description: The number of the port that it is forwarded to. A new port forwarding needs it.
    type: int
    aliases: [internal_port]
seealso:
  - module: multicloud.openstack.port_forwarding_info
  - module: multicloud.openstack.floating_ip
"""

EXAMPLES = r"""
- name: A floating IP
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

- name: Forward it to another port from now on
  multicloud.openstack.port_forwarding:
    cloud: alpha
    floating_ip: "{{ made.floating_ip.floating_ip_address }}"
    external_protocol_port: 80
    protocol: tcp
    internal_protocol_port: 9090

- name: Forward it no longer
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
  returned: success, if it is there
  type: str
port_forwarding:
  description: The port forwarding, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The id of the port forwarding.
      type: str
    description:
      description: A text about it.
      type: str
    external_port:
      description: The number of the port of the floating IP.
      type: int
    floatingip_id:
      description: The id of the floating IP.
      type: str
    internal_ip_address:
      description: The address that it is forwarded to.
      type: str
    internal_port:
      description: The number of the port that it is forwarded to.
      type: int
    internal_port_id:
      description: The id of the port of Neutron that it is forwarded to.
      type: str
    protocol:
      description: What is forwarded.
      type: str
      sample: tcp
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.addresses import PORT_FORWARDING


def main() -> None:
    state_module(PORT_FORWARDING)


if __name__ == "__main__":
    main()
