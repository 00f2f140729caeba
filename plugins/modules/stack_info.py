#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_info
short_description: List stacks of Heat
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the stacks of the project with their outputs and parameters, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the stack to list. If none matches, the list is empty. Defaults to
      all.
    type: str
  owner:
    description: Name or id of the stack that the stacks are nested in.
    type: str
    aliases: [owner_id]
  project:
    description: Name or id of the project. Requires an administrator account.
    type: str
    aliases: [project_id]
  status:
    description: Lists only stacks with this status, for example V(COMPLETE).
    type: str
seealso:
  - module: multicloud.openstack.stack
"""

EXAMPLES = r"""
- name: List all stacks
  multicloud.openstack.stack_info:
    cloud: alpha

- name: Get the outputs of one
  multicloud.openstack.stack_info:
    cloud: alpha
    name: random
  register: random
"""

RETURN = r"""
stacks:
  description: The stacks, each as RV(multicloud.openstack.stack#module:stack).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.stacks import STACKS


def main() -> None:
    info_module(STACKS)


if __name__ == "__main__":
    main()
