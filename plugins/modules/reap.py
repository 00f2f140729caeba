#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reap
short_description: Delete orphaned resources of fleets across OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Finds the same orphaned resources as M(multicloud.openstack.leaks_info), on all targets in
    parallel, and deletes them.
  - Servers are deleted first, then ports and volumes, then floating IPs, then resources of whole
    fleets. If a server cannot be deleted, the resources that it needs are kept.
  - A deletion is complete when the cloud no longer lists the resource.
  - Resources without ownership metadata are never deleted, except orphaned ports of servers that
    had such metadata.
  - The task fails if a resource still exists at the end, or if a target could not be queried. It
    always returns what was deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.leaks
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  timeout:
    description: How many seconds all deletions may take.
    type: int
    default: 600
seealso:
  - module: multicloud.openstack.leaks_info
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: Delete expired servers, and orphaned resources that are older than an hour
  multicloud.openstack.reap:

- name: Show what would be deleted of one fleet, regardless of its age
  multicloud.openstack.reap:
    fleet: nightly
    older_than: 0
  check_mode: true
  diff: true

- name: Delete it on one cloud, including kept volumes
  multicloud.openstack.reap:
    cloud: alpha
    fleet: nightly
    older_than: 0
    kept_volumes: true
"""

RETURN = r"""
leaks:
  description: The orphaned resources, as RV(multicloud.openstack.leaks_info#module:leaks), with
    C(deleted), which is whether the resource was deleted, or in check mode would be.
  returned: when the clouds were queried
  type: list
  elements: dict
held:
  description: As RV(multicloud.openstack.leaks_info#module:held).
  returned: when the clouds were queried
  type: list
  elements: dict
younger:
  description: As RV(multicloud.openstack.leaks_info#module:younger).
  returned: when the clouds were queried
  type: int
kept_volumes:
  description: As RV(multicloud.openstack.leaks_info#module:kept_volumes).
  returned: when the clouds were queried
  type: list
  elements: dict
backups:
  description: As RV(multicloud.openstack.leaks_info#module:backups).
  returned: when the clouds were queried
  type: list
  elements: dict
targets:
  description: What was done on each target.
  returned: when the clouds were queried
  type: list
  elements: dict
  contains:
    cloud:
      description: The cloud.
      type: str
    region_name:
      description: The region.
      type: str
    found:
      description: Orphaned resources found there.
      type: int
    deleted:
      description: Orphaned resources that were deleted.
      type: int
    failed:
      description: Orphaned resources that still exist.
      type: int
    error:
      description: Why the target could not be queried, if so.
      type: str
failures:
  description: The errors, each with C(kind), C(msg), C(cloud), C(region_name), C(action) and, if
    known, C(status) and C(request_id).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import EXCLUSIVE, CloudModule
from ..module_utils._leaks.reap import reap
from ..module_utils._leaks.search import LEAK_OPTIONS


def main() -> None:
    module = CloudModule(argument_spec={**LEAK_OPTIONS, "timeout": {"type": "int", "default": 600}},
                         supports_check_mode=True, mutually_exclusive=EXCLUSIVE)
    module.run(reap)


if __name__ == "__main__":
    main()
