#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: object_containers_info
short_description: List containers of Swift
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the containers of the object store, Swift, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name of the container to list, with all that its own request shows. If none
      matches, the list is empty.
      Defaults to all.
    type: str
    aliases: [container]
  prefix:
    description: Lists only containers whose names begin with it.
    type: str
seealso:
  - module: multicloud.openstack.object_container
"""

EXAMPLES = r"""
- name: List all containers
  multicloud.openstack.object_containers_info:
    cloud: alpha

- name: List containers by the beginning of their names
  multicloud.openstack.object_containers_info:
    cloud: alpha
    prefix: backup-
"""

RETURN = r"""
containers:
  description: The containers, each as RV(multicloud.openstack.object_container#module:container).
    Without O(name), only
    C(bytes), C(count) and C(name) are known.
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.object_store import CONTAINERS


def main() -> None:
    info_module(CONTAINERS)


if __name__ == "__main__":
    main()
