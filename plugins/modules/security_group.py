#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: security_group
short_description: Manage security groups and their rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes security groups, with their rules.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the security group, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the group.
    type: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  security_group_rules:
    description:
      - All rules of the group. Other rules are deleted.
      - This includes the rules that Neutron adds to a new group, which on most clouds allow all
        egress traffic. If you want them, list them, as in the examples. Without this option, a new
        group keeps the rules of Neutron.
      - Rules are compared by their meaning. C(6) equals C(tcp), the ports 1 to 65535 equal all
        ports, and C(0.0.0.0/0) equals no O(security_group_rules[].remote_ip_prefix). Descriptions
        are only compared if you set them.
      - New rules are created before old ones are deleted. If the cloud rejects a new rule, no old
        one is lost.
    type: list
    elements: dict
    suboptions:
      description:
        description: Description of the rule. Rules cannot be changed, so a rule with another
          description is replaced.
        type: str
      direction:
        description: Direction of the traffic.
        type: str
        choices: [egress, ingress]
        default: ingress
      ether_type:
        description: Whether the rule is for IPv4 or IPv6.
        type: str
        choices: [IPv4, IPv6]
        default: IPv4
      port_range_max:
        description: Last port, or the ICMP code. Defaults to all, like V(-1).
        type: int
      port_range_min:
        description: First port, or the ICMP type. Defaults to all, like V(-1).
        type: int
      protocol:
        description:
          - Protocol, by its name in Neutron or its IANA number, such as V(tcp) or V(6).
          - Defaults to all, like V(any) and V(0).
        type: str
      remote_group:
        description: Name or id of the remote security group. Mutually exclusive with
          O(security_group_rules[].remote_ip_prefix).
        type: str
      remote_ip_prefix:
        description: Remote addresses, as a CIDR. Defaults to all, unless
          O(security_group_rules[].remote_group) is set.
        type: str
  stateful:
    description: Whether the group is stateful, so that responses are allowed as well. Cannot be
      changed while ports use the group.
    type: bool
seealso:
  - module: multicloud.openstack.security_group_info
  - module: multicloud.openstack.security_group_rule
"""

EXAMPLES = r"""
- name: Create a security group that allows all egress, SSH and HTTPS
  multicloud.openstack.security_group:
    cloud: alpha
    name: front
    description: What faces the internet
    security_group_rules:
      - direction: egress
        ether_type: IPv4
      - direction: egress
        ether_type: IPv6
      - protocol: tcp
        port_range_min: 22
        port_range_max: 22
        remote_ip_prefix: 198.51.100.0/24
      - protocol: tcp
        port_range_min: 443
        port_range_max: 443
      - description: among themselves
        remote_group: front

- name: Create a security group that allows no traffic
  multicloud.openstack.security_group:
    cloud: alpha
    name: closed
    security_group_rules: []

- name: Delete both security groups
  multicloud.openstack.security_group:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [front, closed]
"""

RETURN = r"""
id:
  description: The id of the security group.
  returned: success, if it exists
  type: str
security_group:
  description: The security group, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    id:
      description: The id of the security group.
      type: str
    is_shared:
      description: Whether all projects can use it.
      type: bool
    name:
      description: The name of the security group.
      type: str
    project_id:
      description: The id of its project.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    security_group_rules:
      description: Its rules, each as RV(multicloud.openstack.security_group_rule#module:rule), but
        with C(ethertype), as in Neutron, instead of C(ether_type).
      type: list
      elements: dict
    stateful:
      description: Whether it is stateful, so that responses are allowed as well.
      type: bool
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.security import SECURITY_GROUP


def main() -> None:
    state_module(SECURITY_GROUP)


if __name__ == "__main__":
    main()
