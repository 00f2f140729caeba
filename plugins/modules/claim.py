#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: claim
short_description: Claim ready servers of a pool
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Takes servers of a pool, which is a fleet with O(multicloud.openstack.fleet#module:min_ready),
    for an owner. No two owners ever get the same server, from whichever machines they ask.
  - The claim is in the metadata of the server, and ends at its O(expires) or when it is released.
    The next run of the pool then replaces the server, as it was used.
  - An owner gets all servers or none. Run the task again to extend a claim, or to get more
    servers. The same owner keeps the servers that it has.
  - If the pool has too few servers, the task waits until it has enough.
  - A target that fails is reported, and servers of the others are claimed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.follow
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  state:
    description:
      - V(present) claims servers until O(owner) has O(count) of them.
      - V(absent) releases the servers of O(owner), or those in O(servers).
    type: str
    choices: [present, absent]
    default: present
  owner:
    description:
      - Who gets the servers, for example the id of a build. 1 to 128 ASCII characters.
      - Tasks that run in parallel need different owners.
      - Required if O(state=present).
    type: str
  servers:
    description: The ids of the servers to release. Defaults to all servers of O(owner).
    type: list
    elements: str
  count:
    description: How many servers the owner has in the end. Servers beyond that are not released.
    type: int
    default: 1
  placement:
    description:
      - V(spread) distributes the servers over the targets.
      - V(together) takes all servers from one target.
    type: str
    choices: [spread, together]
    default: spread
  expires:
    description:
      - When the claim ends, as a span such as V(2h), V(1d12h) or V(3600) (seconds), or as a time
        such as V(2030-01-31T18:00:00Z). The clock of each cloud counts.
      - A span begins anew with a task of the same owner, once half of it has passed.
      - Required if O(state=present).
    type: str
  wait:
    description: Whether to wait until the pool has enough servers.
    type: bool
    default: true
  timeout:
    description:
      - For how many seconds to wait.
      - It also limits the time for all responses of a target.
    type: float
    default: 300.0
notes:
  - A server can be claimed if its status is C(ACTIVE), it has a matching address, its O(port)
    responds, and it was neither claimed before nor taken out of service.
  - It needs a Neutron with the extension C(revision-if-match), which is on by default since Pike.
seealso:
  - module: multicloud.openstack.fleet
  - module: multicloud.openstack.fleet_info
"""

EXAMPLES = r"""
- name: Claim two servers for a build, on different targets if possible
  multicloud.openstack.claim:
    name: runners
    owner: build-4711
    count: 2
    expires: 2h
    port: 22
  register: claimed

- name: Show their addresses
  ansible.builtin.debug:
    msg: "{{ claimed.servers | map(attribute='address') }}"

- name: Release them
  multicloud.openstack.claim:
    name: runners
    owner: build-4711
    state: absent
"""

RETURN = r"""
servers:
  description: The servers that the owner has or would have, or that were released, by group and
    number.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - id: 0a9f3f0e-3f6c-4d52-8f8e-5a3b6fdc1a11
      name: runners-7
      label: runners-7
      group: ""
      index: 7
      cloud: alpha
      region_name: RegionOne
      address: 198.51.100.7
      addresses: [198.51.100.7, 10.0.0.7]
      ready: true
      reason: ""
      owner: build-4711
      expires: "2030-01-31T18:00:00Z"
      action: claimed
  contains:
    id:
      description: Its id.
      type: str
    name:
      description: Its name.
      type: str
    label:
      description: The name as part of a domain.
      type: str
    group:
      description: Its group; empty if the fleet has none.
      type: str
    index:
      description: Its number.
      type: int
    cloud:
      description: Its cloud.
      type: str
    region_name:
      description: Its region; empty if the cloud has none.
      type: str
    address:
      description: The preferred address.
      type: str
    addresses:
      description: All matching addresses, the preferred one first.
      type: list
      elements: str
    ready:
      description: Whether it works. Its port is only tried before it is claimed.
      type: bool
    reason:
      description: Why it does not work.
      type: str
    owner:
      description: The owner of the claim.
      type: str
    expires:
      description: When the claim ends, or has ended if it was released, in UTC, by the clock of the
        cloud.
      type: str
    action:
      description: V(claimed), V(renewed), V(released) or V(unchanged).
      type: str
targets:
  description: The targets, each with C(cloud), C(region_name), how many C(servers) of the pool it
    had when it was last queried and how many of these were C(free) and C(claimed), the number of
    C(requests), and an C(error) if it failed.
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
from ..module_utils._follow.claim import CLAIM_OPTIONS, run


def main() -> None:
    module = CloudModule(
        argument_spec=CLAIM_OPTIONS, supports_check_mode=True, mutually_exclusive=EXCLUSIVE,
        required_if=[("state", "present", ("owner", "expires")),
                     ("state", "absent", ("owner", "servers"), True)])
    module.run(run)


if __name__ == "__main__":
    main()
