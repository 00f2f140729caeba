#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: project
short_description: Manage projects
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes projects.
  - Requires an administrator's account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the project, or the id of one that is there.
    type: str
    required: true
  description:
    description: A text about the project.
    type: str
  domain:
    description:
      - The domain that it belongs to, by name or id. It cannot be changed.
      - Without it, a new project is made in the domain of the login, and a project of this name is
        looked for in all domains.
    type: str
    aliases: [domain_id]
  extra_specs:
    description:
      - Properties that the cloud keeps for others. Those that are not named are left alone, one
        without a value is taken away.
      - C(tags) among them is a list, the tags of the project as a whole.
    type: dict
    aliases: [properties]
  is_enabled:
    description: Whether anybody may log in to it. Without it, a new project is enabled.
    type: bool
    aliases: [enabled]
seealso:
  - module: multicloud.openstack.project_info
  - module: multicloud.openstack.quota
"""

EXAMPLES = r"""
- name: A project
  multicloud.openstack.project:
    cloud: alpha-admin
    name: wiki
    domain: Default
    description: What everybody should know
    extra_specs:
      cost_centre: "4711"
      tags: [internal]

- name: Lock it
  multicloud.openstack.project:
    cloud: alpha-admin
    name: wiki
    domain: Default
    is_enabled: false

- name: Delete it
  multicloud.openstack.project:
    cloud: alpha-admin
    name: wiki
    domain: Default
    state: absent
"""

RETURN = r"""
id:
  description: The id of the project.
  returned: success, if it is there
  type: str
project:
  description: The project, by openstacksdk's names, and its properties beside them; in check mode
    what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The id of the project.
      type: str
    name:
      description: The name of the project.
      type: str
    description:
      description: The text about it.
      type: str
    domain_id:
      description: The domain that it belongs to.
      type: str
      sample: default
    is_domain:
      description: Whether it is a domain as well.
      type: bool
    is_enabled:
      description: Whether anybody may log in to it.
      type: bool
    options:
      description: What keystone does in another way for it.
      type: dict
    parent_id:
      description: The project or domain that it lies in.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.identity import PROJECT


def main() -> None:
    state_module(PROJECT)


if __name__ == "__main__":
    main()
