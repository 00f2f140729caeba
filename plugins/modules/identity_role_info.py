#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_role_info
short_description: List roles
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all roles, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  domain:
    description: Name or id of the domain whose roles are listed. Defaults to the roles for all
      domains. If no domain matches, the list is empty.
    type: str
    aliases: [domain_id]
seealso:
  - module: multicloud.openstack.identity_role
"""

EXAMPLES = r"""
- name: List all roles
  multicloud.openstack.identity_role_info:
    cloud: alpha-admin

- name: List one role
  multicloud.openstack.identity_role_info:
    cloud: alpha-admin
    name: reader
"""

RETURN = r"""
roles:
  description: The roles, each as RV(multicloud.openstack.identity_role#module:role).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.accounts import ROLES


def main() -> None:
    info_module(ROLES)


if __name__ == "__main__":
    main()
