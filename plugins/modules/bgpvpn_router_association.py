#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgpvpn_router_association
short_description: Manage associations of BGP VPNs with routers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Associates a router with a BGP VPN of its project, or ends that. Neither is created or deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  bgpvpn:
    description: Name or id of the BGP VPN. With O(state=absent), it need not exist.
    type: str
    required: true
  router:
    description: Name or id of the router. With O(state=absent), it need not exist.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.bgpvpn_router_association_info
  - module: multicloud.openstack.bgpvpn
  - module: multicloud.openstack.bgpvpn_info
  - module: multicloud.openstack.router
"""

EXAMPLES = r"""
- name: Create a router
  multicloud.openstack.router:
    cloud: alpha-admin
    name: wan

- name: Create a BGP VPN
  multicloud.openstack.bgpvpn:
    cloud: alpha-admin
    name: wan
    type: l3
    route_targets: ["64512:3"]

- name: Associate the router
  multicloud.openstack.bgpvpn_router_association:
    cloud: alpha-admin
    bgpvpn: wan
    router: wan

- name: End that
  multicloud.openstack.bgpvpn_router_association:
    cloud: alpha-admin
    bgpvpn: wan
    router: wan
    state: absent

- name: Delete the BGP VPN
  multicloud.openstack.bgpvpn:
    cloud: alpha-admin
    name: wan
    state: absent

- name: Delete the router
  multicloud.openstack.router:
    cloud: alpha-admin
    name: wan
    state: absent
"""

RETURN = r"""
id:
  description: The id of the association.
  returned: success, if it exists
  type: str
bgpvpn_router_association:
  description: The association, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    bgpvpn_id:
      description: The id of the BGP VPN.
      type: str
    id:
      description: The id.
      type: str
    project_id:
      description: The id of its project.
      type: str
    router_id:
      description: The id of the router.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bgp import ROUTER_ASSOCIATION


def main() -> None:
    state_module(ROUTER_ASSOCIATION)


if __name__ == "__main__":
    main()
