#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: firewall_policy
short_description: Manage firewall policies
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes policies of Neutron's firewalls, which are ordered lists of rules.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the firewall policy, or id of an existing one.
    type: str
    required: true
  audited:
    description: Whether the policy has been audited. Neutron sets it to V(false) with each change,
      unless the task sets V(true).
    type: bool
  description:
    description: Description of the policy.
    type: str
  firewall_rules:
    description: Names or ids of the rules, in the order in which they count. Others are removed.
    type: list
    elements: str
  is_shared:
    description: Whether all projects can use the policy. Requires an administrator account.
    type: bool
    aliases: [shared]
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.firewall_policy_info
  - module: multicloud.openstack.firewall_rule
  - module: multicloud.openstack.firewall_group
"""

EXAMPLES = r"""
- name: Create a rule
  multicloud.openstack.firewall_rule:
    cloud: alpha
    name: ssh-from-inside
    action: allow
    protocol: tcp
    source_ip_address: 10.0.0.0/8
    destination_port: "22"

- name: Create a policy with it
  multicloud.openstack.firewall_policy:
    cloud: alpha
    name: inside-only
    firewall_rules: [ssh-from-inside]

- name: Delete the policy
  multicloud.openstack.firewall_policy:
    cloud: alpha
    name: inside-only
    state: absent

- name: Delete the rule
  multicloud.openstack.firewall_rule:
    cloud: alpha
    name: ssh-from-inside
    state: absent
"""

RETURN = r"""
id:
  description: The id of the firewall policy.
  returned: success, if it exists
  type: str
firewall_policy:
  description: The firewall policy, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    audited:
      description: Whether it has been audited.
      type: bool
    description:
      description: Its description.
      type: str
    firewall_rules:
      description: The ids of its rules, in order.
      type: list
      elements: str
    id:
      description: The id.
      type: str
    name:
      description: The name.
      type: str
    project_id:
      description: The id of its project.
      type: str
    shared:
      description: Whether all projects can use it.
      type: bool
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.firewall import FIREWALL_POLICY


def main() -> None:
    state_module(FIREWALL_POLICY)


if __name__ == "__main__":
    main()
