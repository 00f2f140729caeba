#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_node
short_description: Manage bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Registers, updates and deletes nodes of Ironic, with a port for each network card.
  - A new node becomes available, after Ironic has reached and cleaned it. If that fails, the error
    has Ironic's reason, and the node stays. Fix the options and run the task again, which continues
    with a node that is in the state C(enroll). Nodes in other states keep them.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the node, or id of an existing one. With O(id), an existing node gets this
      name.
    type: str
  id:
    description: Id of the node. A new one gets this id, or a random one.
    type: str
    aliases: [uuid]
  bios_interface:
    description: Interface to set up its BIOS with, for example V(no-bios).
    type: str
  boot_interface:
    description: Interface to boot it with, for example V(ipxe).
    type: str
  console_interface:
    description: Interface of its console, for example V(no-console).
    type: str
  deploy_interface:
    description: Interface to deploy it with, for example V(direct).
    type: str
  chassis_id:
    description: Id of its chassis.
    type: str
    aliases: [chassis_uuid]
  driver:
    description: Driver of its hardware, for example V(ipmi). A new node needs one.
    type: str
  driver_info:
    description:
      - Options of the driver, for example C(ipmi_address) and C(ipmi_password). Others stay. A key
        without a value is deleted.
      - Ironic never returns passwords. See O(skip_update_of_masked_password).
    type: dict
  inspect_interface:
    description: Interface to inspect it with, for example V(agent).
    type: str
  management_interface:
    description: Interface to manage it with, for example V(ipmitool).
    type: str
  network_interface:
    description: Interface of its networks, for example V(neutron).
    type: str
  nics:
    description:
      - Its network cards. The module creates missing ports, and leaves others.
    type: list
    elements: dict
    suboptions:
      mac:
        description: MAC address of the network card.
        type: str
        required: true
  power_interface:
    description: Interface to switch it on and off with, for example V(ipmitool).
    type: str
  properties:
    description: What its hardware has. Other properties stay.
    type: dict
    suboptions:
      capabilities:
        description: Capabilities, for example V(boot_mode:uefi).
        type: str
      cpu_arch:
        description: Architecture of its CPUs, for example V(x86_64).
        type: str
      cpus:
        description: Number of its CPUs.
        type: str
      local_gb:
        description: Size of its first disk, in GiB.
        type: str
        aliases: [disk_size]
      memory_mb:
        description: Size of its memory, in MiB.
        type: str
        aliases: [ram]
      root_device:
        description: Hints to find the disk to deploy to.
        type: dict
  raid_interface:
    description: Interface of its RAID, for example V(no-raid).
    type: str
  rescue_interface:
    description: Interface to rescue it with, for example V(no-rescue).
    type: str
  resource_class:
    description: Resource class, by which flavors refer to it.
    type: str
  skip_update_of_masked_password:
    description: Whether passwords in O(driver_info) of an existing node stay as they are, as Ironic
      does not tell whether they would change. V(false) sets them in each run, which reports a
      change. Defaults to V(true).
    type: bool
  storage_interface:
    description: Interface of its volumes, for example V(cinder).
    type: str
  vendor_interface:
    description: Interface of its vendor, for example V(no-vendor).
    type: str
  timeout:
    description: How many seconds to wait for each step.
    type: float
    default: 1800.0
seealso:
  - module: multicloud.openstack.baremetal_node_action
  - module: multicloud.openstack.baremetal_node_info
  - module: multicloud.openstack.baremetal_port
"""

EXAMPLES = r"""
- name: Register a node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal1
    driver: fake-hardware
    driver_info:
      ipmi_address: 192.0.2.11
      ipmi_username: operator
      ipmi_password: "{{ lookup('ansible.builtin.password', '/dev/null') }}"
    nics:
      - mac: "52:54:00:00:01:01"
    properties:
      cpu_arch: x86_64
      cpus: 32
      memory_mb: 131072
    resource_class: baremetal-large

- name: Change the resource class of the node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal1
    resource_class: baremetal-small

- name: Delete the node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal1
    state: absent
"""

RETURN = r"""
id:
  description: The id of the node.
  returned: success, if it exists
  type: str
node:
  description: The node, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    driver:
      description: The driver of its hardware.
      type: str
    driver_info:
      description: The options of its driver. Ironic hides passwords.
      type: dict
    id:
      description: Its id.
      type: str
    instance_id:
      description: The id of Nova's server on it.
      type: str
    instance_info:
      description: What is deployed on it.
      type: dict
    is_maintenance:
      description: Whether Ironic leaves it alone.
      type: bool
    last_error:
      description: The last error of Ironic.
      type: str
    maintenance_reason:
      description: Why it is in maintenance mode.
      type: str
    name:
      description: Its name.
      type: str
    power_state:
      description: Whether it is switched on, for example V(power on).
      type: str
    properties:
      description: What its hardware has.
      type: dict
    provision_state:
      description: Its state, for example V(available).
      type: str
    resource_class:
      description: The resource class of its flavor.
      type: str
    traits:
      description: Its traits.
      type: list
      elements: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bare_metal import NODE


def main() -> None:
    state_module(NODE)


if __name__ == "__main__":
    main()
