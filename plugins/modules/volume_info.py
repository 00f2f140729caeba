#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_info
short_description: List volumes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the volumes of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  all_projects:
    description: Whether to list the volumes of all projects. Requires an administrator account.
    type: bool
  details:
    description: V(false) returns only ids and names.
    type: bool
  status:
    description: Status of the volumes.
    type: str
seealso:
  - module: multicloud.openstack.volume
"""

EXAMPLES = r"""
- name: List all volumes of the project
  multicloud.openstack.volume_info:
    cloud: alpha

- name: List available volumes
  multicloud.openstack.volume_info:
    cloud: alpha
    status: available
  register: free
"""

RETURN = r"""
volumes:
  description: The volumes, each as RV(multicloud.openstack.volume#module:volume).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.storage import VOLUMES


def main() -> None:
    info_module(VOLUMES)


if __name__ == "__main__":
    main()
