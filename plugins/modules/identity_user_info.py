#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_user_info
short_description: List users
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all users, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  domain:
    description: Name or id of the domain whose users are listed. If none matches, the list is
      empty.
    type: str
seealso:
  - module: multicloud.openstack.identity_user
"""

EXAMPLES = r"""
- name: List all users of a domain
  multicloud.openstack.identity_user_info:
    cloud: alpha-admin
    domain: Default

- name: List one user
  multicloud.openstack.identity_user_info:
    cloud: alpha-admin
    name: anna
    domain: Default
  register: anna

- name: List disabled users
  multicloud.openstack.identity_user_info:
    cloud: alpha-admin
    filters:
      is_enabled: false
"""

RETURN = r"""
users:
  description: The users, each as RV(multicloud.openstack.identity_user#module:user).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.accounts import USERS


def main() -> None:
    info_module(USERS)


if __name__ == "__main__":
    main()
