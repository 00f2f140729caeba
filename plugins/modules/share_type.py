#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_type
short_description: Manage share types of Manila
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes share types of Manila.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name or id of the share type. A new one gets this name.
    type: str
    required: true
  description:
    description: Description of the share type.
    type: str
  driver_handles_share_servers:
    description:
      - Whether the driver creates a share server for each share network. New share types get
        V(true) if it is not set.
    type: bool
  extra_specs:
    description:
      - Extra specifications to set. Others stay. A key without a value is deleted.
    type: dict
  is_public:
    description: Whether all projects may use it. New share types get V(true) if it is not set.
    type: bool
seealso:
  - module: multicloud.openstack.share_type_info
"""

EXAMPLES = r"""
- name: Create a share type
  multicloud.openstack.share_type:
    cloud: alpha-admin
    name: fast
    driver_handles_share_servers: false
    extra_specs:
      snapshot_support: true

- name: Delete the share type
  multicloud.openstack.share_type:
    cloud: alpha-admin
    name: fast
    state: absent
"""

RETURN = r"""
id:
  description: The id of the share type.
  returned: success, if it exists
  type: str
share_type:
  description: The share type, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    extra_specs:
      description: Its extra specifications, with C(driver_handles_share_servers).
      type: dict
    id:
      description: Its id.
      type: str
    is_default:
      description: Whether it is the default for new shares.
      type: bool
    is_public:
      description: Whether all projects may use it.
      type: bool
    name:
      description: Its name.
      type: str
    required_extra_specs:
      description: The extra specifications that each share type has.
      type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.shares import SHARE_TYPE


def main() -> None:
    state_module(SHARE_TYPE)


if __name__ == "__main__":
    main()
