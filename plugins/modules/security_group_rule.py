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
  - A rule has no name. The module finds the rule that means the same as the options. C(6) is
    C(tcp), the ports 1 to 65535 are all ports, and C(0.0.0.0/0) is what no O(remote_ip_prefix) is.
  - For all rules of a group, O(multicloud.openstack.security_group#module:security_group_rules) is
    better and takes fewer requests.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  security_group:
    description: The security group, by name or id.
    type: str
    required: true
  description:
    description: A text about the rule. It cannot be changed.
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
    aliases: [ethertype]
  port_range_max:
    description: The last port, or the ICMP code. Without it, and with V(-1), all.
    type: int
  port_range_min:
    description: The first port, or the ICMP type. Without it, and with V(-1), all.
    type: int
  project:
    description: The project that the security group belongs to, by name or id.
    type: str
  protocol:
    description:
      - The protocol, by Neutron's name or IANA's number, as V(tcp) or V(6).
      - Without it, and with V(any) or V(0), all.
    type: str
  remote_group:
    description: The security group whose ports are on the other side, by name or id. It cannot be
      given with O(remote_ip_prefix).
    type: str
  remote_ip_prefix:
    description: The addresses on the other side, as a CIDR. Without it, and without
      O(remote_group), all.
    type: str
seealso:
  - module: multicloud.openstack.security_group
  - module: multicloud.openstack.security_group_rule_info
"""

EXAMPLES = r"""
- name: Let SSH in
  multicloud.openstack.security_group_rule:
    cloud: alpha
    security_group: web
    protocol: tcp
    port_range_min: 22
    port_range_max: 22
    remote_ip_prefix: 0.0.0.0/0

- name: Let servers of another group ping them
  multicloud.openstack.security_group_rule:
    cloud: alpha
    security_group: web
    protocol: icmp
    remote_group: default

- name: Let nothing out with IPv6 that Neutron lets out by itself
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
  returned: success, if it is there
  type: str
rule:
  description: The rule, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    description:
      description: A text about it.
      type: str
    direction:
      description: Whether it lets something in or out.
      type: str
      sample: ingress
    ether_type:
      description: Whether it is about IPv4 or IPv6.
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
      description: The id of the project that it belongs to.
      type: str
    protocol:
      description: The protocol, by name or number.
      type: str
      sample: tcp
    remote_address_group_id:
      description: The id of the address group on the other side.
      type: str
    remote_group_id:
      description: The id of the security group on the other side.
      type: str
    remote_ip_prefix:
      description: The addresses on the other side.
      type: str
    revision_number:
      description: How often it has been changed.
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
