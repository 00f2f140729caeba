#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_type_info
short_description: List volume types
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the volume types that the project can use, or one type by name or id.
  - With O(name), more attributes are returned.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.volume_type
"""

EXAMPLES = r"""
- name: List all volume types
  multicloud.openstack.volume_type_info:
    cloud: alpha

- name: Show one volume type, with its encryption
  multicloud.openstack.volume_type_info:
    cloud: alpha-admin
    name: __DEFAULT__
  register: type
"""

RETURN = r"""
volume_types:
  description: The types, each as RV(multicloud.openstack.volume_type#module:volume_type).
  returned: success
  type: list
  elements: dict
volume_type:
  description: The first of RV(volume_types).
  returned: with O(name), if it exists
  type: dict
encryption:
  description: The encryption of its volumes, as
    RV(multicloud.openstack.volume_type_encryption#module:encryption). All values are null if they
    are not encrypted.
  returned: with O(name), if it exists and the account can see this, as an administrator's can
  type: dict
access_project_ids:
  description: The ids of the projects that can use it, or null if all can.
  returned: with O(name), if it exists and the account can see this, as an administrator's can
  type: list
  elements: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.storage import VOLUME_TYPES, types


def main() -> None:
    run_module({**WAIT, **VOLUME_TYPES.arguments()}, types)


if __name__ == "__main__":
    main()
