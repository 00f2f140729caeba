#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_service
short_description: Manage VPN services of routers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes VPN services, each the gateway of VPNs on a router.
  - The module does not wait for a status, as a service has none before its first connection.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the VPN service, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the service.
    type: str
  is_admin_state_up:
    description: Whether the service is up.
    type: bool
    aliases: [admin_state_up]
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  router:
    description: Name or id of the router, which needs an external network. Required for a new
      service. Cannot be changed.
    type: str
  subnet:
    description: Name or id of the subnet that the VPNs lead to, for connections with C(peer_cidrs).
      With endpoint groups, omit it. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.vpn_service_info
  - module: multicloud.openstack.vpn_ipsec_site_connection
  - module: multicloud.openstack.router
"""

EXAMPLES = r"""
- name: Create a router
  multicloud.openstack.router:
    cloud: alpha
    name: office-gateway
    network: public

- name: Create a VPN service on it
  multicloud.openstack.vpn_service:
    cloud: alpha
    name: office-vpn
    router: office-gateway

- name: Delete the VPN service
  multicloud.openstack.vpn_service:
    cloud: alpha
    name: office-vpn
    state: absent

- name: Delete the router
  multicloud.openstack.router:
    cloud: alpha
    name: office-gateway
    state: absent
"""

RETURN = r"""
id:
  description: The id of the VPN service.
  returned: success, if it exists
  type: str
vpn_service:
  description: The VPN service, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    external_v4_ip:
      description: The IPv4 address that the other site connects to.
      type: str
    external_v6_ip:
      description: The IPv6 address.
      type: str
    id:
      description: The id.
      type: str
    is_admin_state_up:
      description: Whether it is up.
      type: bool
    name:
      description: The name.
      type: str
    project_id:
      description: The id of its project.
      type: str
    router_id:
      description: The id of its router.
      type: str
    status:
      description: Its status, for example V(ACTIVE).
      type: str
    subnet_id:
      description: The id of its subnet, if it has one.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.vpn import VPN_SERVICE


def main() -> None:
    state_module(VPN_SERVICE)


if __name__ == "__main__":
    main()
