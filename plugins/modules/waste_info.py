#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: waste_info
short_description: List unused resources of projects across OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists resources of the project that nothing uses, whoever created them, on all targets in
    parallel, by age and price. It deletes nothing.
  - These are floating IPs without a port and without port forwardings; ports that are down and
    belong to no device, or to a server that does not exist; volumes that are not attached;
    snapshots of volumes that no volume was created from and no image has; images that no server or
    volume was created from; keypairs without a server; and security groups that no port has and no
    rule of another group names.
  - Resources that other projects may use are not listed. These are public, community and shared
    images, and shared security groups. Protected images are not listed either, nor is a port with
    an address that servers may take over (C(allowed_address_pairs)) or with a floating IP.
  - Keypairs belong to the user of the login, and may be in use in other projects.
  - A target that cannot be queried is reported in RV(failures) and in a warning. The others are
    still listed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.prices
options:
  older_than:
    description:
      - Minimum age of a resource, such as V(2h), V(1d12h) or V(3600) (seconds), so that none is
        listed that is about to be used.
      - A resource whose cloud does not report its age is always listed.
    type: str
    default: 1d
  copies_older_than:
    description: The same for snapshots and images, which somebody may have made for later.
    type: str
    default: 30d
seealso:
  - module: multicloud.openstack.leaks_info
  - module: multicloud.openstack.reap
"""

EXAMPLES = r"""
- name: List unused resources on all targets
  multicloud.openstack.waste_info:
  register: found

- name: Show them
  ansible.builtin.debug:
    msg: "{{ found.waste | multicloud.openstack.table(['kind', 'name', 'cloud', 'reason']) }}"

- name: Show what unused resources cost
  multicloud.openstack.waste_info:
    older_than: 7d
    prices:
      - {cloud: alpha, volume_types: {default: 0.0001}, floating_ip: 0.005}
  register: found

- name: Delete one of them, after a look at it
  multicloud.openstack.volume:
    cloud: alpha
    name: 4e4b0b0e-4ee2-4ac9-a2a4-0c5c5b8f4b3e
    state: absent
"""

RETURN = r"""
waste:
  description: The unused resources, by target and kind, the oldest first.
  returned: success
  type: list
  elements: dict
  sample:
    - kind: volume
      id: 4e4b0b0e-4ee2-4ac9-a2a4-0c5c5b8f4b3e
      name: old-data
      cloud: alpha
      region_name: RegionOne
      reason: it is on no server
      fleet: null
      created: '2026-03-01T09:30:00Z'
      size: 100
      cost: {hour: 0.01, month: 7.3}
  contains:
    kind:
      description: One of V(floating_ip), V(port), V(volume), V(volume_snapshot), V(image),
        V(keypair) and V(security_group).
      type: str
    id:
      description: Its id, or the name of a keypair.
      type: str
    name:
      description: Its name, or the address of a floating IP.
      type: str
    cloud:
      description: Its cloud.
      type: str
    region_name:
      description: Its region; empty if the cloud has none.
      type: str
    reason:
      description: Why it is unused.
      type: str
    fleet:
      description: The fleet that it was created for, by its ownership metadata, if any. For these,
        M(multicloud.openstack.reap) knows whether they may be deleted.
      type: str
    created:
      description: When it was created, in UTC, if the cloud reports it.
      type: str
    size:
      description: Its size in GiB, if it has one.
      type: float
    cost:
      description: What it costs per C(hour) and C(month) of 730 hours, if O(prices) tells.
      type: dict
younger:
  description: How many more resources are unused, but younger than O(older_than) or
    O(copies_older_than).
  returned: success
  type: int
cost:
  description: What all of RV(waste) costs per C(hour) and C(month) of 730 hours, as far as
    O(prices) tells; V(null) without O(prices).
  returned: success
  type: dict
failures:
  description: The targets that could not be queried, with C(kind), C(msg), C(cloud) and
    C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import EXCLUSIVE, CloudModule
from ..module_utils._waste.search import WASTE_OPTIONS, info


def main() -> None:
    module = CloudModule(argument_spec=WASTE_OPTIONS, supports_check_mode=True,
                         mutually_exclusive=EXCLUSIVE)
    module.run(info)


if __name__ == "__main__":
    main()
