#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_l7rule
short_description: Manage rules of policies
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes rules of policies of listeners. A rule is known by its type, its
    key, and how it is compared with what.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer.rule
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  l7policy:
    description: Name or id of the policy.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.lb_l7rule_info
  - module: multicloud.openstack.lb_l7policy
"""

EXAMPLES = r"""
- name: Create a load balancer
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: filter
    vip_network: private

- name: Create a listener with a policy
  multicloud.openstack.lb_listener:
    cloud: alpha
    name: filter-http
    load_balancer: filter
    protocol_port: 8000
    l7policies:
      - name: bots
        action: REJECT

- name: Create a rule
  multicloud.openstack.lb_l7rule:
    cloud: alpha
    l7policy: bots
    type: HEADER
    rule_key: User-Agent
    compare_type: CONTAINS
    value: bot

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: filter
    state: absent
"""

RETURN = r"""
id:
  description: The id of the rule.
  returned: success, if it exists
  type: str
l7_rule:
  description: The rule, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    compare_type:
      description: How the value is compared.
      type: str
    created_at:
      description: When it was created.
      type: str
    id:
      description: The id of the rule.
      type: str
    invert:
      description: Whether it matches all other requests.
      type: bool
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    key:
      description: The name of the header or cookie.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    project_id:
      description: The id of its project.
      type: str
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    rule_value:
      description: What it is compared with.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    type:
      description: What is compared.
      type: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.listener import L7_RULE


def main() -> None:
    state_module(L7_RULE)


if __name__ == "__main__":
    main()
