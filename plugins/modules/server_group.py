#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_group
short_description: Manage server groups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates and deletes server groups. The policy of a server group controls whether its servers are
    on the same host or on different hosts.
  - Nova cannot change a server group, and several may have the same name. In that case, use the id.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the server group, or id of an existing one.
    type: str
    required: true
  policy:
    description:
      - Placement of the servers. V(soft-affinity) and V(soft-anti-affinity) are applied only as far
        as possible. Cannot be changed.
      - Required with O(state=present).
    type: str
    choices: [anti-affinity, affinity, soft-anti-affinity, soft-affinity]
  rules:
    description: Rules for the policy. Cannot be changed. Requires Nova 18.0 (Rocky) or later.
    type: dict
    suboptions:
      max_server_per_host:
        description: With O(policy=anti-affinity), the maximum number of servers on one host.
          Defaults to one.
        type: int
seealso:
  - module: multicloud.openstack.server_group_info
"""

EXAMPLES = r"""
- name: Place servers on different hosts
  multicloud.openstack.server_group:
    cloud: alpha
    name: apart
    policy: anti-affinity

- name: Place at most three servers on one host
  multicloud.openstack.server_group:
    cloud: alpha
    name: three
    policy: anti-affinity
    rules:
      max_server_per_host: 3

- name: Delete both server groups
  multicloud.openstack.server_group:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [apart, three]
"""

RETURN = r"""
id:
  description: The id of the server group.
  returned: success, if it exists
  type: str
server_group:
  description: The server group, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the server group.
      type: str
    name:
      description: The name of the server group.
      type: str
    member_ids:
      description: The ids of its servers.
      type: list
      elements: str
    metadata:
      description: Always empty.
      type: dict
    policies:
      description: The policy as a list, if Nova is older than 18.0 (Rocky).
      type: list
      elements: str
    policy:
      description: The placement of its servers.
      type: str
      sample: anti-affinity
    project_id:
      description: The id of its project.
      type: str
    rules:
      description: The rules for the policy.
      type: dict
    user_id:
      description: The id of the user who created it.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.compute import SERVER_GROUP


def main() -> None:
    state_module(SERVER_GROUP)


if __name__ == "__main__":
    main()
