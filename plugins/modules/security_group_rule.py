#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: security_group_rule
short_description: Manage security group rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Adds rules to security groups, and removes them.
  - A rule has no name. The module finds the rule with the same meaning as the options. C(6) equals
    C(tcp), the ports 1 to 65535 equal all ports, and C(0.0.0.0/0) equals no O(remote_ip_prefix).
  - To manage all rules of a group, use
    O(multicloud.openstack.security_group#module:security_group_rules), which sends fewer requests.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  security_group:
    description: Name or id of the security group.
    type: str
    required: true
  description:
    description: Description of the rule. Cannot be changed.
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
    aliases: [ethertype]
  port_range_max:
    description: Last port, or the ICMP code. Defaults to all, like V(-1).
    type: int
  port_range_min:
    description: First port, or the ICMP type. Defaults to all, like V(-1).
    type: int
  project:
    description: Name or id of the project of the security group.
    type: str
  protocol:
    description:
      - Protocol, by its name in Neutron or its IANA number, such as V(tcp) or V(6).
      - Defaults to all, like V(any) and V(0).
    type: str
  remote_group:
    description: Name or id of the remote security group. Mutually exclusive with
      O(remote_ip_prefix).
    type: str
  remote_ip_prefix:
    description: Remote addresses, as a CIDR. Defaults to all, unless O(remote_group) is set.
    type: str
seealso:
  - module: multicloud.openstack.security_group
  - module: multicloud.openstack.security_group_rule_info
"""

EXAMPLES = r"""
- name: Allow SSH
  multicloud.openstack.security_group_rule:
    cloud: alpha
    security_group: web
    protocol: tcp
    port_range_min: 22
    port_range_max: 22
    remote_ip_prefix: 0.0.0.0/0

- name: Allow ICMP from servers of another group
  multicloud.openstack.security_group_rule:
    cloud: alpha
    security_group: web
    protocol: icmp
    remote_group: default

- name: Delete the rule of Neutron that allows all IPv6 egress
  multicloud.openstack.security_group_rule:
    cloud: alpha
    security_group: web
    direction: egress
    ether_type: IPv6
    state: absent
"""

RETURN = r"""
id:
  description: The id of the rule.
  returned: success, if it exists
  type: str
rule:
  description: The rule, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    direction:
      description: The direction of the traffic.
      type: str
      sample: ingress
    ether_type:
      description: Whether the rule is for IPv4 or IPv6.
      type: str
      sample: IPv4
    id:
      description: The id of the rule.
      type: str
    port_range_max:
      description: The last port, or the ICMP code.
      type: int
    port_range_min:
      description: The first port, or the ICMP type.
      type: int
    project_id:
      description: The id of its project.
      type: str
    protocol:
      description: The protocol, by name or number.
      type: str
      sample: tcp
    remote_address_group_id:
      description: The id of the remote address group.
      type: str
    remote_group_id:
      description: The id of the remote security group.
      type: str
    remote_ip_prefix:
      description: The remote addresses.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    security_group_id:
      description: The id of its security group.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.security import SECURITY_GROUP_RULE


def main() -> None:
    state_module(SECURITY_GROUP_RULE)


if __name__ == "__main__":
    main()
