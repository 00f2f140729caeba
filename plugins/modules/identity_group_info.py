#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_group_info
short_description: List groups of users
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all groups, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  domain:
    description: Name or id of the domain whose groups are listed. If none matches, the list is
      empty.
    type: str
seealso:
  - module: multicloud.openstack.identity_group
"""

EXAMPLES = r"""
- name: List all groups
  multicloud.openstack.identity_group_info:
    cloud: alpha-admin

- name: List one group
  multicloud.openstack.identity_group_info:
    cloud: alpha-admin
    name: editors
    domain: Default
"""

RETURN = r"""
groups:
  description: The groups, each as RV(multicloud.openstack.identity_group#module:group).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.accounts import GROUPS


def main() -> None:
    info_module(GROUPS)


if __name__ == "__main__":
    main()
