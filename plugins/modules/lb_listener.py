#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_listener
short_description: Manage listeners of load balancers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes listeners of load balancers, with their policies.
  - M(multicloud.openstack.loadbalancer) manages a whole load balancer in one task.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer.listener
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the listener, or id of an existing one.
    type: str
    required: true
  load_balancer:
    description:
      - Name or id of the load balancer. Required with O(state=present). If set, only its listeners
        are considered. Cannot be changed.
    type: str
    aliases: [loadbalancer]
  purge:
    description: Whether policies and rules that are not listed are deleted.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.lb_listener_info
  - module: multicloud.openstack.loadbalancer
  - module: multicloud.openstack.lb_pool
"""

EXAMPLES = r"""
- name: Create a load balancer
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: entry
    vip_network: private

- name: Create a listener
  multicloud.openstack.lb_listener:
    cloud: alpha
    name: entry-http
    load_balancer: entry
    protocol: HTTP
    protocol_port: 8000
    l7policies:
      - name: private
        action: REJECT
        rules:
          - type: PATH
            compare_type: STARTS_WITH
            value: /internal

- name: Delete the listener
  multicloud.openstack.lb_listener:
    cloud: alpha
    name: entry-http
    load_balancer: entry
    state: absent

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: entry
    state: absent
"""

RETURN = r"""
id:
  description: The id of the listener.
  returned: success, if it exists
  type: str
listener:
  description: The listener, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    allowed_cidrs:
      description: The networks that may connect.
      type: list
      elements: str
    alpn_protocols:
      description: Its ALPN protocols.
      type: list
      elements: str
    connection_limit:
      description: Connections at a time.
      type: int
    created_at:
      description: When it was created.
      type: str
    default_pool_id:
      description: The id of the pool that requests go to.
      type: str
    default_tls_container_ref:
      description: The URL of the secret or container with its certificate.
      type: str
    description:
      description: Its description.
      type: str
    id:
      description: The id of the listener.
      type: str
    insert_headers:
      description: Headers that are added to requests.
      type: dict
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    l7_policies:
      description: The ids of its policies.
      type: list
      elements: dict
    load_balancers:
      description: The id of its load balancer.
      type: list
      elements: dict
    name:
      description: The name of the listener.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    project_id:
      description: The id of its project.
      type: str
    protocol_port:
      description: Its port.
      type: int
    protocol:
      description: Its protocol.
      type: str
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    sni_container_refs:
      description: The URLs of further secrets or containers with certificates.
      type: list
      elements: str
    tags:
      description: Its tags.
      type: list
      elements: str
    timeout_client_data:
      description: Milliseconds until an idle client is disconnected.
      type: int
    timeout_member_connect:
      description: Milliseconds to connect to a member.
      type: int
    timeout_member_data:
      description: Milliseconds until an idle member is disconnected.
      type: int
    timeout_tcp_inspect:
      description: Milliseconds to wait for more data of a request.
      type: int
    tls_ciphers:
      description: Its ciphers.
      type: str
    tls_versions:
      description: Its TLS versions.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.listener import LISTENER


def main() -> None:
    state_module(LISTENER)


if __name__ == "__main__":
    main()
