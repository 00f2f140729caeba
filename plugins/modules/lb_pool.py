#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_pool
short_description: Manage pools of load balancers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes pools of load balancers, with their members and health monitor.
  - M(multicloud.openstack.loadbalancer) manages a whole load balancer in one task.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer.pool
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the pool, or id of an existing one.
    type: str
    required: true
  listener:
    description:
      - Name or id of the listener that the pool is the default of. Required with O(state=present),
        unless O(loadbalancer). Cannot be changed.
    type: str
  loadbalancer:
    description:
      - Name or id of the load balancer. Required with O(state=present), unless O(listener). If set,
        only pools of this load balancer are considered. Cannot be changed.
    type: str
  purge:
    description: Whether members that are not listed are deleted.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.lb_pool_info
  - module: multicloud.openstack.loadbalancer
  - module: multicloud.openstack.lb_member
  - module: multicloud.openstack.lb_health_monitor
"""

EXAMPLES = r"""
- name: Create a load balancer
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: farm
    vip_network: private

- name: Create a pool
  multicloud.openstack.lb_pool:
    cloud: alpha
    name: farm-web
    loadbalancer: farm
    lb_algorithm: LEAST_CONNECTIONS

- name: Set all members, in one request
  multicloud.openstack.lb_pool:
    cloud: alpha
    name: farm-web
    loadbalancer: farm
    purge: true
    members:
      - address: 10.0.0.11
        protocol_port: 8080
      - address: 10.0.0.12
        protocol_port: 8080
        weight: 2

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: farm
    state: absent
"""

RETURN = r"""
id:
  description: The id of the pool.
  returned: success, if it exists
  type: str
pool:
  description: The pool, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    alpn_protocols:
      description: Its ALPN protocols.
      type: list
      elements: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    health_monitor_id:
      description: The id of its health monitor.
      type: str
    id:
      description: The id of the pool.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    lb_algorithm:
      description: How requests are distributed.
      type: str
    listeners:
      description: The ids of the listeners that it is the default of.
      type: list
      elements: dict
    loadbalancers:
      description: The id of its load balancer.
      type: list
      elements: dict
    members:
      description: The ids of its members.
      type: list
      elements: dict
    name:
      description: The name of the pool.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    project_id:
      description: The id of its project.
      type: str
    protocol:
      description: The protocol of its members.
      type: str
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    session_persistence:
      description: How requests of one client get to the same member.
      type: dict
    tags:
      description: Its tags.
      type: list
      elements: str
    tls_enabled:
      description: Whether connections to the members use TLS.
      type: bool
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.pool import POOL


def main() -> None:
    state_module(POOL)


if __name__ == "__main__":
    main()
