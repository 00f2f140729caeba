#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: trunk
short_description: Manage trunks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes trunks. A trunk lets a server reach several networks through one
    port, each with its own VLAN.
  - Requires the extension C(trunk).
  - Ports are not deleted with the trunk.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the trunk, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the trunk.
    type: str
  port:
    description:
      - Name or id of the parent port. Cannot be changed.
      - Required with O(state=present).
    type: str
  sub_ports:
    description: Subports of the trunk. Others are removed. Defaults to none for a new trunk.
    type: list
    elements: dict
    suboptions:
      port:
        description: Name or id of the port.
        type: str
        required: true
      segmentation_type:
        description: Segmentation type of the subport. V(inherit) uses that of its network.
        type: str
        default: vlan
      segmentation_id:
        description: VLAN of the subport on the trunk. Not allowed with
          O(sub_ports[].segmentation_type=inherit).
        type: int
seealso:
  - module: multicloud.openstack.trunk_info
  - module: multicloud.openstack.port
"""

EXAMPLES = r"""
- name: Create a trunk with one VLAN
  multicloud.openstack.trunk:
    cloud: alpha
    name: uplink
    port: uplink-parent
    sub_ports:
      - port: uplink-storage
        segmentation_type: vlan
        segmentation_id: 123

- name: Delete the trunk
  multicloud.openstack.trunk:
    cloud: alpha
    name: uplink
    state: absent
"""

RETURN = r"""
id:
  description: The id of the trunk.
  returned: success, if it exists
  type: str
trunk:
  description: The trunk, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the trunk.
      type: str
    name:
      description: The name of the trunk.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    port_id:
      description: The id of its parent port.
      type: str
    project_id:
      description: The id of its project.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    status:
      description: The status of the trunk.
      type: str
      sample: ACTIVE
    sub_ports:
      description: Its subports.
      type: list
      elements: dict
      contains:
        port_id:
          description: The id of the subport.
          type: str
        segmentation_id:
          description: The VLAN of the subport on the trunk.
          type: int
        segmentation_type:
          description: The segmentation type of the subport.
          type: str
          sample: vlan
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.addresses import TRUNK


def main() -> None:
    state_module(TRUNK)


if __name__ == "__main__":
    main()
