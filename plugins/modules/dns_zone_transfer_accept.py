#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_zone_transfer_accept
short_description: Accept DNS zones of other projects
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Accepts a DNS zone that another project offers with M(multicloud.openstack.dns_zone_transfer).
    A zone that the project has already stays as it is.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description: Name of the zone. A missing dot at its end is added.
    type: str
    required: true
  transfer:
    description: The id of the offer.
    type: str
    required: true
  transfer_key:
    description: The key of the offer.
    type: str
    required: true
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
seealso:
  - module: multicloud.openstack.dns_zone_transfer
  - module: multicloud.openstack.dns_zone
"""

EXAMPLES = r"""
- name: Accept a zone
  multicloud.openstack.dns_zone_transfer_accept:
    cloud: alpha
    name: moved.example.org.
    transfer: 2a4ba8cb-2af6-4a02-9d2e-d4c5a3b8e9e1
    transfer_key: "{{ vault_zone_key }}"
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
from ..module_utils._resource.specs.dns import ACCEPTED_ZONE


def main() -> None:
    state_module(ACCEPTED_ZONE, lasting=True)


if __name__ == "__main__":
    main()
