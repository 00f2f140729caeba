#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: compute_flavor
short_description: Manage flavors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes flavors.
  - Nova can change only O(description) and O(extra_specs) of a flavor. The module fails on any
    other change. It never deletes and recreates a flavor, because others may use it.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the flavor or, without O(id), the id of an existing one.
    type: str
    required: true
  description:
    description: Description of the flavor. Requires Nova 17.0 (Queens) or later.
    type: str
  disk:
    description: Size of the disk in GiB. Cannot be changed. Required if O(state=present).
    type: int
  ephemeral:
    description: Size of the ephemeral disk in GiB. Cannot be changed. Defaults to V(0) for a new
      flavor.
    type: int
  extra_specs:
    description: Extra specs of the flavor. Values are converted to text. Extra specs that are not
      listed are removed.
    type: dict
  id:
    description:
      - Id of the flavor. If set, the flavor is looked up by id only, and must have the name
        O(name).
      - If omitted or V(auto), Nova generates the id of a new flavor.
    type: str
    aliases: [flavorid]
  is_public:
    description: Whether all projects may use the flavor. Cannot be changed. Defaults to V(true) for
      a new flavor.
    type: bool
  ram:
    description: Memory in MiB. Cannot be changed. Required if O(state=present).
    type: int
  rxtx_factor:
    description: Bandwidth factor, which few clouds use. Cannot be changed.
    type: float
  swap:
    description: Size of the swap disk in MiB. Cannot be changed. Defaults to V(0) for a new flavor.
    type: int
  vcpus:
    description: Number of virtual CPUs. Cannot be changed. Required if O(state=present).
    type: int
seealso:
  - module: multicloud.openstack.compute_flavor_info
"""

EXAMPLES = r"""
- name: Create a flavor
  multicloud.openstack.compute_flavor:
    cloud: alpha-admin
    name: tiny
    ram: 1024
    vcpus: 1
    disk: 10
    extra_specs:
      "quota:disk_read_iops_sec": 5000

- name: Delete the flavor
  multicloud.openstack.compute_flavor:
    cloud: alpha-admin
    name: tiny
    state: absent
"""

RETURN = r"""
id:
  description: The id of the flavor.
  returned: success, if it exists
  type: str
flavor:
  description: The flavor, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the flavor.
      type: str
    name:
      description: The name of the flavor.
      type: str
    description:
      description: Its description.
      type: str
    disk:
      description: The size of the disk in GiB.
      type: int
    ephemeral:
      description: The size of the ephemeral disk in GiB.
      type: int
    extra_specs:
      description: Its extra specs.
      type: dict
    is_disabled:
      description: Whether it is disabled.
      type: bool
    is_public:
      description: Whether all projects may use it.
      type: bool
    original_name:
      description: Its name, as servers show it.
      type: str
    ram:
      description: The memory in MiB.
      type: int
    rxtx_factor:
      description: The bandwidth factor.
      type: float
    swap:
      description: The size of the swap disk in MiB.
      type: int
    vcpus:
      description: The number of virtual CPUs.
      type: int
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.compute import FLAVOR


def main() -> None:
    state_module(FLAVOR)


if __name__ == "__main__":
    main()
