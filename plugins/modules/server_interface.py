#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_interface
short_description: Attach ports and networks to servers, or detach them
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Attaches a port or a network to a server, or detaches it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  server:
    description: Name or id of the server. With O(state=absent), it need not exist.
    type: str
    required: true
  port:
    description:
      - Name or id of an existing port. It is kept when it is detached.
      - Either this or O(network) is required.
    type: str
  network:
    description:
      - Name or id of a network. Any existing interface in it is accepted. If the server has none,
        Nova creates a port, which is deleted when it is detached, or with the server.
      - With O(state=absent), the interface in it is detached. If there are several, O(port) or
        O(fixed_ip) must specify which.
    type: str
  fixed_ip:
    description:
      - Address of the interface in O(network). If no interface has it, another one is created.
    type: str
seealso:
  - module: multicloud.openstack.port
  - module: multicloud.openstack.server
"""

EXAMPLES = r"""
- name: Attach an existing port
  multicloud.openstack.server_interface:
    cloud: alpha
    server: web1
    port: web1-internal

- name: Attach a network, with a given address
  multicloud.openstack.server_interface:
    cloud: alpha
    server: web1
    network: internal
    fixed_ip: 192.168.0.20

- name: Detach it
  multicloud.openstack.server_interface:
    cloud: alpha
    server: web1
    network: internal
    fixed_ip: 192.168.0.20
    state: absent
"""

RETURN = r"""
id:
  description: The id of the port.
  returned: success, if it exists
  type: str
interface:
  description: The interface, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of its port.
      type: str
    port_id:
      description: The id of its port.
      type: str
    port_state:
      description: The status of its port.
      type: str
      sample: ACTIVE
    net_id:
      description: The id of its network.
      type: str
    mac_addr:
      description: Its MAC address.
      type: str
    fixed_ips:
      description: Its addresses, each with C(ip_address) and C(subnet_id).
      type: list
      elements: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.attachments import SERVER_INTERFACE


def main() -> None:
    state_module(SERVER_INTERFACE)


if __name__ == "__main__":
    main()
