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
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the pool, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the pool.
    type: str
  health_monitor:
    description: The health monitor of the pool.
    type: dict
    suboptions:
      name:
        description: Name of the health monitor.
        type: str
      delay:
        description: Seconds between two checks. Required for a new health monitor.
        type: int
      expected_codes:
        description:
          - HTTP status codes of a healthy member, such as V(200), V(200,202) or V(200-204).
            Octavia's default is V(200).
        type: str
      health_monitor_timeout:
        description:
          - Seconds until a check fails, less than O(health_monitor.delay). Required for a new
            health monitor.
        type: int
        aliases: [resp_timeout]
      http_method:
        description: HTTP method of the checks. Octavia's default is V(GET).
        type: str
      is_admin_state_up:
        description: Whether the health monitor is administratively up.
        type: bool
        aliases: [admin_state_up]
      max_retries:
        description:
          - Successful checks until a member is online. Required for a new health monitor.
        type: int
      max_retries_down:
        description: Failed checks until a member is in error. Octavia's default is 3.
        type: int
      tags:
        description: Tags of the health monitor. Others are removed.
        type: list
        elements: str
      type:
        description:
          - Type of the checks, such as V(HTTP), V(HTTPS), V(PING), V(SCTP), V(TCP), V(TLS-HELLO) or
            V(UDP-CONNECT). Defaults to V(HTTP) for a new health monitor. Cannot be changed.
        type: str
      url_path:
        description: Path of the checks, which begins with a slash. Octavia's default is V(/).
        type: str
  is_admin_state_up:
    description: Whether the pool is administratively up.
    type: bool
    aliases: [admin_state_up]
  lb_algorithm:
    description:
      - How requests are distributed, such as V(ROUND_ROBIN), V(LEAST_CONNECTIONS), V(SOURCE_IP) or
        V(SOURCE_IP_PORT). Defaults to V(ROUND_ROBIN) for a new pool.
    type: str
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
  members:
    description:
      - Members of the pool, which are known by address and port. All changes are one request.
        Members that are not listed stay, unless O(purge).
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the member.
        type: str
      address:
        description: IP address of the member. Cannot be changed.
        type: str
        required: true
      backup:
        description: Whether the member gets requests only while all others are down.
        type: bool
      is_admin_state_up:
        description: Whether the member is administratively up.
        type: bool
        aliases: [admin_state_up]
      monitor_address:
        description: IP address that the health monitor checks. Defaults to O(members.address).
        type: str
      monitor_port:
        description: Port that the health monitor checks. Defaults to O(members.protocol_port).
        type: int
      protocol_port:
        description: Port of the member. Cannot be changed.
        type: int
        required: true
      subnet_id:
        description:
          - Name or id of the subnet that the member is in. Defaults to that of the load balancer's
            address. Cannot be changed.
        type: str
        aliases: [subnet]
      tags:
        description: Tags of the member. Others are removed.
        type: list
        elements: str
      weight:
        description:
          - Share of the requests that the member gets, from 0 (none) to 256. Defaults to 1 for a
            new member.
        type: int
  protocol:
    description:
      - Protocol of the members, such as V(HTTP), V(HTTPS), V(PROXY), V(PROXYV2), V(SCTP), V(TCP) or
        V(UDP). Defaults to V(HTTP) for a new pool. Cannot be changed.
    type: str
  purge:
    description: Whether members that are not listed are deleted.
    type: bool
    default: false
  session_persistence:
    description: How requests of one client get to the same member.
    type: dict
    suboptions:
      cookie_name:
        description: Name of the cookie, with the type V(APP_COOKIE).
        type: str
      persistence_granularity:
        description: Netmask of clients, with the protocol V(UDP) or V(SCTP).
        type: str
      persistence_timeout:
        description: Seconds, with the protocol V(UDP) or V(SCTP).
        type: int
      type:
        description: V(APP_COOKIE), V(HTTP_COOKIE) or V(SOURCE_IP).
        type: str
        required: true
  tags:
    description: Tags of the pool. Others are removed.
    type: list
    elements: str
  tls_enabled:
    description: Whether connections to the members use TLS.
    type: bool
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
