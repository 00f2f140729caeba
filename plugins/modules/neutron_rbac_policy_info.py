#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: neutron_rbac_policy_info
short_description: List RBAC policies of Neutron
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists which networks, security groups and other resources are shared with which projects.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Id of the policy to list. If none matches, the list is empty. Defaults to all.
    type: str
    aliases: [policy_id]
  action:
    description: What the projects can do.
    type: str
    choices: [access_as_external, access_as_shared]
  object_id:
    description: Id of what is shared.
    type: str
  object_type:
    description: Type of what is shared.
    type: str
    choices: [address_group, address_scope, network, qos_policy, security_group, subnetpool]
  project:
    description: Name or id of the project that shares it.
    type: str
    aliases: [project_id]
  target_project_id:
    description: Name or id of the project that it is shared with, or V(*) for what is shared with
      all.
    type: str
    aliases: [target_project]
seealso:
  - module: multicloud.openstack.neutron_rbac_policy
"""

EXAMPLES = r"""
- name: List what is shared with a project
  multicloud.openstack.neutron_rbac_policy_info:
    cloud: alpha-admin
    target_project_id: shop

- name: List the networks that are shared with all projects
  multicloud.openstack.neutron_rbac_policy_info:
    cloud: alpha-admin
    object_type: network
    target_project_id: "*"
"""

RETURN = r"""
rbac_policies:
  description: The policies, each as
    RV(multicloud.openstack.neutron_rbac_policy#module:rbac_policy).
  returned: success
  type: list
  elements: dict
policies:
  description: The same as RV(rbac_policies).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.network_admin import RBAC_POLICIES, policies


def main() -> None:
    run_module({**WAIT, **RBAC_POLICIES.arguments()}, policies)


if __name__ == "__main__":
    main()
