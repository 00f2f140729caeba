#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_info
short_description: List fleets and their servers across OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the servers of fleets, on all targets in parallel. They are found by their ownership
    metadata.
  - A target that cannot be queried is reported in RV(failures) and in a warning. The others are
    still listed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
options:
  name:
    description: Name of the fleet. Defaults to all fleets.
    type: str
  volumes:
    description: Whether to list volumes, snapshots and backups as well, which takes three more
      requests to each target.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: List the servers of a fleet
  multicloud.openstack.fleet_info:
    name: ci
  register: found

- name: Show their addresses
  ansible.builtin.debug:
    msg: "{{ found.servers | map(attribute='address') }}"

- name: List its volumes and their backups
  multicloud.openstack.fleet_info:
    name: ci
    volumes: true
"""

RETURN = r"""
servers:
  description:
    - The servers, by fleet and number, as RV(multicloud.openstack.fleet#module:servers).
    - With O(volumes=true), their C(volumes) are all attached volumes. Those that are not data
      volumes of the fleet are called V(_boot) if they are bootable, otherwise by their ids.
  returned: success
  type: list
  elements: dict
fleets:
  description: The same servers, as a list for each fleet, by its name.
  returned: success
  type: dict
kept_volumes:
  description: Volumes of fleets that are kept without a server, as
    RV(multicloud.openstack.fleet#module:kept_volumes).
  returned: if O(volumes=true)
  type: list
  elements: dict
backups:
  description: Snapshots and backups of the volumes of fleets, the newest of each target first.
  returned: if O(volumes=true)
  type: list
  elements: dict
  contains:
    kind:
      description: V(snapshot) or V(backup).
      type: str
    id:
      description: Its id.
      type: str
    name:
      description: Its name.
      type: str
    status:
      description: Its status in Cinder.
      type: str
    size:
      description: The size of the volume in GiB.
      type: int
    created:
      description: When it was created, in UTC.
      type: str
    volume_id:
      description: The id of the volume.
      type: str
    fleet:
      description: The fleet that it belongs to.
      type: str
    group:
      description: The group of the server; empty if the fleet has none.
      type: str
    index:
      description: The number of the server.
      type: int
    volume:
      description: The name of the volume, as in RV(servers).
      type: str
    run:
      description: The run that created it. It begins with the time of the run in UTC.
      type: str
    taken:
      description:
        - How it was taken, V(frozen) with frozen file systems of the server, V(running) without
          freezing them, V(off) while the server was off, V(detached) while there was no server.
        - V(null) if it was not completed. Do not use it in this case.
      type: str
    cloud:
      description: The cloud.
      type: str
    region_name:
      description: The region; empty if the cloud has none.
      type: str
failures:
  description: The targets that could not be queried, with C(kind), C(msg), C(cloud) and
    C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, EXCLUSIVE, TARGETS, CloudModule
from ..module_utils._fleet.info import info


def main() -> None:
    module = CloudModule(
        argument_spec={**CLOUD_OPTIONS, "name": {}, "targets": TARGETS,
                       "volumes": {"type": "bool", "default": False}},
        supports_check_mode=True, mutually_exclusive=EXCLUSIVE)
    module.run(info)


if __name__ == "__main__":
    main()
