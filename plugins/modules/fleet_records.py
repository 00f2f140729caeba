#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_records
short_description: Make DNS records follow the servers of a fleet
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Makes records in a zone of Designate those of a fleet, with a name for each server, and one name
    with the addresses of all servers that are ready. The servers can be on many clouds, the zone is
    on one of them, or on another one.
  - Records are found by their description, which has the ownership metadata of the fleet. Other
    records are never changed or removed. If the name of a server has a record without it, that is
    an error.
  - If a target cannot be queried, addresses that may belong to its servers stay.
  - If servers exist, but none of them is ready, the name for all of them stays as it is, with a
    warning.
  - It can run at any time, alone or after each change of the fleet, and is idempotent. If two tasks
    manage records of one fleet in one zone, give each its O(group).
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
    details:
      - Records without the ownership metadata that have the name of a server are not detected.
  diff_mode:
    support: full
options:
  state:
    description:
      - V(present) creates and changes records, and removes those of servers that no longer exist.
      - V(absent) removes all records of the fleet, or of its O(group), from the zone.
    type: str
    choices: [present, absent]
    default: present
  zone:
    description: Name of the zone, such as V(example.org). It must exist.
    type: str
    required: true
  zone_cloud:
    description: The cloud of the zone, by its name in C(clouds.yaml), or its whole entry as a
      dictionary.
    type: raw
    required: true
  zone_region_name:
    description: The region of the zone. Defaults to the first one of O(zone_cloud).
    type: str
  record:
    description:
      - The name for all servers that are ready, within the zone. V(@) is the zone itself.
      - Defaults to the name of the fleet.
    type: str
  server_records:
    description: Whether each server has a name, too, whether it is ready or not. It is the server's
      own name in lower case, with characters other than letters and digits replaced with V(-).
    type: bool
    default: true
  ttl:
    description: For how many seconds resolvers may keep the records.
    type: int
    default: 60
  drain:
    description:
      - For how many seconds the task waits after it has removed the address of a server that works.
        With O(ttl) or more, nobody uses it afterwards, and the server can be changed.
      - By default, it does not wait.
    type: float
    default: 0.0
"""

EXAMPLES = r"""
- name: Create a zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: example.org
    email: admin@example.org

- name: Give the servers of a fleet on all clouds their names, and one name for all of them
  multicloud.openstack.fleet_records:
    name: shop
    zone: example.org
    zone_cloud: alpha
    record: www

- name: Only one name, for a group, with the servers whose port 8080 responds
  multicloud.openstack.fleet_records:
    name: shop
    group: web
    zone: example.org
    zone_cloud: alpha
    record: "@"
    server_records: false
    port: 8080

- name: Remove the records of the fleet
  multicloud.openstack.fleet_records:
    name: shop
    zone: example.org
    zone_cloud: alpha
    state: absent

- name: Delete the zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: example.org
    state: absent
"""

RETURN = r"""
records:
  description: The records of the fleet, by name.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - name: www.example.org.
      type: A
      records: [203.0.113.5, 203.0.113.9]
      ttl: 60
      action: changed
      before: {records: [203.0.113.5], ttl: 60}
  contains:
    name:
      description: The name, with a dot at its end.
      type: str
    type:
      description: V(A) or V(AAAA).
      type: str
    records:
      description: The addresses; if it was removed, those it had.
      type: list
      elements: str
    ttl:
      description: For how many seconds resolvers may keep it.
      type: int
    action:
      description: V(added), V(changed), V(removed) or V(unchanged).
      type: str
    description:
      description: Its description.
      returned: if it was changed, because the record was added before O(group) was set
      type: str
    before:
      description: The C(records), the C(ttl) and, if it was changed, the C(description) before.
      returned: if it was changed
      type: dict
endpoints:
  description: The servers of the fleet, as
    RV(multicloud.openstack.fleet_endpoints_info#module:endpoints).
  returned: when the clouds were queried
  type: list
  elements: dict
targets:
  description: The targets of the servers, each with C(cloud), C(region_name), how many C(servers)
    of the fleet it has and how many are C(ready), the number of C(requests), and an C(error) if it
    could not be queried.
  returned: when the clouds were queried
  type: list
  elements: dict
requests:
  description: The number of requests to the target of the zone.
  returned: when the clouds were queried
  type: int
failures:
  description: The errors, each with C(kind), C(msg), C(cloud) and C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import EXCLUSIVE, CloudModule
from ..module_utils._follow.zone import RECORD_OPTIONS, follow


def main() -> None:
    module = CloudModule(argument_spec=RECORD_OPTIONS, supports_check_mode=True,
                         mutually_exclusive=EXCLUSIVE)
    module.run(follow)


if __name__ == "__main__":
    main()
