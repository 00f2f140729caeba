#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_inspect
short_description: Inspect bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lets Ironic find out what hardware a node has, and store that in the node.
  - A node that is available is manageable meanwhile, and available again afterwards.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
    details:
      - It always predicts a change. A missing node is a warning instead of an error, as an earlier
        task may register it.
  diff_mode:
    support: full
    details:
      - It shows the C(properties) of the node.
options:
  name:
    description: Name or id of the node.
    type: str
    aliases: [id, uuid]
  mac:
    description: MAC address of a port of the node.
    type: str
seealso:
  - module: multicloud.openstack.baremetal_node
"""

EXAMPLES = r"""
- name: Register a node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal4
    driver: fake-hardware
    nics:
      - mac: "52:54:00:00:04:01"

- name: Inspect the node
  multicloud.openstack.baremetal_inspect:
    cloud: alpha-admin
    name: metal4

- name: Delete the node
  multicloud.openstack.baremetal_node:
    cloud: alpha-admin
    name: metal4
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

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.provisioning import inspect


def main() -> None:
    run_module({**WAIT, "name": {"aliases": ["id", "uuid"]}, "mac": {}}, inspect, "admin",
               mutually_exclusive=[("name", "mac")], required_one_of=[("name", "mac")])


if __name__ == "__main__":
    main()
