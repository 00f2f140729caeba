#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_port_group_info
short_description: List port groups of bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists port groups of bare metal nodes of Ironic.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the port group to list. If none matches, the list is empty. Defaults
      to all.
    type: str
  address:
    description: MAC address of the port group to list.
    type: str
  node:
    description: Name or id of the node of the port groups to list.
    type: str
seealso:
  - module: multicloud.openstack.baremetal_port_group
"""

EXAMPLES = r"""
- name: List all port groups
  multicloud.openstack.baremetal_port_group_info:
    cloud: alpha-admin
"""

RETURN = r"""
port_groups:
  description: The port groups of bare metal nodes, each as
    RV(multicloud.openstack.baremetal_port_group#module:port_group).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.bare_metal import PORT_GROUPS


def main() -> None:
    info_module(PORT_GROUPS)


if __name__ == "__main__":
    main()
