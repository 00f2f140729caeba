#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_snapshot
short_description: Manage volume snapshots
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes snapshots of volumes.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the snapshot, or id of an existing one.
    type: str
    required: true
    aliases: [display_name]
  description:
    description: Description of the snapshot.
    type: str
    aliases: [display_description]
  force:
    description: Whether to create a new snapshot even while the volume is attached to a server.
    type: bool
  metadata:
    description:
      - Metadata of the snapshot. Other keys are kept. A key without a value is removed.
      - All values are converted to strings.
    type: dict
  volume:
    description:
      - Name or id of the volume. Required for a new snapshot.
      - Several volumes can have snapshots of the same name. If set, only snapshots of this volume
        are considered, otherwise those of all volumes.
    type: str
seealso:
  - module: multicloud.openstack.volume_snapshot_info
  - module: multicloud.openstack.volume
"""

EXAMPLES = r"""
- name: Create a volume
  multicloud.openstack.volume:
    cloud: alpha
    name: ledger
    size: 1

- name: Create a snapshot of it
  multicloud.openstack.volume_snapshot:
    cloud: alpha
    name: before
    volume: ledger
    description: Before the change

- name: Delete the snapshot
  multicloud.openstack.volume_snapshot:
    cloud: alpha
    name: before
    volume: ledger
    state: absent

- name: Delete the volume
  multicloud.openstack.volume:
    cloud: alpha
    name: ledger
    state: absent
"""

RETURN = r"""
id:
  description: The id of the snapshot.
  returned: success, if it exists
  type: str

snapshot:
  description: The same as RV(volume_snapshot).
  returned: success, if it exists
  type: dict
volume_snapshot:
  description: The snapshot, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the snapshot.
      type: str
    name:
      description: The name of the snapshot.
      type: str
    status:
      description: The status of the snapshot.
      type: str
      sample: available
    created_at:
      description: When it was created.
      type: str
    description:
      description: Description of the snapshot.
      type: str
    metadata:
      description: Its metadata.
      type: dict
    progress:
      description: The progress of its creation, in percent.
      type: str
    project_id:
      description: The id of its project.
      type: str
    size:
      description: The size of its volume in GiB.
      type: int
    volume_id:
      description: The id of the volume that it was created from.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage import VOLUME_SNAPSHOT


def main() -> None:
    state_module(VOLUME_SNAPSHOT)


if __name__ == "__main__":
    main()
