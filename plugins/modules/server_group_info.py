#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_group_info
short_description: List server groups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the server groups of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.server_group
"""

EXAMPLES = r"""
- name: List all server groups
  multicloud.openstack.server_group_info:
    cloud: alpha

- name: List server groups by name
  multicloud.openstack.server_group_info:
    cloud: alpha
    name: apart
  register: apart
"""

RETURN = r"""
server_groups:
  description: The server groups, each as
    RV(multicloud.openstack.server_group#module:server_group).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.compute import SERVER_GROUPS


def main() -> None:
    info_module(SERVER_GROUPS)


if __name__ == "__main__":
    main()
