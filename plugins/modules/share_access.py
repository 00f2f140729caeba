#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_access
short_description: Manage access to shares
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Allows hosts or users to mount a share of Manila, and revokes it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  access_level:
    description: Whether the share can be written. To change it, the rule is recreated, which
      interrupts the access.
    type: str
    choices: [ro, rw]
  access_to:
    description: Who gets access, for example an address or CIDR, or the name of a user, as
      O(access_type) says.
    type: str
    required: true
  access_type:
    description: What O(access_to) is.
    type: str
    required: true
    choices: [cephx, cert, ip, user]
  share:
    description: Name or id of the share. With O(state=absent), it need not exist.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.share_access_info
  - module: multicloud.openstack.share
"""

EXAMPLES = r"""
- name: Create a share
  multicloud.openstack.share:
    cloud: alpha
    name: media
    size: 1
    share_protocol: NFS
    share_type: default

- name: Let a network read it
  multicloud.openstack.share_access:
    cloud: alpha
    share: media
    access_type: ip
    access_to: 192.0.2.0/24
    access_level: ro

- name: Revoke the access
  multicloud.openstack.share_access:
    cloud: alpha
    share: media
    access_type: ip
    access_to: 192.0.2.0/24
    state: absent

- name: Delete the share
  multicloud.openstack.share:
    cloud: alpha
    name: media
    state: absent
"""

RETURN = r"""
id:
  description: The id of the access rule.
  returned: success, if it exists
  type: str
share_access:
  description: The access rule, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    access_level:
      description: V(ro) or V(rw).
      type: str
    access_to:
      description: Who has access.
      type: str
    access_type:
      description: What that is.
      type: str
    id:
      description: The id.
      type: str
    share_id:
      description: The id of the share.
      type: str
    state:
      description: Its state, for example V(active).
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.shares import SHARE_ACCESS


def main() -> None:
    state_module(SHARE_ACCESS)


if __name__ == "__main__":
    main()
