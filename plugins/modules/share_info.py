#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_info
short_description: List shares of Manila
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the shares of the project, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the share to list. If none matches, the list is empty. Defaults to
      all.
    type: str
  all_projects:
    description: Whether to list the shares of all projects. Requires an administrator account.
    type: bool
  share_type:
    description: Name or id of the share type of the shares to list.
    type: str
  status:
    description: Lists only shares with this status.
    type: str
seealso:
  - module: multicloud.openstack.share
"""

EXAMPLES = r"""
- name: List all shares
  multicloud.openstack.share_info:
    cloud: alpha

- name: List shares that failed
  multicloud.openstack.share_info:
    cloud: alpha
    status: error
"""

RETURN = r"""
shares:
  description: The shares, each as RV(multicloud.openstack.share#module:share).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.shares import SHARES


def main() -> None:
    info_module(SHARES)


if __name__ == "__main__":
    main()
