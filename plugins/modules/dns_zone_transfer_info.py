#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_zone_transfer_info
short_description: List offers of DNS zones
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the DNS zones that the project offers to others, and that others offer to it.
  - The keys of the offers are not in the result. M(multicloud.openstack.dns_zone_transfer) returns
    them.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  status:
    description: Status of the offers, such as V(ACTIVE).
    type: str
  zone:
    description: Name or id of the zone. If the project has none of this name, the list is empty.
    type: str
seealso:
  - module: multicloud.openstack.dns_zone_transfer
  - module: multicloud.openstack.dns_zone_transfer_accept
"""

EXAMPLES = r"""
- name: List all offers
  multicloud.openstack.dns_zone_transfer_info:
    cloud: alpha
"""

RETURN = r"""
zone_transfers:
  description: The offers, each as RV(multicloud.openstack.dns_zone_transfer#module:zone_transfer),
    without the key.
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.dns import ZONE_TRANSFERS


def main() -> None:
    info_module(ZONE_TRANSFERS)


if __name__ == "__main__":
    main()
