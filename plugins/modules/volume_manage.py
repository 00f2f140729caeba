#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_manage
short_description: Manage volumes that exist on a backend
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Takes a volume that exists on a backend into Cinder, or lets Cinder forget a volume, whose data
    stays on the backend.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the volume in Cinder, or id of an existing one.
    type: str
    required: true
    aliases: [display_name]
  availability_zone:
    description: Availability zone of the volume. Cannot be changed.
    type: str
  bootable:
    description: Whether servers can be started from it. Defaults to V(false) for a new volume.
    type: bool
  description:
    description: Description of the volume.
    type: str
  host:
    description: Backend that the volume is on, as C(host@backend#pool). Required if Cinder does not
      have it yet.
    type: str
  metadata:
    description: Metadata of a new volume. All values are converted to strings.
    type: dict
  state:
    description: V(present) takes the volume into Cinder. V(absent) lets Cinder forget it.
    type: str
    choices: [present, absent]
    default: present
  source_id:
    description: Id of the volume on the backend. Some drivers require it instead of O(source_name).
    type: str
  source_name:
    description: Name of the volume on the backend. This or O(source_id) is required if Cinder does
      not
      have it yet.
    type: str
  volume_type:
    description: Name or id of the volume type. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.volume
"""

EXAMPLES = r"""
- name: Take a volume into Cinder
  multicloud.openstack.volume_manage:
    cloud: alpha-admin
    name: archive
    host: compute1@fake#fake
    source_name: lun-7

- name: Let Cinder forget the volume, and keep its data
  multicloud.openstack.volume_manage:
    cloud: alpha-admin
    name: archive
    state: absent
"""

RETURN = r"""
id:
  description: The id of the volume.
  returned: success, if it exists
  type: str
volume:
  description: The volume, as RV(multicloud.openstack.volume#module:volume).
  returned: success, if it exists
  type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage_admin import VOLUME_MANAGE


def main() -> None:
    state_module(VOLUME_MANAGE)


if __name__ == "__main__":
    main()
