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
    description: The name of the security group, or the id of one that is there.
    type: str
    required: true
  description:
    description: A text about the group.
    type: str
  project:
    description: The project that it belongs to, by name or id. It cannot be changed.
    type: str
  security_group_rules:
    description:
      - All rules of the group. Others are deleted.
      - So are those that Neutron gives to a new group, which on most clouds let everything out.
        List them where they are wanted, as in the examples. Without this option, a new group has
        Neutron's rules.
      - Rules are compared by what they mean. C(6) is C(tcp), the ports 1 to 65535 are all ports,
        and C(0.0.0.0/0) is what no O(security_group_rules[].remote_ip_prefix) is. A description
        counts if it is given.
      - New rules are created before others are deleted. If the cloud refuses one, the group has
        lost no other.
    type: list
    elements: dict
    suboptions:
      description:
        description: A text about the rule. No rule can be changed; another one takes its place.
        type: str
      direction:
        description: Whether it lets something in or out.
        type: str
        choices: [egress, ingress]
        default: ingress
      ether_type:
        description: Whether it is about IPv4 or IPv6.
        type: str
        choices: [IPv4, IPv6]
        default: IPv4
      port_range_max:
        description: The last port, or the ICMP code. Without it, and with V(-1), all.
        type: int
      port_range_min:
        description: The first port, or the ICMP type. Without it, and with V(-1), all.
        type: int
      protocol:
        description:
          - The protocol, by Neutron's name or IANA's number, as V(tcp) or V(6).
          - Without it, and with V(any) or V(0), all.
        type: str
      remote_group:
        description: The security group whose ports are on the other side, by name or id. It cannot
          be given with O(security_group_rules[].remote_ip_prefix).
        type: str
      remote_ip_prefix:
        description: The addresses on the other side, as a CIDR. Without it, and without
          O(security_group_rules[].remote_group), all.
        type: str
  stateful:
    description: Whether answers are let through as well. It cannot be changed while ports have the
      group.
    type: bool
seealso:
  - module: multicloud.openstack.security_group_info
  - module: multicloud.openstack.security_group_rule
"""

EXAMPLES = r"""
- name: A security group that lets everything out, as Neutron's own, and SSH and the web in
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

- name: A security group that lets nothing through
  multicloud.openstack.security_group:
    cloud: alpha
    name: closed
    security_group_rules: []

- name: Delete both
  multicloud.openstack.security_group:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [front, closed]
"""

RETURN = r"""
id:
  description: The id of the security group.
  returned: success, if it is there
  type: str
security_group:
  description: The security group, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    description:
      description: A text about it.
      type: str
    id:
      description: The id of the security group.
      type: str
    is_shared:
      description: Whether all projects may use it.
      type: bool
    name:
      description: The name of the security group.
      type: str
    project_id:
      description: The id of the project that it belongs to.
      type: str
    revision_number:
      description: How often it has been changed.
      type: int
    security_group_rules:
      description: Its rules, each as RV(multicloud.openstack.security_group_rule#module:rule), but
        with C(ethertype), Neutron's name, for C(ether_type).
      type: list
      elements: dict
    stateful:
      description: Whether answers are let through as well.
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
