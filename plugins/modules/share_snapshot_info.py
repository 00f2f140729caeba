#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_snapshot_info
short_description: List snapshots of shares
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the snapshots of the project's shares, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the snapshot to list. If none matches, the list is empty. Defaults to
      all.
    type: str
  share:
    description: Name or id of the share whose snapshots are listed.
    type: str
seealso:
  - module: multicloud.openstack.share_snapshot
"""

EXAMPLES = r"""
- name: List all snapshots of shares
  multicloud.openstack.share_snapshot_info:
    cloud: alpha

- name: List those of one share
  multicloud.openstack.share_snapshot_info:
    cloud: alpha
    share: projects
"""

RETURN = r"""
share_snapshots:
  description: The snapshots, each as
    RV(multicloud.openstack.share_snapshot#module:share_snapshot).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.shares import SHARE_SNAPSHOTS


def main() -> None:
    info_module(SHARE_SNAPSHOTS)


if __name__ == "__main__":
    main()
