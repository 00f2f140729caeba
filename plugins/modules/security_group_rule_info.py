#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: security_group_rule_info
short_description: List security group rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the rules that the project can see, or only those that match.
  - Filters are compared literally. C(0.0.0.0/0) does not match a rule without a prefix, although
    both allow all addresses.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Id of the rule to list, like O(id), because rules have no names. If none matches,
      the list is empty. Defaults to all.
  description:
    description: Description of the rule.
    type: str
  direction:
    description: Direction of the traffic.
    type: str
    choices: [egress, ingress]
  ether_type:
    description: Whether the rule is for IPv4 or IPv6.
    type: str
    choices: [IPv4, IPv6]
    aliases: [ethertype]
  id:
    description: Id of the rule.
    type: str
    aliases: [rule]
  port_range_max:
    description: Last port, or the ICMP code.
    type: int
  port_range_min:
    description: First port, or the ICMP type.
    type: int
  project:
    description: Name or id of the project of the rules.
    type: str
  protocol:
    description: Protocol.
    type: str
  remote_group:
    description: Name or id of the remote security group.
    type: str
  remote_ip_prefix:
    description: Remote addresses, as a CIDR.
    type: str
  revision_number:
    description: Revision number of the rule.
    type: int
  security_group:
    description: Name or id of the security group of the rules. If none matches, the list is empty.
    type: str
seealso:
  - module: multicloud.openstack.security_group_rule
"""

EXAMPLES = r"""
- name: List all rules of a security group
  multicloud.openstack.security_group_rule_info:
    cloud: alpha
    security_group: web

- name: List the rules that allow SSH
  multicloud.openstack.security_group_rule_info:
    cloud: alpha
    security_group: web
    direction: ingress
    protocol: tcp
    port_range_min: 22
    port_range_max: 22
  register: ssh
"""

RETURN = r"""
security_group_rules:
  description: The rules, each as RV(multicloud.openstack.security_group_rule#module:rule).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.security import SECURITY_GROUP_RULES


def main() -> None:
    info_module(SECURITY_GROUP_RULES)


if __name__ == "__main__":
    main()
