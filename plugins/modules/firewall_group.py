#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: firewall_group
short_description: Manage firewall groups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes firewall groups, which apply policies to ports of servers and
    routers.
  - Neutron deletes no group with ports, so the module removes them from it first.
  - Neutron has a group V(default) in each project, which cannot be changed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the firewall group, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the group.
    type: str
  egress_firewall_policy:
    description: Name or id of the policy for outgoing traffic. An empty string removes it.
    type: str
  ingress_firewall_policy:
    description: Name or id of the policy for incoming traffic. An empty string removes it.
    type: str
  is_admin_state_up:
    description: Whether the group is up.
    type: bool
    aliases: [admin_state_up]
  is_shared:
    description: Whether all projects can use the group. Requires an administrator account.
    type: bool
    aliases: [shared]
  ports:
    description:
      - Names or ids of the ports of the group, of routers or of servers. Others are removed.
      - A port is in one group at most.
    type: list
    elements: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.firewall_group_info
  - module: multicloud.openstack.firewall_policy
  - module: multicloud.openstack.firewall_rule
  - module: multicloud.openstack.port
"""

EXAMPLES = r"""
- name: Create a policy that lets nothing in
  multicloud.openstack.firewall_policy:
    cloud: alpha
    name: closed

- name: Create a firewall group with it
  multicloud.openstack.firewall_group:
    cloud: alpha
    name: perimeter
    ingress_firewall_policy: closed

- name: Delete the firewall group
  multicloud.openstack.firewall_group:
    cloud: alpha
    name: perimeter
    state: absent

- name: Delete the policy
  multicloud.openstack.firewall_policy:
    cloud: alpha
    name: closed
    state: absent
"""

RETURN = r"""
id:
  description: The id of the firewall group.
  returned: success, if it exists
  type: str
firewall_group:
  description: The firewall group, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    admin_state_up:
      description: Whether it is up.
      type: bool
    description:
      description: Its description.
      type: str
    egress_firewall_policy_id:
      description: The id of the policy for outgoing traffic.
      type: str
    id:
      description: The id.
      type: str
    ingress_firewall_policy_id:
      description: The id of the policy for incoming traffic.
      type: str
    name:
      description: The name.
      type: str
    ports:
      description: The ids of its ports.
      type: list
      elements: str
    project_id:
      description: The id of its project.
      type: str
    shared:
      description: Whether all projects can use it.
      type: bool
    status:
      description: V(ACTIVE) if it has ports and a policy, otherwise V(INACTIVE), or V(DOWN).
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.firewall import FIREWALL_GROUP


def main() -> None:
    state_module(FIREWALL_GROUP)


if __name__ == "__main__":
    main()
