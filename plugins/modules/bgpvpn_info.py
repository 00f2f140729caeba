#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgpvpn_info
short_description: List BGP VPNs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the BGP VPNs of the project, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the BGP VPN to list. If none matches, the list is empty. Defaults to
      all.
    type: str
seealso:
  - module: multicloud.openstack.bgpvpn
"""

EXAMPLES = r"""
- name: List all BGP VPNs
  multicloud.openstack.bgpvpn_info:
    cloud: alpha
"""

RETURN = r"""
bgpvpns:
  description: The BGP VPNs, each as RV(multicloud.openstack.bgpvpn#module:bgpvpn).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.bgp import BGPVPNS


def main() -> None:
    info_module(BGPVPNS)


if __name__ == "__main__":
    main()
