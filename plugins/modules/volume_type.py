#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_type
short_description: Manage volume types
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes volume types.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the type, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the type.
    type: str
  extra_specs:
    description:
      - Properties of volumes of this type. Other keys are kept. A key without a value is removed.
      - All values are converted to strings.
    type: dict
  is_public:
    description:
      - Whether all projects can use the type. Defaults to V(true) for a new type.
      - Cannot be changed.
    type: bool
seealso:
  - module: multicloud.openstack.volume_type_info
  - module: multicloud.openstack.volume
"""

EXAMPLES = r"""
- name: Create a volume type
  multicloud.openstack.volume_type:
    cloud: alpha-admin
    name: fast
    description: On flash
    extra_specs:
      volume_backend_name: flash

- name: Remove an extra spec
  multicloud.openstack.volume_type:
    cloud: alpha-admin
    name: fast
    extra_specs:
      volume_backend_name:

- name: Delete the volume type
  multicloud.openstack.volume_type:
    cloud: alpha-admin
    name: fast
    state: absent
"""

RETURN = r"""
id:
  description: The id of the type.
  returned: success, if it exists
  type: str

volume_type:
  description: The type, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the type.
      type: str
    name:
      description: The name of the type.
      type: str
    description:
      description: Description of the type.
      type: str
    extra_specs:
      description: The properties of volumes of this type.
      type: dict
    is_public:
      description: Whether all projects can use it.
      type: bool
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.storage import VOLUME_TYPE


def main() -> None:
    state_module(VOLUME_TYPE)


if __name__ == "__main__":
    main()
