#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: loadbalancer
short_description: Manage load balancers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes load balancers of Octavia, alone or with all listeners, pools,
    members, health monitors and policies in one task.
  - A new load balancer is created with everything in one request. For an existing one, only what
    differs is changed, one part after the other, as Octavia requires.
  - While somebody else changes the load balancer, the task waits, up to O(timeout).
  - V(absent) deletes the load balancer with everything in it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the load balancer, or id of an existing one.
    type: str
    required: true
  assign_floating_ip:
    description:
      - Whether the address has a floating IP. If it has none, one is created. Without it, floating
        IPs stay as they are.
    type: bool
    aliases: [auto_public_ip]
  availability_zone:
    description: Availability zone. Cannot be changed.
    type: str
  delete_floating_ip:
    description:
      - Whether the floating IP of the address is deleted, with O(state=absent) next to the load
        balancer.
    type: bool
    aliases: [delete_public_ip]
  description:
    description: Description of the load balancer.
    type: str
  flavor:
    description: Name or id of the flavor. Cannot be changed.
    type: str
  floating_ip_address:
    description: Address of the floating IP, with O(assign_floating_ip).
    type: str
    aliases: [public_ip_address]
  floating_ip_network:
    description:
      - Name or id of the external network of the floating IP, with O(assign_floating_ip).
    type: str
    aliases: [public_network]
  is_admin_state_up:
    description: Whether the load balancer is administratively up.
    type: bool
    aliases: [admin_state_up]
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  provider:
    description: Provider of load balancers. Cannot be changed.
    type: str
  purge:
    description:
      - Whether listeners, pools, members, policies and rules that are not listed are deleted.
    type: bool
    default: false
  tags:
    description: Tags of the load balancer. Others are removed.
    type: list
    elements: str
  vip_address:
    description: IP address. Defaults to any that is free. Cannot be changed.
    type: str
  vip_network:
    description:
      - Name or id of the network of the address. A new load balancer needs this, O(vip_subnet) or
        O(vip_port). Cannot be changed.
    type: str
  vip_port:
    description: Name or id of an existing port for the address. Cannot be changed.
    type: str
  vip_subnet:
    description: Name or id of the subnet of the address. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.loadbalancer_info
  - module: multicloud.openstack.lb_listener
  - module: multicloud.openstack.lb_pool
  - module: multicloud.openstack.lb_member
  - module: multicloud.openstack.lb_health_monitor
"""

EXAMPLES = r"""
- name: Create a load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: shop
    vip_network: private
    pools:
      - name: shop-web
        members:
          - address: 10.0.0.11
            protocol_port: 8080
          - address: 10.0.0.12
            protocol_port: 8080
        health_monitor:
          delay: 5
          health_monitor_timeout: 3
          max_retries: 2
          url_path: /health
    listeners:
      - name: shop-http
        protocol_port: 8000
        default_pool: shop-web

- name: Replace all members
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: shop
    purge: true
    pools:
      - name: shop-web
        members:
          - address: 10.0.0.13
            protocol_port: 8080

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: shop
    state: absent
"""

RETURN = r"""
id:
  description: The id of the load balancer.
  returned: success, if it exists
  type: str
load_balancer:
  description: The load balancer, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    additional_vips:
      description: Further addresses.
      type: list
      elements: dict
    availability_zone:
      description: Its availability zone.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    flavor_id:
      description: The id of its flavor.
      type: str
    id:
      description: The id of the load balancer.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    listeners:
      description: The ids of its listeners.
      type: list
      elements: dict
    name:
      description: The name of the load balancer.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    pools:
      description: The ids of its pools.
      type: list
      elements: dict
    project_id:
      description: The id of its project.
      type: str
    provider:
      description: Its provider.
      type: str
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
    vip_address:
      description: Its IP address.
      type: str
    vip_network_id:
      description: The id of the network of the address.
      type: str
    vip_port_id:
      description: The id of the port of the address.
      type: str
    vip_qos_policy_id:
      description: The id of the QoS policy of the address.
      type: str
    vip_subnet_id:
      description: The id of the subnet of the address.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.load_balancer import LOAD_BALANCER


def main() -> None:
    state_module(LOAD_BALANCER)


if __name__ == "__main__":
    main()
