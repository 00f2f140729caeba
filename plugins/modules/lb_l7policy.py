#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_l7policy
short_description: Manage policies of listeners
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes policies, by which a listener treats some requests differently,
    with their rules.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer.policy
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the policy, or id of an existing one.
    type: str
    required: true
  listener:
    description: Name or id of the listener.
    type: str
    required: true
  purge:
    description: Whether rules that are not listed are deleted.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.lb_listener
  - module: multicloud.openstack.lb_l7rule
"""

EXAMPLES = r"""
- name: Create a load balancer
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: gate
    vip_network: private

- name: Create a listener
  multicloud.openstack.lb_listener:
    cloud: alpha
    name: gate-http
    load_balancer: gate
    protocol_port: 8000

- name: Create a policy
  multicloud.openstack.lb_l7policy:
    cloud: alpha
    name: moved
    listener: gate-http
    action: REDIRECT_TO_URL
    redirect_url: https://www.example.org/
    rules:
      - type: HOST_NAME
        compare_type: EQUAL_TO
        value: example.org

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: gate
    state: absent
"""

RETURN = r"""
id:
  description: The id of the policy.
  returned: success, if it exists
  type: str
l7_policy:
  description: The policy, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    action:
      description: What is done with requests that match.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    id:
      description: The id of the policy.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    listener_id:
      description: The id of its listener.
      type: str
    name:
      description: The name of the policy.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    position:
      description: Its position.
      type: int
    project_id:
      description: The id of its project.
      type: str
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    redirect_pool_id:
      description: The id of the pool.
      type: str
    redirect_prefix:
      description: The URL that the path is appended to.
      type: str
    redirect_url:
      description: The URL.
      type: str
    rules:
      description: The ids of its rules.
      type: list
      elements: dict
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.listener import L7_POLICY


def main() -> None:
    state_module(L7_POLICY)


if __name__ == "__main__":
    main()
