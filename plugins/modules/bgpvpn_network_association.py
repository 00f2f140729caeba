#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgpvpn_network_association
short_description: Manage associations of BGP VPNs with networks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Associates a network with a BGP VPN of its project, or ends that. Neither is created or deleted.
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
  network:
    description: Name or id of the network. With O(state=absent), it need not exist.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.bgpvpn_network_association_info
  - module: multicloud.openstack.bgpvpn
  - module: multicloud.openstack.bgpvpn_info
  - module: multicloud.openstack.network
"""

EXAMPLES = r"""
- name: Create a network
  multicloud.openstack.network:
    cloud: alpha-admin
    name: backhaul

- name: Create a BGP VPN
  multicloud.openstack.bgpvpn:
    cloud: alpha-admin
    name: backhaul
    type: l3
    route_targets: ["64512:2"]

- name: Associate the network
  multicloud.openstack.bgpvpn_network_association:
    cloud: alpha-admin
    bgpvpn: backhaul
    network: backhaul

- name: End that
  multicloud.openstack.bgpvpn_network_association:
    cloud: alpha-admin
    bgpvpn: backhaul
    network: backhaul
    state: absent

- name: Delete the BGP VPN
  multicloud.openstack.bgpvpn:
    cloud: alpha-admin
    name: backhaul
    state: absent

- name: Delete the network
  multicloud.openstack.network:
    cloud: alpha-admin
    name: backhaul
    state: absent
"""

RETURN = r"""
id:
  description: The id of the association.
  returned: success, if it exists
  type: str
bgpvpn_network_association:
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
    network_id:
      description: The id of the network.
      type: str
    project_id:
      description: The id of its project.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bgp import NETWORK_ASSOCIATION


def main() -> None:
    state_module(NETWORK_ASSOCIATION)


if __name__ == "__main__":
    main()
