#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_deploy_template
short_description: Manage deploy templates of bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes deploy templates of Ironic, which are steps to deploy nodes that
    have a trait.
  - Requires an administrator account. Most clouds require a login with the C(system_scope) V(all).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the template, which is a trait, for example V(CUSTOM_RAID1), or id of an
      existing one. With O(id), an existing template gets this name.
    type: str
  extra:
    description: Arbitrary keys and values. Others stay. A key without a value is deleted.
    type: dict
  id:
    description: Id of the template. A new one gets this id, or a random one.
    type: str
    aliases: [uuid]
  steps:
    description: All its steps, each with C(interface), C(step), C(priority) and C(args). A new
      template needs some.
    type: list
    elements: dict
seealso:
  - module: multicloud.openstack.baremetal_deploy_template_info
  - module: multicloud.openstack.baremetal_node
"""

EXAMPLES = r"""
- name: Create a deploy template
  multicloud.openstack.baremetal_deploy_template:
    cloud: alpha-system
    name: CUSTOM_RAID1
    steps:
      - interface: raid
        step: apply_configuration
        priority: 80
        args:
          raid_config:
            logical_disks:
              - size_gb: MAX
                raid_level: "1"

- name: Delete the deploy template
  multicloud.openstack.baremetal_deploy_template:
    cloud: alpha-system
    name: CUSTOM_RAID1
    state: absent
"""

RETURN = r"""
id:
  description: The id of the template.
  returned: success, if it exists
  type: str
template:
  description: The template, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    extra:
      description: Its arbitrary keys and values.
      type: dict
    id:
      description: Its id.
      type: str
    name:
      description: Its name.
      type: str
    steps:
      description: Its steps.
      type: list
      elements: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bare_metal import DEPLOY_TEMPLATE


def main() -> None:
    state_module(DEPLOY_TEMPLATE)


if __name__ == "__main__":
    main()
