#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: project_info
short_description: List projects
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all projects, or those that match.
  - Requires an administrator's account. With another account, most clouds show a project only to
    those who may log in to it, and only by its id.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  domain:
    description: The domain, by name or id, whose projects are shown. If there is none, the list is
      empty.
    type: str
seealso:
  - module: multicloud.openstack.project
"""

EXAMPLES = r"""
- name: All projects
  multicloud.openstack.project_info:
    cloud: alpha-admin

- name: One project
  multicloud.openstack.project_info:
    cloud: alpha-admin
    name: shop
    domain: Default
  register: shop

- name: Those that nobody can log in to
  multicloud.openstack.project_info:
    cloud: alpha-admin
    filters:
      is_enabled: false
"""

RETURN = r"""
projects:
  description: The projects, each as RV(multicloud.openstack.project#module:project).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.identity import PROJECTS


def main() -> None:
    info_module(PROJECTS)


if __name__ == "__main__":
    main()
