#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_network
short_description: Manage share networks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes share networks, which say where Manila's own servers of shares are.
    They are for share types with C(driver_handles_share_servers).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the share network, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the share network.
    type: str
  network:
    description: Name or id of the network. Required for a new share network. Cannot be changed
      while shares use it.
    type: str
  subnet:
    description: Name or id of the subnet. Required for a new share network. Cannot be changed while
      shares use it.
    type: str
seealso:
  - module: multicloud.openstack.share_network_info
  - module: multicloud.openstack.share
  - module: multicloud.openstack.share_type
"""

EXAMPLES = r"""
- name: Create a share network
  multicloud.openstack.share_network:
    cloud: alpha
    name: storage
    network: private
    subnet: private-v4

- name: Delete the share network
  multicloud.openstack.share_network:
    cloud: alpha
    name: storage
    state: absent
"""

RETURN = r"""
id:
  description: The id of the share network.
  returned: success, if it exists
  type: str
share_network:
  description: The share network, with openstacksdk's attribute names; in check mode, only what is
    known.
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
    neutron_net_id:
      description: The id of the network.
      type: str
    neutron_subnet_id:
      description: The id of the subnet.
      type: str
    project_id:
      description: The id of its project.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.shares import SHARE_NETWORK


def main() -> None:
    state_module(SHARE_NETWORK)


if __name__ == "__main__":
    main()
