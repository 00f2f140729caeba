#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_port
short_description: Manage ports of bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes ports of Ironic, one for each network card of a node.
  - Ironic changes most options only while the node is manageable or in maintenance mode.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  address:
    description: MAC address. With O(id), an existing port gets this address. A new port needs one.
    type: str
  extra:
    description: Arbitrary keys and values. Others stay. A key without a value is deleted.
    type: dict
  id:
    description: Id of the port. A new one gets this id, or a random one.
    type: str
    aliases: [uuid]
  is_pxe_enabled:
    description: Whether the node boots from the network on this port.
    type: bool
    aliases: [pxe_enabled]
  local_link_connection:
    description: Where it is connected to. Keys that you do not set stay.
    type: dict
    suboptions:
      port_id:
        description: Name of the port of the switch.
        type: str
      switch_id:
        description: MAC address or datapath id of the switch.
        type: str
      switch_info:
        description: Further information for the driver of the switch.
        type: str
  node:
    description: Name or id of its node. A new port needs one.
    type: str
  physical_network:
    description: Physical network that it is connected to.
    type: str
  port_group:
    description: Name or id of its port group.
    type: str
    aliases: [portgroup]
seealso:
  - module: multicloud.openstack.baremetal_node
  - module: multicloud.openstack.baremetal_port_group
  - module: multicloud.openstack.baremetal_port_info
"""

EXAMPLES = r"""
- name: Register a node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal5
    driver: fake-hardware
    nics:
      - mac: "52:54:00:00:05:01"

- name: Create a port
  multicloud.openstack.baremetal_port:
    cloud: alpha-admin
    node: metal5
    address: "52:54:00:00:05:02"
    physical_network: racks
    local_link_connection:
      switch_id: 0a:1b:2c:3d:4e:5f
      port_id: Ethernet3/1

- name: Delete the port
  multicloud.openstack.baremetal_port:
    cloud: alpha-admin
    address: "52:54:00:00:05:02"
    state: absent

- name: Delete the node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal5
    state: absent
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
    address:
      description: Its MAC address.
      type: str
    extra:
      description: Its arbitrary keys and values.
      type: dict
    id:
      description: Its id.
      type: str
    internal_info:
      description: What Ironic notes of it.
      type: dict
    is_pxe_enabled:
      description: Whether its node boots from the network on it.
      type: bool
    local_link_connection:
      description: Where it is connected to.
      type: dict
    node_id:
      description: The id of its node.
      type: str
    physical_network:
      description: The physical network that it is connected to.
      type: str
    port_group_id:
      description: The id of its port group.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bare_metal import PORT


def main() -> None:
    state_module(PORT)


if __name__ == "__main__":
    main()
