#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_type_access
short_description: Manage access to private volume types
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Allows projects to use a private volume type, and revokes it.
  - Requires an administrator account.
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
  name:
    description: Name or id of the private volume type.
    type: str
    required: true
  project:
    description: Name or id of the project.
    type: str
    required: true
  project_domain:
    description: Name or id of the domain of the project, if other domains have a project of the
      same
      name.
    type: str
  state:
    description: Whether the project can use the volume type.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.volume_type
"""

EXAMPLES = r"""
- name: Let a project use the volume type
  multicloud.openstack.volume_type_access:
    cloud: alpha-admin
    name: reserved
    project: shop

- name: Revoke the access
  multicloud.openstack.volume_type_access:
    cloud: alpha-admin
    name: reserved
    project: shop
    state: absent
"""

RETURN = r"""
volume_type:
  description: The volume type, as RV(multicloud.openstack.volume_type#module:volume_type).
  returned: success, if it exists
  type: dict
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.specs.access import VOLUME_TYPE_ACCESS, access


def main() -> None:
    run_module({**WAIT, **STATE, **VOLUME_TYPE_ACCESS.arguments()},
               access(VOLUME_TYPE_ACCESS, "volume_type"), VOLUME_TYPE_ACCESS.role)


if __name__ == "__main__":
    main()
