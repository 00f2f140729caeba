#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share
short_description: Manage shares of Manila
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, extends, updates and deletes shared file systems of Manila.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the share, or id of an existing one.
    type: str
    required: true
  availability_zone:
    description: Availability zone of a new share.
    type: str
  description:
    description: Description of the share.
    type: str
  is_public:
    description: Whether all projects see the share.
    type: bool
  metadata:
    description:
      - Metadata of the share. Other keys are kept. A key without a value is removed.
      - All values are converted to strings.
    type: dict
  share_network:
    description: Name or id of the share network, for share types with
      C(driver_handles_share_servers). Cannot be changed.
    type: str
  share_protocol:
    description: Protocol of the share, for example V(NFS), V(CIFS) or V(CEPHFS). Required for a new
      share.
    type: str
  share_type:
    description: Name or id of the share type. Defaults to that of the cloud.
    type: str
  size:
    description: Size in GiB. A share is extended in use, and never made smaller. Required for a new
      share.
    type: int
  snapshot:
    description: Name or id of the snapshot to create the share from.
    type: str
seealso:
  - module: multicloud.openstack.share_info
  - module: multicloud.openstack.share_access
  - module: multicloud.openstack.share_network
  - module: multicloud.openstack.share_snapshot
  - module: multicloud.openstack.share_type
"""

EXAMPLES = r"""
- name: Create a share
  multicloud.openstack.share:
    cloud: alpha
    name: homes
    size: 1
    share_protocol: NFS
    share_type: default

- name: Extend it
  multicloud.openstack.share:
    cloud: alpha
    name: homes
    size: 2

- name: Delete the share
  multicloud.openstack.share:
    cloud: alpha
    name: homes
    state: absent
"""

RETURN = r"""
id:
  description: The id of the share.
  returned: success, if it exists
  type: str
share:
  description: The share, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    id:
      description: Its id.
      type: str
    metadata:
      description: Its metadata.
      type: dict
    name:
      description: Its name.
      type: str
    share_protocol:
      description: Its protocol.
      type: str
    share_type:
      description: The id of its share type.
      type: str
    size:
      description: Its size in GiB.
      type: int
    status:
      description: Its status, for example V(available).
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.shares import SHARE


def main() -> None:
    state_module(SHARE)


if __name__ == "__main__":
    main()
