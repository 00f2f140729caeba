#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_service_info
short_description: List VPN services
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the VPN services of the project, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the VPN service to list. If none matches, the list is empty. Defaults
      to all.
    type: str
  router:
    description: Name or id of the router whose services are listed.
    type: str
seealso:
  - module: multicloud.openstack.vpn_service
"""

EXAMPLES = r"""
- name: List all VPN services
  multicloud.openstack.vpn_service_info:
    cloud: alpha
"""

RETURN = r"""
vpn_services:
  description: The VPN services, each as RV(multicloud.openstack.vpn_service#module:vpn_service).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.vpn import VPN_SERVICES


def main() -> None:
    info_module(VPN_SERVICES)


if __name__ == "__main__":
    main()
