#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: compute_flavor_access_info
short_description: List the projects that can use a private flavor
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the projects that can use a private flavor. All projects can use a public one, so its list
    is empty.
  - Requires an administrator.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  name:
    description: Name or id of the flavor. If it does not exist, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.compute_flavor_access
"""

EXAMPLES = r"""
- name: List the projects that can use a flavor
  multicloud.openstack.compute_flavor_access_info:
    cloud: alpha-admin
    name: shop.large
"""

RETURN = r"""
flavor_accesses:
  description: The projects.
  returned: success
  type: list
  elements: dict
  contains:
    project_id:
      description: The id of the project.
      type: str
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.access import FLAVOR_ACCESSES


def main() -> None:
    info_module(FLAVOR_ACCESSES)


if __name__ == "__main__":
    main()
