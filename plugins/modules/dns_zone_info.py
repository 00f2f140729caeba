#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_zone_info
short_description: List DNS zones
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the DNS zones of the project and those that are shared with it, or only those that
    match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  description:
    description: Description of the zones.
    type: str
  email:
    description: Email address of the person who is responsible.
    type: str
  ttl:
    description: TTL of the zones, in seconds.
    type: int
  type:
    description: Type of the zones.
    type: str
    choices: [primary, secondary]
seealso:
  - module: multicloud.openstack.dns_zone
"""

EXAMPLES = r"""
- name: List all zones
  multicloud.openstack.dns_zone_info:
    cloud: alpha

- name: Get one zone
  multicloud.openstack.dns_zone_info:
    cloud: alpha
    name: shop.example.org.
  register: shop
"""

RETURN = r"""
zones:
  description: The zones, each as RV(multicloud.openstack.dns_zone#module:zone).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.dns import ZONES


def main() -> None:
    info_module(ZONES)


if __name__ == "__main__":
    main()
