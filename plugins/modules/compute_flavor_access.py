#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: compute_flavor_access
short_description: Manage access to private flavors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Allows projects to use a private flavor, and revokes it.
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
    description: Name or id of the private flavor.
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
    description: Whether the project can use the flavor.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.compute_flavor_access_info
  - module: multicloud.openstack.compute_flavor
"""

EXAMPLES = r"""
- name: Let a project use the flavor
  multicloud.openstack.compute_flavor_access:
    cloud: alpha-admin
    name: reserved
    project: shop

- name: Revoke the access
  multicloud.openstack.compute_flavor_access:
    cloud: alpha-admin
    name: reserved
    project: shop
    state: absent
"""

RETURN = r"""
flavor:
  description: The flavor, as RV(multicloud.openstack.compute_flavor#module:flavor).
  returned: success, if it exists
  type: dict
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.specs.access import FLAVOR_ACCESS, access


def main() -> None:
    run_module({**WAIT, **STATE, **FLAVOR_ACCESS.arguments()},
               access(FLAVOR_ACCESS, "flavor"), FLAVOR_ACCESS.role)


if __name__ == "__main__":
    main()
