#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_network_info
short_description: List share networks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the share networks of the project, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the share network to list. If none matches, the list is empty.
      Defaults to all.
    type: str
  all_projects:
    description: Whether to list those of all projects. Requires an administrator account.
    type: bool
seealso:
  - module: multicloud.openstack.share_network
"""

EXAMPLES = r"""
- name: List all share networks
  multicloud.openstack.share_network_info:
    cloud: alpha
"""

RETURN = r"""
share_networks:
  description: The share networks, each as
    RV(multicloud.openstack.share_network#module:share_network).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.shares import SHARE_NETWORKS


def main() -> None:
    info_module(SHARE_NETWORKS)


if __name__ == "__main__":
    main()
