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
  - Lists all projects, or only those that match.
  - Requires an administrator account. With other accounts, most clouds show only projects that you
    can log in to, and only by their ids.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  domain:
    description: Name or id of the domain whose projects are listed. If none matches, the list is
      empty.
    type: str
seealso:
  - module: multicloud.openstack.project
"""

EXAMPLES = r"""
- name: List all projects
  multicloud.openstack.project_info:
    cloud: alpha-admin

- name: List one project
  multicloud.openstack.project_info:
    cloud: alpha-admin
    name: shop
    domain: Default
  register: shop

- name: List disabled projects
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
