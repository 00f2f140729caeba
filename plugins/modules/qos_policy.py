#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: qos_policy
short_description: Manage QoS policies and their rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes policies of the quality of service of ports and networks, with
    their rules.
  - Most clouds require an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the policy, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the policy.
    type: str
  is_default:
    description: Whether new networks of the project get this policy.
    type: bool
  is_shared:
    description: Whether all projects can use it.
    type: bool
    aliases: [shared]
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  rules:
    description:
      - Rules of the policy. Others are removed.
      - A policy can have one rule of each type and direction.
    type: list
    elements: dict
    suboptions:
      type:
        description: Type of the rule.
        type: str
        required: true
        choices: [bandwidth_limit, dscp_marking, minimum_bandwidth, minimum_packet_rate,
                  packet_rate_limit]
      direction:
        description: Direction, as the server sees it. Defaults to V(egress), except for
          V(dscp_marking), which has none. V(any) is only for V(minimum_packet_rate).
        type: str
        choices: [any, egress, ingress]
      dscp_mark:
        description: Mark of packets, for V(dscp_marking).
        type: int
      max_burst_kbps:
        description: Largest burst in kilobits, for V(bandwidth_limit).
        type: int
      max_burst_kpps:
        description: Largest burst in thousands of packets, for V(packet_rate_limit).
        type: int
      max_kbps:
        description: Highest bandwidth in kilobits per second, for V(bandwidth_limit).
        type: int
      max_kpps:
        description: Most packets per second, in thousands, for V(packet_rate_limit).
        type: int
      min_kbps:
        description: Guaranteed bandwidth in kilobits per second, for V(minimum_bandwidth).
        type: int
      min_kpps:
        description: Guaranteed packets per second, in thousands, for V(minimum_packet_rate).
        type: int
  tags:
    description: Tags of the policy. Others are removed.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.qos_policy_info
  - module: multicloud.openstack.network
  - module: multicloud.openstack.port
"""

EXAMPLES = r"""
- name: Limit the bandwidth in both directions
  multicloud.openstack.qos_policy:
    cloud: alpha-admin
    name: slow
    is_shared: true
    rules:
      - type: bandwidth_limit
        direction: egress
        max_kbps: 10000
      - type: bandwidth_limit
        direction: ingress
        max_kbps: 20000

- name: Delete the policy
  multicloud.openstack.qos_policy:
    cloud: alpha-admin
    name: slow
    state: absent
"""

RETURN = r"""
id:
  description: The id of the policy.
  returned: success, if it exists
  type: str
qos_policy:
  description: The policy, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    id:
      description: The id.
      type: str
    is_default:
      description: Whether new networks of the project get it.
      type: bool
    is_shared:
      description: Whether all projects can use it.
      type: bool
    name:
      description: The name.
      type: str
    project_id:
      description: The id of its project.
      type: str
    rules:
      description: Its rules, each with its O(rules[].type), its id, and the values of its type.
      type: list
      elements: dict
    tags:
      description: Its tags.
      type: list
      elements: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.qos import QOS_POLICY


def main() -> None:
    state_module(QOS_POLICY)


if __name__ == "__main__":
    main()
