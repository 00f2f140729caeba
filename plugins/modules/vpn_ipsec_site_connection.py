#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_ipsec_site_connection
short_description: Manage IPsec site connections of VPNs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes IPsec connections between a VPN service and another site.
  - The module waits until Neutron has set up a connection that is up. Whether traffic flows depends
    on the other site as well, and is in the status.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the connection, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the connection.
    type: str
  dpd:
    description: Detection of a dead peer. What you omit stays as it is.
    type: dict
    suboptions:
      action:
        description: What to do about it.
        type: str
        choices: [clear, disabled, hold, restart, restart-by-peer]
      interval:
        description: Seconds between two checks.
        type: int
      timeout:
        description: Seconds without an answer until the peer is dead.
        type: int
  ike_policy:
    description: Name or id of the IKE policy. Required for a new connection. Cannot be changed.
    type: str
  initiator:
    description: Whether this side connects as well, or only responds.
    type: str
    choices: [bi-directional, response-only]
  ipsec_policy:
    description: Name or id of the IPsec policy. Required for a new connection. Cannot be changed.
    type: str
  is_admin_state_up:
    description: Whether the connection is up.
    type: bool
    aliases: [admin_state_up]
  local_endpoint_group:
    description:
      - Name or id of the endpoint group of this side, which has subnets.
      - Neutron requires both groups, or O(peer_cidrs) and a subnet of the VPN service.
    type: str
  local_id:
    description: Identity of this side, if that is not its external address.
    type: str
  mtu:
    description: MTU of the connection.
    type: int
  peer_address:
    description: Address or host name of the other site. Required for a new connection.
    type: str
  peer_cidrs:
    description: Networks of the other site. Others are removed.
    type: list
    elements: str
  peer_endpoint_group:
    description: Name or id of the endpoint group of the other site, which has CIDRs.
    type: str
  peer_id:
    description: Identity of the other site, mostly its address. Required for a new connection.
    type: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  psk:
    description:
      - Pre-shared key. Required for a new connection.
      - It is in no result and no diff. Where the cloud does not show it, a changed key is not
        detected.
    type: str
  vpn_service:
    description: Name or id of the VPN service. Required for a new connection. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.vpn_ipsec_site_connection_info
  - module: multicloud.openstack.vpn_service
  - module: multicloud.openstack.vpn_ike_policy
  - module: multicloud.openstack.vpn_ipsec_policy
  - module: multicloud.openstack.vpn_endpoint_group
"""

EXAMPLES = r"""
- name: Create a network
  multicloud.openstack.network:
    cloud: alpha
    name: headquarters

- name: Create a subnet
  multicloud.openstack.subnet:
    cloud: alpha
    name: headquarters
    network: headquarters
    cidr: 10.30.0.0/24

- name: Create a router
  multicloud.openstack.router:
    cloud: alpha
    name: branch-gateway
    network: public
    interfaces: [headquarters]

- name: Create a VPN service on it
  multicloud.openstack.vpn_service:
    cloud: alpha
    name: branch-vpn
    router: branch-gateway

- name: Create an IKE policy
  multicloud.openstack.vpn_ike_policy:
    cloud: alpha
    name: branch-ike
    ike_version: v2
    auth_algorithm: sha256

- name: Create an IPsec policy
  multicloud.openstack.vpn_ipsec_policy:
    cloud: alpha
    name: branch-ipsec
    auth_algorithm: sha256

- name: Create a group of our networks
  multicloud.openstack.vpn_endpoint_group:
    cloud: alpha
    name: our-networks
    type: subnet
    endpoints: [headquarters]

- name: Create a group of the networks of the branch
  multicloud.openstack.vpn_endpoint_group:
    cloud: alpha
    name: branch-networks
    type: cidr
    endpoints: [198.51.100.0/24]

- name: Connect both sites
  multicloud.openstack.vpn_ipsec_site_connection:
    cloud: alpha
    name: branch
    vpn_service: branch-vpn
    ike_policy: branch-ike
    ipsec_policy: branch-ipsec
    local_endpoint_group: our-networks
    peer_endpoint_group: branch-networks
    peer_address: 203.0.113.7
    peer_id: 203.0.113.7
    psk: "{{ vpn_psk }}"

- name: Delete the connection
  multicloud.openstack.vpn_ipsec_site_connection:
    cloud: alpha
    name: branch
    state: absent

- name: Delete the group of our networks
  multicloud.openstack.vpn_endpoint_group:
    cloud: alpha
    name: our-networks
    state: absent

- name: Delete the group of the networks of the branch
  multicloud.openstack.vpn_endpoint_group:
    cloud: alpha
    name: branch-networks
    state: absent

- name: Delete the IPsec policy
  multicloud.openstack.vpn_ipsec_policy:
    cloud: alpha
    name: branch-ipsec
    state: absent

- name: Delete the IKE policy
  multicloud.openstack.vpn_ike_policy:
    cloud: alpha
    name: branch-ike
    state: absent

- name: Delete the VPN service
  multicloud.openstack.vpn_service:
    cloud: alpha
    name: branch-vpn
    state: absent

- name: Delete the router
  multicloud.openstack.router:
    cloud: alpha
    name: branch-gateway
    state: absent

- name: Delete the network
  multicloud.openstack.network:
    cloud: alpha
    name: headquarters
    state: absent
"""

RETURN = r"""
id:
  description: The id of the connection.
  returned: success, if it exists
  type: str
vpn_ipsec_site_connection:
  description: The connection, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    dpd:
      description: The detection of a dead peer.
      type: dict
    id:
      description: The id.
      type: str
    ikepolicy_id:
      description: The id of the IKE policy.
      type: str
    initiator:
      description: Who connects.
      type: str
    ipsecpolicy_id:
      description: The id of the IPsec policy.
      type: str
    is_admin_state_up:
      description: Whether it is up.
      type: bool
    local_ep_group_id:
      description: The id of the endpoint group of this side.
      type: str
    mtu:
      description: The MTU.
      type: int
    name:
      description: The name.
      type: str
    peer_address:
      description: The address of the other site.
      type: str
    peer_ep_group_id:
      description: The id of the endpoint group of the other site.
      type: str
    peer_id:
      description: The identity of the other site.
      type: str
    project_id:
      description: The id of its project.
      type: str
    status:
      description: Its status, V(ACTIVE) if both sites are connected.
      type: str
    vpnservice_id:
      description: The id of the VPN service.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.vpn import CONNECTION


def main() -> None:
    state_module(CONNECTION)


if __name__ == "__main__":
    main()
