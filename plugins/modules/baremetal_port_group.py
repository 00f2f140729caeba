#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_port_group
short_description: Manage port groups of bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes port groups of Ironic, which are bonds of several ports of a node.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the port group, or id of an existing one. With O(id), an existing port
      group gets this name.
    type: str
  address:
    description: MAC address of the bond.
    type: str
  extra:
    description: Arbitrary keys and values. Others stay. A key without a value is deleted.
    type: dict
  id:
    description: Id of the port group. A new one gets this id, or a random one.
    type: str
    aliases: [uuid]
  mode:
    description: Mode of the bond, for example V(802.3ad). New port groups get the default of Ironic
      if it is not set.
    type: str
  node:
    description: Name or id of its node. A new port group needs one.
    type: str
  properties:
    description: Properties of the bond, for example C(miimon). Others stay. A key without a value
      is deleted.
    type: dict
  standalone_ports_supported:
    description: Whether its ports can also be used alone.
    type: bool
seealso:
  - module: multicloud.openstack.baremetal_port
  - module: multicloud.openstack.baremetal_port_group_info
"""

EXAMPLES = r"""
- name: Register a node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal7
    driver: fake-hardware
    nics:
      - mac: "52:54:00:00:07:01"

- name: Create a port group
  multicloud.openstack.baremetal_port_group:
    cloud: alpha-admin
    name: bond7
    node: metal7
    mode: 802.3ad

- name: Delete the port group
  multicloud.openstack.baremetal_port_group:
    cloud: alpha-admin
    name: bond7
    state: absent

- name: Delete the node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal7
    state: absent
"""

RETURN = r"""
id:
  description: The id of the port group.
  returned: success, if it exists
  type: str
port_group:
  description: The port group, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    address:
      description: The MAC address of the bond.
      type: str
    extra:
      description: Its arbitrary keys and values.
      type: dict
    id:
      description: Its id.
      type: str
    mode:
      description: The mode of the bond.
      type: str
    name:
      description: Its name.
      type: str
    node_id:
      description: The id of its node.
      type: str
    properties:
      description: The properties of the bond.
      type: dict
    standalone_ports_supported:
      description: Whether its ports can also be used alone.
      type: bool
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bare_metal import PORT_GROUP


def main() -> None:
    state_module(PORT_GROUP)


if __name__ == "__main__":
    main()
