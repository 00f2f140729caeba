#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_retype
short_description: Change the type of volumes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Changes the type of an existing volume, which can move its data to another backend.
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
    aliases: [name]
  migration_policy:
    description: Whether to move the data to another backend if the new type requires it
      (V(on-demand)), or to fail then (V(never)).
    type: str
    choices: [never, on-demand]
    default: never
  new_type:
    description: Name or id of the volume type.
    type: str
    required: true
  timeout:
    description: How many seconds to wait, and to retry requests that a cloud refuses for now.
    type: float
    default: 600.0
seealso:
  - module: multicloud.openstack.volume
  - module: multicloud.openstack.volume_type
"""

EXAMPLES = r"""
- name: Change the type of a volume
  multicloud.openstack.volume_retype:
    cloud: alpha
    volume: data
    new_type: __DEFAULT__

- name: Change the type, and move the data if necessary
  multicloud.openstack.volume_retype:
    cloud: alpha
    volume: data
    new_type: __DEFAULT__
    migration_policy: on-demand
    timeout: 1800
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
from ..module_utils._resource.specs.storage_admin import VOLUME_RETYPE


def main() -> None:
    state_module(VOLUME_RETYPE, lasting=True)


if __name__ == "__main__":
    main()
