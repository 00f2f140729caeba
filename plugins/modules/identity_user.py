#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_user
short_description: Manage users
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes users of Keystone.
  - Requires an administrator account.
  - The password is neither in the result nor in the diff.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the user, or id of an existing one.
    type: str
    required: true
  default_project:
    description: Name or id of the project that the user logs in to by default. A name is looked up
      in O(domain), if you set that. The option grants no role.
    type: str
  description:
    description: Description of the user.
    type: str
  domain:
    description:
      - Name or id of the domain of the user. Cannot be changed.
      - By default, a new user is created in the domain of the login, and an existing one is looked
        up in all domains.
    type: str
    aliases: [domain_id]
  email:
    description: Email address of the user.
    type: str
  is_enabled:
    description: Whether the user can log in. Defaults to V(true) for a new user.
    type: bool
    aliases: [enabled]
  password:
    description: Password of the user. Without it, a new user cannot log in with a password.
    type: str
  update_password:
    description:
      - V(on_create) sets the password of new users only.
      - V(always) also sets it for existing users who have another one. As nobody can read a
        password, the module tries to log in with it. Keystone counts a failed attempt, which
        matters if it locks out users after one. The password of a disabled user, which cannot be
        tried, is set in each run.
    type: str
    choices: [always, on_create]
    default: on_create
seealso:
  - module: multicloud.openstack.identity_user_info
  - module: multicloud.openstack.group_assignment
  - module: multicloud.openstack.role_assignment
"""

EXAMPLES = r"""
- name: Create a user
  multicloud.openstack.identity_user:
    cloud: alpha-admin
    name: maria
    domain: Default
    email: maria@example.com
    default_project: shop
    password: "{{ maria_password }}"

- name: Set the password, if it is another one
  multicloud.openstack.identity_user:
    cloud: alpha-admin
    name: maria
    domain: Default
    password: "{{ maria_password }}"
    update_password: always

- name: Disable the user
  multicloud.openstack.identity_user:
    cloud: alpha-admin
    name: maria
    domain: Default
    is_enabled: false

- name: Delete the user
  multicloud.openstack.identity_user:
    cloud: alpha-admin
    name: maria
    domain: Default
    state: absent
"""

RETURN = r"""
id:
  description: The id of the user.
  returned: success, if it exists
  type: str
user:
  description: The user, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the user.
      type: str
    name:
      description: The name of the user.
      type: str
    default_project_id:
      description: The id of the default project.
      type: str
    description:
      description: Its description.
      type: str
    domain_id:
      description: The id of its domain.
      type: str
      sample: default
    email:
      description: Its email address.
      type: str
    federated:
      description: The identity providers that the user logs in with.
      type: list
      elements: dict
    is_enabled:
      description: Whether the user can log in.
      type: bool
    links:
      description: The links to it.
      type: dict
    options:
      description: Options of Keystone for it.
      type: dict
    password_expires_at:
      description: When the password expires, in UTC; V(null) for never.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.accounts import USER


def main() -> None:
    state_module(USER)


if __name__ == "__main__":
    main()
