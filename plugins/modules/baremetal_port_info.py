#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_port_info
short_description: List ports of bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists ports of bare metal nodes of Ironic.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Id of the port to list. If none matches, the list is empty. Defaults to all.
    type: str
    aliases: [uuid]
  address:
    description: MAC address of the port to list.
    type: str
  node:
    description: Name or id of the node of the ports to list.
    type: str
seealso:
  - module: multicloud.openstack.baremetal_port
"""

EXAMPLES = r"""
- name: List all ports
  multicloud.openstack.baremetal_port_info:
    cloud: alpha-admin

- name: Find the port with a MAC address
  multicloud.openstack.baremetal_port_info:
    cloud: alpha-admin
    address: "52:54:00:00:06:01"
"""

RETURN = r"""
baremetal_ports:
  description: The same as RV(ports).
  returned: success
  type: list
  elements: dict
ports:
  description: The ports of bare metal nodes, each as
    RV(multicloud.openstack.baremetal_port#module:port).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.bare_metal import PORTS, ports


def main() -> None:
    run_module({**WAIT, **PORTS.arguments()}, ports, PORTS.spec.role)


if __name__ == "__main__":
    main()
