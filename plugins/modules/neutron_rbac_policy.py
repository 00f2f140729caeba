#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: neutron_rbac_policy
short_description: Share networks and other resources with projects
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes RBAC policies of Neutron. Each shares a network, a security group
    or another resource with one project or with all.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  action:
    description: What the projects can do. Required, unless O(id) is set. Cannot be changed.
    type: str
    choices: [access_as_external, access_as_shared]
  id:
    description:
      - Id of an existing policy. Otherwise, the policy is found by O(object_id), O(action) and the
        projects that it is for.
    type: str
    aliases: [policy_id]
  object_id:
    description: Name or id of what is shared; of an address group only the id. Required, unless
      O(id) is set. Cannot be changed.
    type: str
  object_type:
    description: Type of what is shared. Required, unless O(id) is set. Cannot be changed.
    type: str
    choices: [address_group, address_scope, network, qos_policy, security_group, subnetpool]
  project:
    description: Name or id of the project that O(object_id) belongs to. Defaults to that of the
      login. Cannot be changed.
    type: str
    aliases: [project_id]
  target_all_project:
    description: Whether it is shared with all projects. O(target_project_id) is ignored then.
    type: bool
    default: false
  target_project_id:
    description:
      - Name or id of the project that it is shared with, or V(*) for all.
      - Can be changed with O(id). Without it, another project gets a policy of its own.
    type: str
    aliases: [target_project]
seealso:
  - module: multicloud.openstack.neutron_rbac_policy_info
"""

EXAMPLES = r"""
- name: Share a network with a project
  multicloud.openstack.neutron_rbac_policy:
    cloud: alpha-admin
    object_type: network
    object_id: backbone
    action: access_as_shared
    target_project_id: shop

- name: Stop sharing it
  multicloud.openstack.neutron_rbac_policy:
    cloud: alpha-admin
    object_type: network
    object_id: backbone
    action: access_as_shared
    target_project_id: shop
    state: absent
"""

RETURN = r"""
id:
  description: The id of the policy.
  returned: success, if it exists
  type: str
rbac_policy:
  description: The policy, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    action:
      description: What the projects can do.
      type: str
    id:
      description: The id.
      type: str
    name:
      description: Always null.
      type: str
    object_id:
      description: The id of what is shared.
      type: str
    object_type:
      description: The type of what is shared.
      type: str
    project_id:
      description: The id of the project that shares it.
      type: str
    target_project_id:
      description: The id of the project that it is shared with, or V(*) for all.
      type: str
policy:
  description: The same as RV(rbac_policy).
  returned: success, if it exists
  type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network_admin import RBAC_POLICY


def main() -> None:
    state_module(RBAC_POLICY)


if __name__ == "__main__":
    main()
