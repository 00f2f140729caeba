#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keypair_info
short_description: List keypairs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the keypairs of the user, or only those that match. Private keys are never shown.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name of the keypair to list. If none matches, the list is empty. Defaults to all.
    type: str
  user_id:
    description: Id of another user, whose keypairs are listed. Requires an administrator account.
    type: str
  limit:
    description: Maximum number of keypairs to list.
    type: int
  marker:
    description: List keypairs after the one with this name. Keypairs are sorted by name.
    type: str
seealso:
  - module: multicloud.openstack.keypair
"""

EXAMPLES = r"""
- name: List all keypairs
  multicloud.openstack.keypair_info:
    cloud: alpha

- name: List one keypair
  multicloud.openstack.keypair_info:
    cloud: alpha
    name: deploy
  register: deploy
"""

RETURN = r"""
keypairs:
  description: The keypairs, each as RV(multicloud.openstack.keypair#module:keypair).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.compute import KEYPAIRS


def main() -> None:
    info_module(KEYPAIRS)


if __name__ == "__main__":
    main()
