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
    description: The name or id of the server. With O(state=absent), it need not be there.
    type: str
    required: true
  port:
    description:
      - The name or id of a port that is there. It stays when it is detached.
      - Either this or O(network) is needed.
    type: str
  network:
    description:
      - The name or id of a network. One interface in it is enough; if the server has none, Nova
        makes a port there, which is deleted when it is detached or with the server.
      - With O(state=absent), the one interface in it is detached. If there are several, O(port) or
        O(fixed_ip) has to say which.
    type: str
  fixed_ip:
    description:
      - The address that the interface in O(network) has. If no interface has it, another one is
        made.
    type: str
seealso:
  - module: multicloud.openstack.port
  - module: multicloud.openstack.server
"""

EXAMPLES = r"""
- name: A second interface, with a port that is there
  multicloud.openstack.server_interface:
    cloud: alpha
    server: web1
    port: web1-internal

- name: Another one in a network, with an address of its own
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
  description: The interface, with openstacksdk's attribute names. In check mode, as far as known.
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
