#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: leaks_info
short_description: List orphaned resources of fleets across OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Finds orphaned resources of fleets, on all targets in parallel. These are servers that have
    expired, and floating IPs, ports, volumes, keypairs, server groups and security groups whose
    server or fleet is gone. They are found by their ownership metadata.
  - A target that cannot be queried is reported in RV(failures) and in a warning. The others are
    still listed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.leaks
seealso:
  - module: multicloud.openstack.reap
  - module: multicloud.openstack.fleet_info
"""

EXAMPLES = r"""
- name: List orphaned resources on all targets
  multicloud.openstack.leaks_info:
  register: found

- name: Show them
  ansible.builtin.debug:
    msg: "{{ found.leaks | multicloud.openstack.table(['kind', 'name', 'cloud', 'reason']) }}"

- name: List orphaned resources of one fleet, regardless of their age
  multicloud.openstack.leaks_info:
    fleet: ci
    older_than: 0
"""

RETURN = r"""
leaks:
  description: The orphaned resources.
  returned: success
  type: list
  elements: dict
  sample:
    - kind: floating_ip
      id: 5bf1dd54-4f9c-4b7a-9a3e-1c4a41ae2ac7
      name: 203.0.113.5
      cloud: alpha
      region_name: RegionOne
      fleet: ci
      reason: its server is gone
  contains:
    kind:
      description: One of V(server), V(floating_ip), V(port), V(volume), V(keypair),
        V(server_group) and V(security_group).
      type: str
    id:
      description: Its id, or the name of a keypair.
      type: str
    name:
      description: Its name, or the address of a floating IP.
      type: str
    cloud:
      description: The cloud of the resource.
      type: str
    region_name:
      description: The region of the resource; empty if the cloud has none.
      type: str
    fleet:
      description: The fleet that it belongs to, if any.
      type: str
    run:
      description: The run that created it, if it is a server of a fleet.
      type: str
    servers:
      description: The ids of the servers that it was created for, or is attached to.
      type: list
      elements: str
    created:
      description: When it was created, in UTC, if the cloud reports it.
      type: str
    expires:
      description: When it expired, in UTC, if it is a server.
      type: str
    size:
      description: Its size in GiB, if it is a volume.
      type: int
    reason:
      description: Why it is orphaned.
      type: str
younger:
  description: How many more resources would be in RV(leaks), but are younger than O(older_than) or
    belong to a fleet with a younger one.
  returned: success
  type: int
kept_volumes:
  description: Volumes that are kept after their servers, and would be in RV(leaks) with
    O(kept_volumes=true), with the same keys.
  returned: success
  type: list
  elements: dict
backups:
  description: Snapshots and backups of fleets without servers, as
    RV(multicloud.openstack.fleet_info#module:backups). They are not leaks.
  returned: success
  type: list
  elements: dict
held:
  description: Resources that are not in RV(leaks) because a server that needs them may be on a
    target that could not be queried, with the same keys. C(reason) names the target.
  returned: success
  type: list
  elements: dict
failures:
  description: The targets that could not be queried, with C(kind), C(msg), C(cloud) and
    C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import EXCLUSIVE, CloudModule
from ..module_utils._leaks.search import LEAK_OPTIONS, info


def main() -> None:
    module = CloudModule(argument_spec=LEAK_OPTIONS, supports_check_mode=True,
                         mutually_exclusive=EXCLUSIVE)
    module.run(info)


if __name__ == "__main__":
    main()
