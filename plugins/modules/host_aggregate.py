#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: host_aggregate
short_description: Manage host aggregates
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes aggregates of compute hosts, which can be availability zones.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the aggregate, or id of an existing one.
    type: str
    required: true
  availability_zone:
    description: Availability zone of its hosts. Nova refuses to change it while they have servers.
    type: str
  hosts:
    description: Compute hosts in the aggregate. Others are removed, unless O(purge_hosts=false).
    type: list
    elements: str
  metadata:
    description:
      - Metadata, for example for the extra specs of flavors. Other keys are kept. A key without a
        value is removed.
      - All values are converted to strings. The key C(availability_zone) is ignored.
    type: dict
  purge_hosts:
    description: Whether to remove hosts that are not in O(hosts).
    type: bool
    default: true
seealso:
  - module: multicloud.openstack.host_aggregate_info
  - module: multicloud.openstack.compute_service_info
"""

EXAMPLES = r"""
- name: Create an aggregate
  multicloud.openstack.host_aggregate:
    cloud: alpha-admin
    name: fast-disks
    hosts: [compute1]
    metadata:
      ssd: true

- name: Remove a key of its metadata
  multicloud.openstack.host_aggregate:
    cloud: alpha-admin
    name: fast-disks
    metadata:
      ssd:

- name: Delete the aggregate
  multicloud.openstack.host_aggregate:
    cloud: alpha-admin
    name: fast-disks
    state: absent
"""

RETURN = r"""
id:
  description: The id of the aggregate.
  returned: success, if it exists
  type: str
aggregate:
  description: The aggregate, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    availability_zone:
      description: The availability zone.
      type: str
    created_at:
      description: When it was created.
      type: str
    deleted_at:
      description: When it was deleted.
      type: str
    hosts:
      description: The hosts in it.
      type: list
      elements: str
    id:
      description: The id, a number as a string.
      type: str
    is_deleted:
      description: Whether it is deleted.
      type: bool
    metadata:
      description: Its metadata, with the availability zone.
      type: dict
    name:
      description: The name.
      type: str
    updated_at:
      description: When it was last changed.
      type: str
    uuid:
      description: Another id of it.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.hosts import HOST_AGGREGATE


def main() -> None:
    state_module(HOST_AGGREGATE)


if __name__ == "__main__":
    main()
