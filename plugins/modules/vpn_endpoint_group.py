#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_endpoint_group
short_description: Manage endpoint groups of VPNs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes endpoint groups, which are what a VPN connects, on one side.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the endpoint group, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the group.
    type: str
  endpoints:
    description: Endpoints, as CIDRs or as names or ids of subnets. Required for a new group. Cannot
      be changed.
    type: list
    elements: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  type:
    description: What the endpoints are. Required for a new group, and with O(endpoints). Cannot be
      changed.
    type: str
    choices: [cidr, subnet]
seealso:
  - module: multicloud.openstack.vpn_endpoint_group_info
  - module: multicloud.openstack.vpn_ipsec_site_connection
"""

EXAMPLES = r"""
- name: Create a group of the networks of the other site
  multicloud.openstack.vpn_endpoint_group:
    cloud: alpha
    name: their-networks
    type: cidr
    endpoints: [192.0.2.0/24]

- name: Delete the endpoint group
  multicloud.openstack.vpn_endpoint_group:
    cloud: alpha
    name: their-networks
    state: absent
"""

RETURN = r"""
id:
  description: The id of the endpoint group.
  returned: success, if it exists
  type: str
vpn_endpoint_group:
  description: The endpoint group, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    endpoints:
      description: The endpoints; subnets by their ids.
      type: list
      elements: str
    id:
      description: The id.
      type: str
    name:
      description: The name.
      type: str
    project_id:
      description: The id of its project.
      type: str
    type:
      description: What they are.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.vpn import ENDPOINT_GROUP


def main() -> None:
    state_module(ENDPOINT_GROUP)


if __name__ == "__main__":
    main()
