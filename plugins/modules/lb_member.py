#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_member
short_description: Manage members of pools
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes members of pools of load balancers.
  - The option O(multicloud.openstack.lb_pool#module:members) of M(multicloud.openstack.lb_pool)
    changes all members of a pool in one request.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer.member
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the member, or id of an existing one.
    type: str
    required: true
  address:
    description: IP address of the member. Required with O(state=present). Cannot be changed.
    type: str
  pool:
    description: Name or id of the pool.
    type: str
    required: true
  protocol_port:
    description: Port of the member. Required with O(state=present). Cannot be changed.
    type: int
seealso:
  - module: multicloud.openstack.lb_member_info
  - module: multicloud.openstack.lb_pool
"""

EXAMPLES = r"""
- name: Create a load balancer
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: duo
    vip_network: private

- name: Create a pool
  multicloud.openstack.lb_pool:
    cloud: alpha
    name: duo-web
    loadbalancer: duo

- name: Create a member
  multicloud.openstack.lb_member:
    cloud: alpha
    name: web1
    pool: duo-web
    address: 10.0.0.11
    protocol_port: 8080

- name: Drain the member
  multicloud.openstack.lb_member:
    cloud: alpha
    name: web1
    pool: duo-web
    address: 10.0.0.11
    protocol_port: 8080
    weight: 0

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: duo
    state: absent
"""

RETURN = r"""
id:
  description: The id of the member.
  returned: success, if it exists
  type: str
member:
  description: The member, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    address:
      description: Its IP address.
      type: str
    backup:
      description: Whether it gets requests only while all others are down.
      type: bool
    created_at:
      description: When it was created.
      type: str
    id:
      description: The id of the member.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    monitor_address:
      description: The IP address that the health monitor checks.
      type: str
    monitor_port:
      description: The port that the health monitor checks.
      type: int
    name:
      description: The name of the member.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    pool_id:
      description: The id of its pool.
      type: str
    project_id:
      description: The id of its project.
      type: str
    protocol_port:
      description: Its port.
      type: int
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    subnet_id:
      description: The id of its subnet.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
    weight:
      description: Its share of the requests.
      type: int
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.pool import MEMBER


def main() -> None:
    state_module(MEMBER)


if __name__ == "__main__":
    main()
