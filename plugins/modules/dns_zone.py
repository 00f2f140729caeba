#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_zone
short_description: Manage DNS zones
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes DNS zones of Designate.
  - A zone can be in another project already. Then the error says so.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the zone, or id of an existing one. A missing dot at its end is added.
    type: str
    required: true
  description:
    description: Description of the zone.
    type: str
  email:
    description: Email address of the person who is responsible. Required for a new primary zone.
    type: str
  masters:
    description: Name servers that a secondary zone is copied from. Others are removed.
    type: list
    elements: str
  ttl:
    description: Default TTL of records, in seconds.
    type: int
  type:
    description: Type of the zone. Defaults to V(primary) for a new zone. Cannot be changed.
    type: str
    choices: [primary, secondary]
    aliases: [zone_type]
seealso:
  - module: multicloud.openstack.dns_zone_info
  - module: multicloud.openstack.recordset
"""

EXAMPLES = r"""
- name: Create a zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: shop.example.org.
    email: hostmaster@example.org
    ttl: 3600

- name: Delete the zone, with all its records
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: shop.example.org.
    state: absent
"""

RETURN = r"""
id:
  description: The id of the zone.
  returned: success, if it exists
  type: str
zone:
  description: The zone, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    action:
      description: The action that is in progress.
      type: str
    attributes:
      description: Attributes that select its pool of name servers.
      type: dict
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    email:
      description: The address of the person who is responsible for it.
      type: str
    id:
      description: The id of the zone.
      type: str
    is_shared:
      description: Whether it is shared with other projects.
      type: bool
    links:
      description: Its URLs.
      type: dict
    masters:
      description: The servers that a secondary zone is copied from.
      type: list
      elements: str
    name:
      description: The name of the zone.
      type: str
    pool_id:
      description: The id of its pool of name servers.
      type: str
    project_id:
      description: The id of its project.
      type: str
    serial:
      description: The serial number of the zone.
      type: int
    status:
      description: The status of the zone.
      type: str
    ttl:
      description: Its TTL in seconds.
      type: int
    type:
      description: C(PRIMARY) or C(SECONDARY).
      type: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.dns import ZONE


def main() -> None:
    state_module(ZONE)


if __name__ == "__main__":
    main()
