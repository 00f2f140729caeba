#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_snapshot_info
short_description: List volume snapshots
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the snapshots of the project's volumes, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  details:
    description: V(false) omits the progress and the project of the snapshots.
    type: bool
  status:
    description: Status of the snapshots.
    type: str
    choices:
      - available
      - backing-up
      - creating
      - deleted
      - deleting
      - error
      - error_deleting
      - restoring
      - unmanaging
  volume:
    description:
      - Name or id of the volume that the snapshots were created from. If none matches, the list is
        empty.
    type: str
seealso:
  - module: multicloud.openstack.volume_snapshot
"""

EXAMPLES = r"""
- name: List all snapshots of the project
  multicloud.openstack.volume_snapshot_info:
    cloud: alpha

- name: List available snapshots of one volume
  multicloud.openstack.volume_snapshot_info:
    cloud: alpha
    volume: data
    status: available
"""

RETURN = r"""
volume_snapshots:
  description:
    - The snapshots, each as RV(multicloud.openstack.volume_snapshot#module:volume_snapshot).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.storage import VOLUME_SNAPSHOTS


def main() -> None:
    info_module(VOLUME_SNAPSHOTS)


if __name__ == "__main__":
    main()
