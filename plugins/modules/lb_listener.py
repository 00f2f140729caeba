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
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the listener, or id of an existing one.
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
      - Secret of Barbican with the certificate and key, as PKCS12, by its name, id or URL. With the
        protocol V(TERMINATED_HTTPS).
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
        description: What is done with requests that match all rules. Required for a new policy.
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
  load_balancer:
    description:
      - Name or id of the load balancer. Required with O(state=present). If set, only its listeners
        are considered. Cannot be changed.
    type: str
    aliases: [loadbalancer]
  protocol:
    description:
      - Protocol of the listener, such as V(HTTP), V(HTTPS), V(TCP), V(TERMINATED_HTTPS), V(UDP),
        V(SCTP) or V(PROMETHEUS). Defaults to V(HTTP) for a new listener. Cannot be changed.
    type: str
  protocol_port:
    description: Port of the listener. Required for a new one. Cannot be changed.
    type: int
  purge:
    description: Whether policies and rules that are not listed are deleted.
    type: bool
    default: false
  sni_container_refs:
    description:
      - Further secrets with certificates, as O(default_tls_container_ref), one for each host name.
        Others are removed.
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
      description: The URL of the secret with its certificate.
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
      description: The URLs of further secrets with certificates.
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
