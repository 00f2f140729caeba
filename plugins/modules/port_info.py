#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: port_info
short_description: List ports
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the ports that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    aliases: [port]
seealso:
  - module: multicloud.openstack.port
"""

EXAMPLES = r"""
- name: List all ports
  multicloud.openstack.port_info:
    cloud: alpha

- name: List the active ports of servers
  multicloud.openstack.port_info:
    cloud: alpha
    filters:
      device_owner: compute:nova
      status: ACTIVE
  register: used
"""

RETURN = r"""
ports:
  description: The ports, each as RV(multicloud.openstack.port#module:port).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.network import PORTS


def main() -> None:
    info_module(PORTS)


if __name__ == "__main__":
    main()
