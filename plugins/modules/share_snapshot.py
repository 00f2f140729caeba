#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_snapshot
short_description: Manage snapshots of shares
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes snapshots of shares of Manila.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the snapshot, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the snapshot.
    type: str
  share:
    description: Name or id of the share. Required for a new snapshot.
    type: str
seealso:
  - module: multicloud.openstack.share_snapshot_info
  - module: multicloud.openstack.share
"""

EXAMPLES = r"""
- name: Create a share
  multicloud.openstack.share:
    cloud: alpha
    name: projects
    size: 1
    share_protocol: NFS
    share_type: default

- name: Create a snapshot of it
  multicloud.openstack.share_snapshot:
    cloud: alpha
    name: projects-before
    share: projects

- name: Delete the snapshot
  multicloud.openstack.share_snapshot:
    cloud: alpha
    name: projects-before
    state: absent
"""

RETURN = r"""
id:
  description: The id of the snapshot.
  returned: success, if it exists
  type: str
share_snapshot:
  description: The snapshot, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    id:
      description: Its id.
      type: str
    name:
      description: Its name.
      type: str
    share_id:
      description: The id of the share.
      type: str
    size:
      description: Its size in GiB.
      type: int
    status:
      description: Its status, for example V(available).
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.shares import SHARE_SNAPSHOT


def main() -> None:
    state_module(SHARE_SNAPSHOT)


if __name__ == "__main__":
    main()
