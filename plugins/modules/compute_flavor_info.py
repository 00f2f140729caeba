#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: compute_flavor_info
short_description: List flavors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the flavors that the project may use, or those that match. Administrators see
    those of all projects.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description: The name or id of the flavor to show. If there is none, the list is empty. Without
      it, all are shown.
    type: str
  ram:
    description:
      - The memory in MiB, as V(2048), or as V(>=2048), V(>2048), V(<=2048) or V(<2048).
      - V(MIN) and V(MAX) are the least and the most that the flavors have which the other options
        leave.
    type: str
  vcpus:
    description: The number of virtual CPUs, as O(ram).
    type: str
  ephemeral:
    description: The size of the second disk in GiB, as O(ram).
    type: str
  limit:
    description: How many are shown at most.
    type: int
seealso:
  - module: multicloud.openstack.compute_flavor
"""

EXAMPLES = r"""
- name: All flavors
  multicloud.openstack.compute_flavor_info:
    cloud: alpha

- name: The smallest with 2 virtual CPUs or more
  multicloud.openstack.compute_flavor_info:
    cloud: alpha
    vcpus: ">=2"
    ram: MIN
    limit: 1
  register: smallest
"""

RETURN = r"""
flavors:
  description: The flavors, each as RV(multicloud.openstack.compute_flavor#module:flavor).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.compute import FLAVORS, flavors


def main() -> None:
    run_module({**WAIT, **FLAVORS}, flavors)


if __name__ == "__main__":
    main()
