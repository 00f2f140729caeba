#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_node_action
short_description: Deploy, undeploy, power and maintain bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Deploys an image on a node of Ironic, or undeploys it, switches it on or off, or sets its
    maintenance mode.
  - The module waits for a node that Ironic is working on, and until the operation is complete. If
    it fails, the error has Ironic's reason.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
    details:
      - A missing node is a warning instead of an error, as an earlier task may register it.
  diff_mode:
    support: full
options:
  name:
    description: Name or id of the node.
    type: str
    required: true
    aliases: [id, uuid]
  config_drive:
    description: Config drive of the instance, as a URL, as base64 of a compressed ISO image, or as
      a dictionary with C(meta_data), C(network_data) and C(user_data).
    type: raw
  deploy:
    description: Whether O(state=present) deploys the node.
    type: bool
    default: true
  instance_info:
    description: What to deploy, for example C(image_source), C(image_checksum) and C(root_gb).
    type: dict
  maintenance:
    description: Whether Ironic leaves the node alone. Nothing is deployed on it then.
    type: bool
  maintenance_reason:
    description: Why the node is in maintenance mode.
    type: str
  power:
    description:
      - Whether to switch the node on or off.
      - V(present) switches it on if O(deploy=false), as V(on) does in any case. V(absent) and
        V(off) switch it off, and deploy nothing. V(maintenance) sets O(maintenance).
    type: str
    choices: [present, absent, maintenance, 'on', 'off']
    default: present
  state:
    description:
      - V(present) and V(on) deploy the node, if nothing is deployed on it.
      - V(absent) and V(off) undeploy it, if something is deployed on it.
      - V(maintenance) sets O(maintenance).
    type: str
    choices: [present, absent, maintenance, 'on', 'off']
    default: present
  timeout:
    description: How many seconds to wait for each step.
    type: float
    default: 1800.0
seealso:
  - module: multicloud.openstack.baremetal_inspect
  - module: multicloud.openstack.baremetal_node
"""

EXAMPLES = r"""
- name: Register a node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal3
    driver: fake-hardware
    nics:
      - mac: "52:54:00:00:03:01"

- name: Deploy an image on the node
  multicloud.openstack.baremetal_node_action:
    cloud: alpha-admin
    name: metal3
    instance_info:
      image_source: http://192.0.2.1/debian-12.raw
      image_checksum: 356a6b55ecc511a20c33c946c4e678af
      root_gb: 10
    config_drive: http://192.0.2.1/metal3.gz

- name: Switch the node off
  multicloud.openstack.baremetal_node_action:
    cloud: alpha-admin
    name: metal3
    power: absent

- name: Undeploy the node
  multicloud.openstack.baremetal_node_action:
    cloud: alpha-admin
    name: metal3
    state: absent

- name: Set maintenance mode
  multicloud.openstack.baremetal_node_action:
    cloud: alpha-admin
    name: metal3
    state: maintenance
    maintenance_reason: a new disk

- name: Delete the node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal3
    state: absent
"""

RETURN = r"""
id:
  description: The id of the node.
  returned: success, if it exists
  type: str
node:
  description: The node, as RV(multicloud.openstack.baremetal_node#module:node).
  returned: success, if it exists
  type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.provisioning import NODE_ACTION


def main() -> None:
    state_module(NODE_ACTION, lasting=True)


if __name__ == "__main__":
    main()
