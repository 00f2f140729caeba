#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: firewall_rule
short_description: Manage firewall rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes rules of Neutron's firewalls.
  - A rule counts in the policies that list it, see M(multicloud.openstack.firewall_policy).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the firewall rule, or id of an existing one.
    type: str
    required: true
  action:
    description: What happens to traffic that matches. Neutron's default for a new rule is V(deny).
    type: str
    choices: [allow, deny, reject]
  description:
    description: Description of the rule.
    type: str
  destination_ip_address:
    description: Address or CIDR that traffic goes to. An empty string matches all.
    type: str
  destination_port:
    description: Port, or range as V(8000:8080), that traffic goes to. An empty string matches all.
    type: str
  ip_version:
    description: IP version of the traffic. Neutron's default for a new rule is V(4).
    type: int
    choices: [4, 6]
  is_enabled:
    description: Whether the rule counts.
    type: bool
    aliases: [enabled]
  is_shared:
    description: Whether all projects can use the rule. Requires an administrator account.
    type: bool
    aliases: [shared]
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  protocol:
    description: Protocol of the traffic, V(tcp), V(udp) or V(icmp), or V(any).
    type: str
  source_ip_address:
    description: Address or CIDR that traffic comes from. An empty string matches all.
    type: str
  source_port:
    description: Port, or range, that traffic comes from. An empty string matches all.
    type: str
seealso:
  - module: multicloud.openstack.firewall_rule_info
  - module: multicloud.openstack.firewall_policy
  - module: multicloud.openstack.firewall_group
"""

EXAMPLES = r"""
- name: Create a rule for web servers
  multicloud.openstack.firewall_rule:
    cloud: alpha
    name: https
    action: allow
    protocol: tcp
    destination_port: "443"

- name: Delete the rule
  multicloud.openstack.firewall_rule:
    cloud: alpha
    name: https
    state: absent
"""

RETURN = r"""
id:
  description: The id of the firewall rule.
  returned: success, if it exists
  type: str
firewall_rule:
  description: The firewall rule, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    action:
      description: V(allow), V(deny) or V(reject).
      type: str
    description:
      description: Its description.
      type: str
    destination_ip_address:
      description: Where traffic goes to.
      type: str
    destination_port:
      description: The port that it goes to.
      type: str
    enabled:
      description: Whether it counts.
      type: bool
    id:
      description: The id.
      type: str
    ip_version:
      description: The IP version.
      type: int
    name:
      description: The name.
      type: str
    project_id:
      description: The id of its project.
      type: str
    protocol:
      description: The protocol.
      type: str
    shared:
      description: Whether all projects can use it.
      type: bool
    source_ip_address:
      description: Where traffic comes from.
      type: str
    source_port:
      description: The port that it comes from.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.firewall import FIREWALL_RULE


def main() -> None:
    state_module(FIREWALL_RULE)


if __name__ == "__main__":
    main()
