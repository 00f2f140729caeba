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
  - A volume can be extended, also while it is attached, but not shrunk.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the volume, or the id of an existing one.
    type: str
    required: true
    aliases: [display_name]
  availability_zone:
    description: The availability zone; without it, Cinder chooses. It cannot be changed.
    type: str
  backup:
    description:
      - The backup that a new volume is created from, by name or id. Needs Cinder 12.0 (Queens) or
        later.
      - It is ignored if the volume exists.
    type: str
  description:
    description: Description of the volume.
    type: str
    aliases: [display_description]
  image:
    description:
      - The image that a new volume is created from, by name or id.
      - It is ignored if the volume exists.
    type: str
  is_bootable:
    description:
      - Whether servers can be started from the volume. Without it, a new one can if it is made of
        an image, or of a volume or snapshot that can.
    type: bool
    aliases: [bootable]
  is_multiattach:
    description:
      - Whether the volume can be attached to several servers. It cannot be changed.
      - Cinder 24.0 (2024.1) and later refuse V(true) at creation and want a type of volumes for it,
        see O(volume_type).
    type: bool
  metadata:
    description:
      - Metadata of the volume. Other keys are kept. A key without a value is removed.
      - All values are converted to strings.
    type: dict
  scheduler_hints:
    description: Hints about where a new volume is created. They are ignored if it exists.
    type: dict
  size:
    description:
      - The size in GiB. It can only grow.
      - A new volume needs it, unless it is made of a snapshot, a backup or a volume, whose size it
        gets.
    type: int
  snapshot:
    description:
      - The snapshot that a new volume is created from, by name or id.
      - It is ignored if the volume exists.
    type: str
    aliases: [snapshot_id]
  volume:
    description:
      - The volume that a new volume is created from, by name or id.
      - It is ignored if the volume exists.
    type: str
  volume_type:
    description:
      - The type of the volume, by name or id; without it, the cloud's default.
      - It cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.volume_info
  - module: multicloud.openstack.volume_backup
  - module: multicloud.openstack.volume_snapshot
  - module: multicloud.openstack.volume_type
"""

EXAMPLES = r"""
- name: A volume
  multicloud.openstack.volume:
    cloud: alpha
    name: uploads
    size: 2
    metadata:
      owner: web
  register: made

- name: Let it grow, and take a key of its metadata away
  multicloud.openstack.volume:
    cloud: alpha
    name: uploads
    size: 3
    metadata:
      owner:

- name: A copy that servers can be started from
  multicloud.openstack.volume:
    cloud: alpha
    name: copy
    volume: uploads
    size: 3
    is_bootable: true

- name: Delete both
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
  description: The volume, with openstacksdk's attribute names. In check mode, as far as known.
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
      description: Whether servers can be started from it.
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
      description: The snapshot that it was created from.
      type: str
    source_volume_id:
      description: The volume that it was created from.
      type: str
    volume_image_metadata:
      description: What is known of the image that it was created from.
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
