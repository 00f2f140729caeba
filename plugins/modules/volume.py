#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume
short_description: Manage volumes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes volumes.
  - A volume can be extended, even while it is attached, but not shrunk.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the volume, or id of an existing one.
    type: str
    required: true
    aliases: [display_name]
  availability_zone:
    description: Availability zone. By default, Cinder chooses one. Cannot be changed.
    type: str
  backup:
    description:
      - Name or id of the backup to create a new volume from. Requires Cinder 12.0 (Queens) or
        later.
      - Ignored if the volume exists.
    type: str
  description:
    description: Description of the volume.
    type: str
    aliases: [display_description]
  image:
    description:
      - Name or id of the image to create a new volume from.
      - Ignored if the volume exists.
    type: str
  is_bootable:
    description:
      - Whether servers can boot from the volume. By default, a new volume is bootable if it is
        created from an image, or from a bootable volume or snapshot.
    type: bool
    aliases: [bootable]
  is_multiattach:
    description:
      - Whether the volume can be attached to several servers. Cannot be changed.
      - Cinder 24.0 (2024.1) and later reject V(true) at creation, and require a volume type that
        supports it. See O(volume_type).
    type: bool
  metadata:
    description:
      - Metadata of the volume. Other keys are kept. A key without a value is removed.
      - All values are converted to strings.
    type: dict
  scheduler_hints:
    description: Hints for Cinder's scheduler about where to create a new volume. Ignored if the
      volume exists.
    type: dict
  size:
    description:
      - Size in GiB. It can only grow.
      - Required for a new volume, unless it is created from a snapshot, a backup or a volume, whose
        size it then gets.
    type: int
  snapshot:
    description:
      - Name or id of the snapshot to create a new volume from.
      - Ignored if the volume exists.
    type: str
    aliases: [snapshot_id]
  volume:
    description:
      - Name or id of the volume to create a new volume from.
      - Ignored if the volume exists.
    type: str
  volume_type:
    description:
      - Name or id of the volume type. Defaults to the cloud's default type.
      - Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.volume_info
  - module: multicloud.openstack.volume_backup
  - module: multicloud.openstack.volume_snapshot
  - module: multicloud.openstack.volume_type
"""

EXAMPLES = r"""
- name: Create a volume
  multicloud.openstack.volume:
    cloud: alpha
    name: uploads
    size: 2
    metadata:
      owner: web
  register: made

- name: Extend it, and remove a key of its metadata
  multicloud.openstack.volume:
    cloud: alpha
    name: uploads
    size: 3
    metadata:
      owner:

- name: Create a bootable copy
  multicloud.openstack.volume:
    cloud: alpha
    name: copy
    volume: uploads
    size: 3
    is_bootable: true

- name: Delete both volumes
  multicloud.openstack.volume:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop:
    - copy
    - "{{ made.volume.id }}"
"""

RETURN = r"""
id:
  description: The id of the volume.
  returned: success, if it exists
  type: str

volume:
  description: The volume, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the volume.
      type: str
    name:
      description: The name of the volume.
      type: str
    status:
      description: The status of the volume.
      type: str
      sample: available
    size:
      description: The size in GiB.
      type: int
    attachments:
      description: The servers that it is attached to, with C(server_id) and C(device).
      type: list
      elements: dict
    availability_zone:
      description: The availability zone.
      type: str
    description:
      description: Description of the volume.
      type: str
    is_bootable:
      description: Whether servers can boot from it.
      type: bool
    is_encrypted:
      description: Whether it is encrypted.
      type: bool
    is_multiattach:
      description: Whether it can be attached to several servers.
      type: bool
    metadata:
      description: Its metadata.
      type: dict
    snapshot_id:
      description: The id of the snapshot that it was created from.
      type: str
    source_volume_id:
      description: The id of the volume that it was created from.
      type: str
    volume_image_metadata:
      description: The metadata of the image that it was created from.
      type: dict
    volume_type:
      description: The name of its type.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage import VOLUME


def main() -> None:
    state_module(VOLUME)


if __name__ == "__main__":
    main()
