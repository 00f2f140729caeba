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
  - Lists the flavors that the project may use, or only those that match. Administrators see the
    flavors of all projects.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description: Name or id of the flavor. If none matches, the list is empty. Defaults to all
      flavors.
    type: str
  ram:
    description:
      - Memory in MiB, such as V(2048), V(>=2048), V(>2048), V(<=2048) or V(<2048).
      - V(MIN) and V(MAX) select the least and the most memory among the flavors that match the
        other options.
    type: str
  vcpus:
    description: Number of virtual CPUs, in the same format as O(ram).
    type: str
  ephemeral:
    description: Size of the ephemeral disk in GiB, in the same format as O(ram).
    type: str
  limit:
    description: Maximum number of flavors to return.
    type: int
seealso:
  - module: multicloud.openstack.compute_flavor
"""

EXAMPLES = r"""
- name: List all flavors
  multicloud.openstack.compute_flavor_info:
    cloud: alpha

- name: Find the smallest flavor with 2 or more virtual CPUs
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
