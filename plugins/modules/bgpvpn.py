#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgpvpn
short_description: Manage BGP VPNs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes BGP VPNs, which connect networks with MPLS or EVPN networks of the
    provider.
  - Most clouds require an administrator account, who creates it for a O(project), which then
    associates its networks.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the BGP VPN, or id of an existing one.
    type: str
    required: true
  export_targets:
    description: Further targets that routes are exported with, for example V(64512:1). Others are
      removed.
    type: list
    elements: str
  import_targets:
    description: Further targets of routes that are imported, for example V(64512:1). Others are
      removed.
    type: list
    elements: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  route_distinguishers:
    description: Distinguishers, one of which is used for each route, for example V(64512:1). Others
      are removed.
    type: list
    elements: str
  route_targets:
    description: Targets of routes that are both imported and exported, for example V(64512:1).
      Others are removed.
    type: list
    elements: str
  type:
    description: Whether it connects subnets or networks. Neutron's default for a new one is V(l3).
      Cannot be changed.
    type: str
    choices: [l2, l3]
seealso:
  - module: multicloud.openstack.bgpvpn_info
  - module: multicloud.openstack.bgpvpn_network_association
  - module: multicloud.openstack.bgpvpn_router_association
"""

EXAMPLES = r"""
- name: Create a BGP VPN
  multicloud.openstack.bgpvpn:
    cloud: alpha-admin
    name: mpls
    type: l3
    route_targets: ["64512:1"]

- name: Delete the BGP VPN
  multicloud.openstack.bgpvpn:
    cloud: alpha-admin
    name: mpls
    state: absent
"""

RETURN = r"""
id:
  description: The id of the BGP VPN.
  returned: success, if it exists
  type: str
bgpvpn:
  description: The BGP VPN, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    export_targets:
      description: Its further targets for export.
      type: list
      elements: str
    id:
      description: The id.
      type: str
    import_targets:
      description: Its further targets for import.
      type: list
      elements: str
    name:
      description: The name.
      type: str
    networks:
      description: The ids of associated networks.
      type: list
      elements: str
    project_id:
      description: The id of its project.
      type: str
    route_distinguishers:
      description: Its distinguishers.
      type: list
      elements: str
    route_targets:
      description: Its targets for both.
      type: list
      elements: str
    routers:
      description: The ids of associated routers.
      type: list
      elements: str
    type:
      description: V(l2) or V(l3).
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bgp import BGPVPN


def main() -> None:
    state_module(BGPVPN)


if __name__ == "__main__":
    main()
