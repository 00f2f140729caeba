#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: network_segment
short_description: Manage network segments
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes segments of networks, such as one for each rack of a routed
    provider network.
  - Requires an administrator account, and the extension C(segment).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the segment, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the segment.
    type: str
  network:
    description:
      - Name or id of the network of the segment. Required for a new segment. Cannot be changed.
      - Finds the segment if several networks have one of the same name.
    type: str
  network_type:
    description: Type of the physical network, such as V(vlan) or V(flat). Required for a new
      segment.
      Cannot be changed.
    type: str
  physical_network:
    description: Physical network. Cannot be changed.
    type: str
  segmentation_id:
    description: Id of the VLAN or tunnel on the physical network. Cannot be changed.
    type: int
seealso:
  - module: multicloud.openstack.network_segment_info
  - module: multicloud.openstack.network
"""

EXAMPLES = r"""
- name: Add a segment to a network
  multicloud.openstack.network_segment:
    cloud: alpha-admin
    name: rack-2
    network: racks
    network_type: vlan
    physical_network: public
    segmentation_id: 3202

- name: Delete the segment
  multicloud.openstack.network_segment:
    cloud: alpha-admin
    name: rack-2
    network: racks
    state: absent
"""

RETURN = r"""
id:
  description: The id of the segment.
  returned: success, if it exists
  type: str
network_segment:
  description: The segment, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    id:
      description: The id.
      type: str
    name:
      description: The name.
      type: str
    network_id:
      description: The id of its network.
      type: str
    network_type:
      description: The type of the physical network.
      type: str
    physical_network:
      description: The physical network.
      type: str
    segmentation_id:
      description: The id of the VLAN or tunnel.
      type: int
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.network_admin import SEGMENT


def main() -> None:
    state_module(SEGMENT)


if __name__ == "__main__":
    main()
