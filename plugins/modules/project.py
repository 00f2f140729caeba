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
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the project, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the project.
    type: str
  domain:
    description:
      - Name or id of the domain. Cannot be changed.
      - Without it, a new project is created in the domain of the login, and an existing one is
        looked up in all domains.
    type: str
    aliases: [domain_id]
  extra_specs:
    description:
      - Custom properties, which the cloud stores for other programs. Other properties are kept. One
        without a value is removed.
      - C(tags) is a list of all tags of the project.
    type: dict
    aliases: [properties]
  is_enabled:
    description: Whether users can log in to the project. Defaults to V(true) for a new project.
    type: bool
    aliases: [enabled]
seealso:
  - module: multicloud.openstack.project_info
  - module: multicloud.openstack.quota
"""

EXAMPLES = r"""
- name: Create a project
  multicloud.openstack.project:
    cloud: alpha-admin
    name: wiki
    domain: Default
    description: What everybody should know
    extra_specs:
      cost_centre: "4711"
      tags: [internal]

- name: Disable the project
  multicloud.openstack.project:
    cloud: alpha-admin
    name: wiki
    domain: Default
    is_enabled: false

- name: Delete the project
  multicloud.openstack.project:
    cloud: alpha-admin
    name: wiki
    domain: Default
    state: absent
"""

RETURN = r"""
id:
  description: The id of the project.
  returned: success, if it exists
  type: str
project:
  description: The project, with openstacksdk's attribute names and its custom properties; in check
    mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the project.
      type: str
    name:
      description: The name of the project.
      type: str
    description:
      description: Its description.
      type: str
    domain_id:
      description: The id of its domain.
      type: str
      sample: default
    is_domain:
      description: Whether it is also a domain.
      type: bool
    is_enabled:
      description: Whether users can log in to it.
      type: bool
    options:
      description: Options of Keystone for it.
      type: dict
    parent_id:
      description: The id of its parent project or domain.
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
