#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_domain
short_description: Manage domains
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes domains of Keystone.
  - Requires an administrator account.
  - B(Deleting a domain deletes all its projects, users and groups.) Keystone only deletes disabled
    domains, so the module disables it first.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the domain, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the domain.
    type: str
  is_enabled:
    description: Whether users of the domain can log in. Defaults to V(true) for a new domain.
    type: bool
    aliases: [enabled]
seealso:
  - module: multicloud.openstack.identity_domain_info
  - module: multicloud.openstack.project
"""

EXAMPLES = r"""
- name: Create a domain
  multicloud.openstack.identity_domain:
    cloud: alpha-admin
    name: customers
    description: Projects of customers

- name: Disable the domain
  multicloud.openstack.identity_domain:
    cloud: alpha-admin
    name: customers
    is_enabled: false

- name: Delete the domain, with all that is in it
  multicloud.openstack.identity_domain:
    cloud: alpha-admin
    name: customers
    state: absent
"""

RETURN = r"""
id:
  description: The id of the domain.
  returned: success, if it exists
  type: str
domain:
  description: The domain, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the domain.
      type: str
    name:
      description: The name of the domain.
      type: str
    description:
      description: Its description.
      type: str
    is_enabled:
      description: Whether its users can log in.
      type: bool
    links:
      description: The links to it.
      type: dict
    options:
      description: Options of Keystone for it.
      type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.identity import DOMAIN


def main() -> None:
    state_module(DOMAIN)


if __name__ == "__main__":
    main()
