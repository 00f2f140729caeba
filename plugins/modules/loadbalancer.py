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
  listeners:
    description:
      - Listeners of the load balancer. Those that are not listed stay, unless O(purge).
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the listener.
        type: str
        required: true
      allowed_cidrs:
        description: Networks that may connect. Others are removed. Defaults to all.
        type: list
        elements: str
      connection_limit:
        description: Connections at a time; V(-1) is no limit.
        type: int
      default_pool:
        description: Name or id of the pool that requests go to.
        type: str
      default_tls_container_ref:
        description:
          - Secret of Barbican with the certificate and key, as PKCS12, by its name, id or URL. With
            the protocol V(TERMINATED_HTTPS).
        type: str
        aliases: [default_tls_container]
      description:
        description: Description of the listener.
        type: str
      insert_headers:
        description:
          - Headers that are added to requests, such as C(X-Forwarded-For). Other keys are kept.
        type: dict
      is_admin_state_up:
        description: Whether the listener is administratively up.
        type: bool
        aliases: [admin_state_up]
      l7policies:
        description:
          - Policies that treat some requests differently. Policies that are not listed stay, unless
            O(purge).
        type: list
        elements: dict
        suboptions:
          name:
            description: Name of the policy.
            type: str
            required: true
          action:
            description:
              - What is done with requests that match all rules. Required for a new policy.
            type: str
            choices: [REDIRECT_PREFIX, REDIRECT_TO_POOL, REDIRECT_TO_URL, REJECT]
          description:
            description: Description of the policy.
            type: str
          is_admin_state_up:
            description: Whether the policy is administratively up.
            type: bool
            aliases: [admin_state_up]
          position:
            description: Position among the policies of the listener, from 1.
            type: int
          redirect_pool:
            description: Name or id of the pool, with V(REDIRECT_TO_POOL).
            type: str
          redirect_prefix:
            description: URL that the path is appended to, with V(REDIRECT_PREFIX).
            type: str
          redirect_url:
            description: URL, with V(REDIRECT_TO_URL).
            type: str
          rules:
            description:
              - Rules, all of which a request must match. Rules that are not listed stay, unless
                O(purge).
            type: list
            elements: dict
            suboptions:
              compare_type:
                description: How the value is compared.
                type: str
                required: true
                choices: [CONTAINS, ENDS_WITH, EQUAL_TO, REGEX, STARTS_WITH]
              invert:
                description: Whether the rule matches all other requests.
                type: bool
              is_admin_state_up:
                description: Whether the rule is administratively up.
                type: bool
                aliases: [admin_state_up]
              key:
                description: Name of the header or cookie, with those types.
                type: str
              tags:
                description: Tags of the rule. Others are removed.
                type: list
                elements: str
              type:
                description: What is compared.
                type: str
                required: true
                choices:
                  - COOKIE
                  - FILE_TYPE
                  - HEADER
                  - HOST_NAME
                  - PATH
                  - SSL_CONN_HAS_CERT
                  - SSL_DN_FIELD
                  - SSL_VERIFY_RESULT
              value:
                description: What it is compared with.
                type: str
                required: true
          tags:
            description: Tags of the policy. Others are removed.
            type: list
            elements: str
      protocol:
        description:
          - Protocol of the listener, such as V(HTTP), V(HTTPS), V(TCP), V(TERMINATED_HTTPS),
            V(UDP), V(SCTP) or V(PROMETHEUS). Defaults to V(HTTP) for a new listener. Cannot be
            changed.
        type: str
      protocol_port:
        description: Port of the listener. Required for a new one. Cannot be changed.
        type: int
      sni_container_refs:
        description:
          - Further secrets with certificates, as O(listeners.default_tls_container_ref), one for
            each host name. Others are removed.
        type: list
        elements: str
        aliases: [sni_containers]
      tags:
        description: Tags of the listener. Others are removed.
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
        description: Ciphers in the format of OpenSSL.
        type: str
      tls_versions:
        description: TLS versions, such as V(TLSv1.3). Others are removed.
        type: list
        elements: str
  pools:
    description: Pools of the load balancer. Those that are not listed stay, unless O(purge).
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the pool.
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
              - Seconds until a check fails, less than O(pools.health_monitor.delay). Required for a
                new health monitor.
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
              - Type of the checks, such as V(HTTP), V(HTTPS), V(PING), V(SCTP), V(TCP),
                V(TLS-HELLO) or V(UDP-CONNECT). Defaults to V(HTTP) for a new health monitor. Cannot
                be changed.
            type: str
          url_path:
            description:
              - Path of the checks, which begins with a slash. Octavia's default is V(/).
            type: str
      is_admin_state_up:
        description: Whether the pool is administratively up.
        type: bool
        aliases: [admin_state_up]
      lb_algorithm:
        description:
          - How requests are distributed, such as V(ROUND_ROBIN), V(LEAST_CONNECTIONS), V(SOURCE_IP)
            or V(SOURCE_IP_PORT). Defaults to V(ROUND_ROBIN) for a new pool.
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
            description:
              - IP address that the health monitor checks. Defaults to O(pools.members.address).
            type: str
          monitor_port:
            description:
              - Port that the health monitor checks. Defaults to O(pools.members.protocol_port).
            type: int
          protocol_port:
            description: Port of the member. Cannot be changed.
            type: int
            required: true
          subnet_id:
            description:
              - Name or id of the subnet that the member is in. Defaults to that of the load
                balancer's address. Cannot be changed.
            type: str
            aliases: [subnet]
          tags:
            description: Tags of the member. Others are removed.
            type: list
            elements: str
          weight:
            description:
              - Share of the requests that the member gets, from 0 (none) to 256. Defaults to 1 for
                a new member.
            type: int
      protocol:
        description:
          - Protocol of the members, such as V(HTTP), V(HTTPS), V(PROXY), V(PROXYV2), V(SCTP),
            V(TCP) or V(UDP). Defaults to V(HTTP) for a new pool. Cannot be changed.
        type: str
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
