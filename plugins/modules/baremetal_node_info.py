#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_node_info
short_description: List bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists bare metal nodes of Ironic.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the node to list. If none matches, the list is empty. Defaults to
      all.
    type: str
    aliases: [node]
  mac:
    description: MAC address of a port of the node to list.
    type: str
seealso:
  - module: multicloud.openstack.baremetal_node
"""

EXAMPLES = r"""
- name: List all nodes
  multicloud.openstack.baremetal_node_info:
    cloud: alpha-admin

- name: Find the node with a MAC address
  multicloud.openstack.baremetal_node_info:
    cloud: alpha-admin
    mac: "52:54:00:00:02:01"
"""

RETURN = r"""
baremetal_nodes:
  description: The same as RV(nodes).
  returned: success
  type: list
  elements: dict
nodes:
  description: The bare metal nodes, each as RV(multicloud.openstack.baremetal_node#module:node).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.bare_metal import NODES, nodes


def main() -> None:
    run_module({**WAIT, **NODES.arguments(), "mac": {}}, nodes, NODES.spec.role,
               mutually_exclusive=[("mac", "name")])


if __name__ == "__main__":
    main()
