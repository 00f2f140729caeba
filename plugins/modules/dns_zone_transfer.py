#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_zone_transfer
short_description: Offer DNS zones to other projects
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Offers a DNS zone to another project, which accepts it with
    M(multicloud.openstack.dns_zone_transfer_accept), or withdraws the offer.
  - The result has a key, which is a secret, as whoever has it can take the zone. The task
    requires C(no_log).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  zone:
    description: Name or id of the zone. A missing dot at its end is added.
    type: str
    required: true
  target_project:
    description:
      - Name or id of the only project that may accept the zone. Defaults to any project that has
        the key.
      - To change it, the offer is recreated with another key.
    type: str
seealso:
  - module: multicloud.openstack.dns_zone_transfer_info
  - module: multicloud.openstack.dns_zone_transfer_accept
  - module: multicloud.openstack.dns_zone
"""

EXAMPLES = r"""
- name: Create a zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: moving.example.org.
    email: hostmaster@example.org

- name: Offer the zone to another project
  multicloud.openstack.dns_zone_transfer:
    cloud: alpha
    zone: moving.example.org.
  register: offer
  no_log: true

- name: Withdraw the offer
  multicloud.openstack.dns_zone_transfer:
    cloud: alpha
    zone: moving.example.org.
    state: absent
  no_log: true

- name: Delete the zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: moving.example.org.
    state: absent
"""

RETURN = r"""
id:
  description: The id of the offer.
  returned: success, if it exists
  type: str
zone_transfer:
  description: The offer, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    id:
      description: The id of the offer.
      type: str
    key:
      description: The key that accepts it. A secret.
      type: str
    project_id:
      description: The id of the project that offers the zone.
      type: str
    status:
      description: The status of the offer.
      type: str
    target_project_id:
      description: The id of the project that may accept it.
      type: str
    updated_at:
      description: When it was last changed.
      type: str
    zone_id:
      description: The id of the zone.
      type: str
    zone_name:
      description: The name of the zone.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.dns import ZONE_TRANSFER


def main() -> None:
    state_module(ZONE_TRANSFER, secret=True)


if __name__ == "__main__":
    main()
