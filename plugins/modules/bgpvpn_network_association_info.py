#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgpvpn_network_association_info
short_description: List associations of BGP VPNs with networks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the networks that a BGP VPN leads to.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  bgpvpn:
    description: Name or id of the BGP VPN. If it does not exist, the list is empty.
    type: str
    required: true
  network:
    description: Name or id of the network. Defaults to all.
    type: str
seealso:
  - module: multicloud.openstack.bgpvpn_network_association
  - module: multicloud.openstack.bgpvpn_info
"""

EXAMPLES = r"""
- name: List the networks of a BGP VPN
  multicloud.openstack.bgpvpn_network_association_info:
    cloud: alpha
    bgpvpn: shop
"""

RETURN = r"""
bgpvpn_network_associations:
  description: The associations.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The id of the association.
      type: str
    network_id:
      description: The id of the network.
      type: str
    project_id:
      description: The id of its project.
      type: str
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.bgp import NETWORK_ASSOCIATIONS


def main() -> None:
    info_module(NETWORK_ASSOCIATIONS)


if __name__ == "__main__":
    main()
