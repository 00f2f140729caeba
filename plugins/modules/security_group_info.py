#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: security_group_info
short_description: List security groups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the security groups that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  any_tags:
    description: Groups with at least one of these tags.
    type: list
    elements: str
  description:
    description: Description of the group.
    type: str
  not_any_tags:
    description: Groups with none of these tags.
    type: list
    elements: str
  not_tags:
    description: Groups without at least one of these tags.
    type: list
    elements: str
  project_id:
    description: Id of the project of the groups.
    type: str
  revision_number:
    description: Revision number of the group.
    type: int
  tags:
    description: Groups with all of these tags.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.security_group
"""

EXAMPLES = r"""
- name: List all security groups
  multicloud.openstack.security_group_info:
    cloud: alpha

- name: List one security group, with its rules
  multicloud.openstack.security_group_info:
    cloud: alpha
    name: web
  register: web
"""

RETURN = r"""
security_groups:
  description: The security groups, each as
    RV(multicloud.openstack.security_group#module:security_group).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.security import SECURITY_GROUPS


def main() -> None:
    info_module(SECURITY_GROUPS)


if __name__ == "__main__":
    main()
