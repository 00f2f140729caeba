#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_image_metadata
short_description: Manage what volumes say of their image
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Sets and deletes image metadata of a volume, such as the properties that Nova reads when a
    server starts from it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  volume:
    description: Name or id of the volume.
    type: str
    required: true
  image_metadata:
    description: Keys to set or to delete, with their values. Other keys are kept. All values are
      converted to strings.
    type: dict
    required: true
  state:
    description: V(present) sets the keys, V(absent) deletes them.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.volume
"""

EXAMPLES = r"""
- name: Set image metadata of a volume
  multicloud.openstack.volume_image_metadata:
    cloud: alpha
    volume: app-root
    image_metadata:
      hw_qemu_guest_agent: "yes"

- name: Delete it
  multicloud.openstack.volume_image_metadata:
    cloud: alpha
    volume: app-root
    image_metadata:
      hw_qemu_guest_agent:
    state: absent
"""

RETURN = r"""
id:
  description: The id of the volume.
  returned: success
  type: str
volume:
  description: The volume, as RV(multicloud.openstack.volume#module:volume).
  returned: success
  type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage_admin import VOLUME_IMAGE_METADATA


def main() -> None:
    state_module(VOLUME_IMAGE_METADATA)


if __name__ == "__main__":
    main()
