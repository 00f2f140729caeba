#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: subnet_pool
short_description: Manage subnet pools
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes subnet pools, from which subnets get their addresses.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the subnet pool, or id of an existing one.
    type: str
    required: true
  address_scope:
    description: Name or id of the address scope that the pool belongs to.
    type: str
  default_prefix_length:
    description: Length of the prefix of subnets that set none.
    type: int
  default_quota:
    description: How much of the pool each project can use, in addresses, or for IPv6 in networks of
      C(/64).
    type: int
  description:
    description: Description of the pool.
    type: str
  extra_specs:
    description: Further attributes of the pool, with openstacksdk's names.
    type: dict
  is_default:
    description: Whether this is the default pool of its IP version. Requires an administrator
      account.
    type: bool
  is_shared:
    description: Whether all projects can use it. Cannot be changed. Requires an administrator
      account.
    type: bool
    aliases: [shared]
  maximum_prefix_length:
    description: Longest prefix that a subnet can have.
    type: int
  minimum_prefix_length:
    description: Shortest prefix that a subnet can have.
    type: int
  prefixes:
    description:
      - Prefixes that subnets are allocated from. Required for a new pool.
      - Prefixes can be added and become shorter. Neutron removes none.
    type: list
    elements: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  tags:
    description: Tags of the pool. Others are removed.
    type: list
    elements: str
seealso:
  - module: multicloud.openstack.subnet_pool_info
  - module: multicloud.openstack.address_scope
  - module: multicloud.openstack.subnet
"""

EXAMPLES = r"""
- name: Create a subnet pool
  multicloud.openstack.subnet_pool:
    cloud: alpha
    name: campus
    prefixes: [10.64.0.0/16]
    default_prefix_length: 24

- name: Add a prefix to the subnet pool
  multicloud.openstack.subnet_pool:
    cloud: alpha
    name: campus
    prefixes: [10.64.0.0/16, 10.80.0.0/16]

- name: Delete the subnet pool
  multicloud.openstack.subnet_pool:
    cloud: alpha
    name: campus
    state: absent
"""

RETURN = r"""
id:
  description: The id of the subnet pool.
  returned: success, if it exists
  type: str
subnet_pool:
  description: The subnet pool, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    address_scope_id:
      description: The id of its address scope.
      type: str
    created_at:
      description: When it was created.
      type: str
    default_prefix_length:
      description: The length of a subnet's prefix, if the subnet sets none.
      type: int
    default_quota:
      description: How much of the pool each project can use, in addresses, or for IPv6 in networks
        of C(/64).
      type: int
    description:
      description: Its description.
      type: str
    id:
      description: The id.
      type: str
    ip_version:
      description: The IP version, 4 or 6.
      type: int
    is_default:
      description: Whether this is the default pool of its IP version.
      type: bool
    is_shared:
      description: Whether all projects can use it.
      type: bool
    maximum_prefix_length:
      description: The longest prefix of a subnet.
      type: int
    minimum_prefix_length:
      description: The shortest prefix of a subnet.
      type: int
    name:
      description: The name.
      type: str
    prefixes:
      description: The prefixes that subnets are allocated from.
      type: list
      elements: str
    project_id:
      description: The id of its project.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network_admin import SUBNET_POOL


def main() -> None:
    state_module(SUBNET_POOL)


if __name__ == "__main__":
    main()
