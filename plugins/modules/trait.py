#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: trait
short_description: Manage traits of Placement
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates and deletes traits, which hosts can have and flavors can require.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  id:
    description: Name of the trait. It begins with C(CUSTOM_), and has capital letters, digits and
      C(_)
      only.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.trait_info
"""

EXAMPLES = r"""
- name: Create a trait
  multicloud.openstack.trait:
    cloud: alpha-admin
    id: CUSTOM_LICENSED_FOR_WINDOWS

- name: Delete the trait
  multicloud.openstack.trait:
    cloud: alpha-admin
    id: CUSTOM_LICENSED_FOR_WINDOWS
    state: absent
"""

RETURN = r"""
id:
  description: The id of the trait.
  returned: success, if it exists
  type: str
trait:
  description: The trait, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The name of the trait.
      type: str
    name:
      description: The name of the trait.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.hosts import TRAIT


def main() -> None:
    state_module(TRAIT)


if __name__ == "__main__":
    main()
