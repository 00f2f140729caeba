#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: trust
short_description: Manage trusts
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates and deletes trusts of the user who logs in, the trustor. With a trust, another user, the
    trustee, can log in with some of the trustor's roles on one project.
  - A trust has no name. The module finds it by O(trustee), O(project), and, if you set them,
    O(roles) and O(is_impersonation). Expired and used up trusts are ignored.
  - Keystone does not let you manage trusts with an application credential.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  trustee:
    description: Name or id of the user who can use the trust. To use a name, you need an
      administrator account.
    type: str
    required: true
  allow_redelegation:
    description: Whether the trustee can create further trusts with it. Cannot be changed. Defaults
      to V(false) for a new trust.
    type: bool
  expires_at:
    description: When it expires, in UTC, such as V(2030-01-31T12:00:00). Cannot be changed.
      Defaults to never for a new trust.
    type: str
  is_impersonation:
    description: Whether tokens of the trustee show the trustor as their user. Defaults to V(false)
      for a new trust.
    type: bool
    aliases: [impersonation]
  project:
    description: Name or id of the project. Defaults to the project of the login.
    type: str
  redelegation_count:
    description: How often the trust can be redelegated. Cannot be changed.
    type: int
  remaining_uses:
    description: How many tokens the trustee can get with a new trust. Defaults to no limit.
    type: int
  roles:
    description: Names or ids of all the roles of the trust. Required for a new trust.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.application_credential
  - module: multicloud.openstack.trust_info
"""

EXAMPLES = r"""
- name: Find a user
  multicloud.openstack.identity_user_info:
    cloud: alpha-admin
    name: anna
    domain: Default
  register: anna

- name: Let the user work in your project
  multicloud.openstack.trust:
    cloud: alpha
    trustee: "{{ anna.users[0].id }}"
    roles: [member]
    expires_at: "2099-12-31T23:59:59"
  register: result

- name: Delete the trust
  multicloud.openstack.trust:
    cloud: alpha
    trustee: "{{ anna.users[0].id }}"
    state: absent
"""

RETURN = r"""
id:
  description: The id of the trust.
  returned: success, if it exists
  type: str
trust:
  description: The trust, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the trust.
      type: str
    name:
      description: Always V(null), because trusts have no names.
      type: str
    allow_redelegation:
      description: Whether the trustee can create further trusts.
      type: bool
    expires_at:
      description: When it expires, in UTC; V(null) for never.
      type: str
    is_impersonation:
      description: Whether tokens show the trustor as their user.
      type: bool
    links:
      description: The links to it.
      type: dict
    project_id:
      description: The id of the project.
      type: str
    redelegated_trust_id:
      description: The id of the trust that it was created with.
      type: str
    redelegation_count:
      description: How often it can be redelegated.
      type: int
    remaining_uses:
      description: How many more tokens the trustee can get; V(null) for no limit.
      type: int
    role_links:
      description: The links to the roles.
      type: dict
    roles:
      description: The roles, with their names and ids.
      type: list
      elements: dict
    trustee_user_id:
      description: The id of the trustee.
      type: str
    trustor_user_id:
      description: The id of the trustor.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.delegation import TRUST


def main() -> None:
    state_module(TRUST)


if __name__ == "__main__":
    main()
