#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_members
short_description: Make the servers of a fleet the members of load balancers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Makes the servers of a fleet that are ready the members of a pool of Octavia, on all targets in
    parallel. Each target has its own pool, of the same name or id, with the servers of that target.
  - Members are found by tags with the ownership metadata of the fleet. Other members are never
    changed or removed, even if they have the address of a server.
  - If two tasks manage members of one fleet in one pool, give each a different O(group).
  - New members and changed weights take one request, whatever their number. What somebody else has
    changed in a member stays.
  - If no server of a target is ready, members whose O(port) does not respond stay as they are, with
    a warning.
  - A load balancer that is being changed is waited for. A target that fails is reported, and the
    others are completed.
  - It can run at any time, alone or after each change of the fleet, and is idempotent.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.follow
  - multicloud.openstack.follow.state
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  state:
    description:
      - V(present) adds the servers that are ready, and removes the others.
      - V(absent) removes all members of the fleet.
    type: str
    choices: [present, absent]
    default: present
  pool:
    description: Name or id of the pool. It must exist on each target that has servers of the fleet.
    type: str
    required: true
  protocol_port:
    description: The port of the members, or a list of ports. A server is a member with each of
      them. Members of the fleet with other ports are removed.
    type: list
    elements: int
    required: true
  weight:
    description: The weight of the members.
    type: int
    default: 1
  subnet:
    description: Name or id of the subnet of new members, if it is not that of the load balancer.
    type: str
  drain:
    description:
      - For how many seconds members that are to be removed keep their connections, with the weight
        0, if their server works.
      - By default, they are removed at once.
    type: float
    default: 0.0
"""

EXAMPLES = r"""
- name: Send requests to all servers of a fleet that are ready
  multicloud.openstack.fleet_members:
    name: shop
    pool: web
    protocol_port: [8080]

- name: The same for a group, on one cloud, if their SSH port responds
  multicloud.openstack.fleet_members:
    name: shop
    group: web
    cloud: alpha
    pool: web
    protocol_port: [8080]
    port: 22
    drain: 30

- name: Remove the fleet from the load balancers
  multicloud.openstack.fleet_members:
    name: shop
    pool: web
    protocol_port: [8080]
    state: absent
"""

RETURN = r"""
members:
  description: The members of the fleet, by target and name.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - name: shop-web-1
      address: 10.0.0.5
      protocol_port: 8080
      weight: 1
      action: added
      cloud: alpha
      region_name: RegionOne
  contains:
    name:
      description: The name of the server.
      type: str
    address:
      description: The address of the member.
      type: str
    protocol_port:
      description: The port of the member.
      type: int
    weight:
      description: Its weight; if it was removed, the one it had.
      type: int
    action:
      description: V(added), V(changed), V(removed) or V(unchanged).
      type: str
    tags:
      description: Its tags.
      returned: if they were changed, because it was added before O(group) was set
      type: list
      elements: str
    before:
      description: The values that were changed, as they were before.
      returned: if it was changed
      type: dict
    cloud:
      description: The cloud of the pool.
      type: str
    region_name:
      description: The region of the pool; empty if the cloud has none.
      type: str
endpoints:
  description: The servers of the fleet, as
    RV(multicloud.openstack.fleet_endpoints_info#module:endpoints).
  returned: when the clouds were queried
  type: list
  elements: dict
targets:
  description: The targets, each with C(cloud), C(region_name), how many C(servers) of the fleet it
    has and how many are C(ready), how many members were C(added), C(changed), C(removed) and
    C(unchanged), the number of C(requests), and an C(error) if it failed.
  returned: when the clouds were queried
  type: list
  elements: dict
failures:
  description: The errors, each with C(kind), C(msg), C(cloud) and C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import EXCLUSIVE, CloudModule
from ..module_utils._follow.pool import MEMBER_OPTIONS, follow


def main() -> None:
    module = CloudModule(argument_spec=MEMBER_OPTIONS, supports_check_mode=True,
                         mutually_exclusive=EXCLUSIVE)
    module.run(follow)


if __name__ == "__main__":
    main()
