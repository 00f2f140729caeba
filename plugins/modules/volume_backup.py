#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_backup
short_description: Manage volume backups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes backups of volumes.
  - Requires Cinder's backup service.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the backup, or id of an existing one.
    type: str
    required: true
    aliases: [display_name]
  description:
    description: Description of the backup.
    type: str
    aliases: [display_description]
  force:
    description: Whether to create a new backup even while the volume is attached to a server.
    type: bool
  is_incremental:
    description:
      - Whether a new backup contains only changes since the last one. By default, it is a full
        backup.
      - Cannot be changed.
    type: bool
    aliases: [incremental]
  metadata:
    description:
      - Metadata of the backup. Other keys are kept. A key without a value is removed.
      - All values are converted to strings.
    type: dict
  snapshot:
    description:
      - Name or id of the snapshot to create a new backup from.
      - Ignored if the backup exists.
    type: str
  volume:
    description:
      - Name or id of the volume. Required for a new backup. Cannot be changed.
      - Omit it for a backup whose volume no longer exists.
    type: str
seealso:
  - module: multicloud.openstack.volume_backup_info
  - module: multicloud.openstack.volume
  - module: multicloud.openstack.volume_snapshot
"""

EXAMPLES = r"""
- name: Create a full backup
  multicloud.openstack.volume_backup:
    cloud: alpha
    name: nightly
    volume: data
    force: true

- name: Create an incremental backup
  multicloud.openstack.volume_backup:
    cloud: alpha
    name: hourly
    volume: data
    is_incremental: true
    force: true

- name: Delete both backups
  multicloud.openstack.volume_backup:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [hourly, nightly]
"""

RETURN = r"""
id:
  description: The id of the backup.
  returned: success, if it exists
  type: str

backup:
  description: The same as RV(volume_backup).
  returned: success, if it exists
  type: dict
volume_backup:
  description: The backup, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the backup.
      type: str
    name:
      description: The name of the backup.
      type: str
    status:
      description: The status of the backup.
      type: str
      sample: available
    availability_zone:
      description: The availability zone of the backup.
      type: str
    container:
      description: The container of its data.
      type: str
    created_at:
      description: When it was created.
      type: str
    data_timestamp:
      description: The time of its data.
      type: str
    description:
      description: Description of the backup.
      type: str
    fail_reason:
      description: Why it failed.
      type: str
    has_dependent_backups:
      description: Whether other backups depend on it.
      type: bool
    is_incremental:
      description: Whether it contains only changes since the previous backup.
      type: bool
    metadata:
      description: Its metadata.
      type: dict
    object_count:
      description: The number of objects in its container.
      type: int
    size:
      description: The size of its volume in GiB.
      type: int
    snapshot_id:
      description: The id of the snapshot that it was created from.
      type: str
    volume_id:
      description: The id of the volume that it was created from.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage import VOLUME_BACKUP


def main() -> None:
    state_module(VOLUME_BACKUP)


if __name__ == "__main__":
    main()
