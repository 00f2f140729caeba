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
  - Nova can change only O(description) and O(extra_specs) of a flavor. Any other change is an
    error, and the flavor stays as it is. The module never deletes and recreates a flavor, as others
    may use it.
  - Requires an administrator's account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the flavor, or, without O(id), the id of one that is there.
    type: str
    required: true
  description:
    description: A text about the flavor; it needs Nova 17.0 (Queens) or later.
    type: str
  disk:
    description: The size of the disk in GiB. It cannot be changed, and has to be given with
      O(state=present).
    type: int
  ephemeral:
    description: The size of a second disk in GiB. It cannot be changed. Without it, a new flavor
      has none.
    type: int
  extra_specs:
    description: What else Nova is told with the flavor. Values are text. Others are taken away.
    type: dict
  id:
    description:
      - The id of the flavor. If it is given, the flavor is looked for by it alone, and it is an
        error if it has another name than O(name).
      - Without it, or with V(auto), Nova chooses one.
    type: str
    aliases: [flavorid]
  is_public:
    description: Whether all projects may use it. It cannot be changed. Without it, a new flavor is
      for all.
    type: bool
  ram:
    description: The memory in MiB. It cannot be changed, and has to be given with
      O(state=present).
    type: int
  rxtx_factor:
    description: A factor for the bandwidth, which few clouds heed. It cannot be changed.
    type: float
  swap:
    description: The size of the swap disk in MiB. It cannot be changed. Without it, a new flavor
      has none.
    type: int
  vcpus:
    description: The number of virtual CPUs. It cannot be changed, and has to be given with
      O(state=present).
    type: int
seealso:
  - module: multicloud.openstack.compute_flavor_info
"""

EXAMPLES = r"""
- name: A flavor
  multicloud.openstack.compute_flavor:
    cloud: alpha-admin
    name: tiny
    ram: 1024
    vcpus: 1
    disk: 10
    extra_specs:
      "quota:disk_read_iops_sec": 5000

- name: Delete it
  multicloud.openstack.compute_flavor:
    cloud: alpha-admin
    name: tiny
    state: absent
"""

RETURN = r"""
id:
  description: The id of the flavor.
  returned: success, if it is there
  type: str
flavor:
  description: The flavor, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The id of the flavor.
      type: str
    name:
      description: The name of the flavor.
      type: str
    description:
      description: The text about it.
      type: str
    disk:
      description: The size of the disk in GiB.
      type: int
    ephemeral:
      description: The size of the second disk in GiB.
      type: int
    extra_specs:
      description: What else Nova is told with it.
      type: dict
    is_disabled:
      description: Whether it is disabled.
      type: bool
    is_public:
      description: Whether all projects may use it.
      type: bool
    original_name:
      description: Its name, where a server shows it.
      type: str
    ram:
      description: The memory in MiB.
      type: int
    rxtx_factor:
      description: The factor for the bandwidth.
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
