#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgp_speaker
short_description: Manage BGP speakers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes BGP speakers, by which Neutron announces routes to other routers.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the BGP speaker, or id of an existing one.
    type: str
    required: true
  advertise_floating_ip_host_routes:
    description: Whether to announce floating IPs. Neutron's default for a new speaker is V(true).
    type: bool
  advertise_tenant_networks:
    description: Whether to announce networks of projects. Neutron's default for a new speaker is
      V(true).
    type: bool
  ip_version:
    description: IP version of the routes. Defaults to V(4) for a new speaker. Cannot be changed.
    type: int
    choices: [4, 6]
  local_as:
    description: Number of the own autonomous system. Required for a new speaker. Cannot be changed.
    type: int
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.bgp_speaker_info
  - module: multicloud.openstack.bgp_peer
  - module: multicloud.openstack.bgp_speaker_network
  - module: multicloud.openstack.bgp_speaker_peer
"""

EXAMPLES = r"""
- name: Create a BGP speaker
  multicloud.openstack.bgp_speaker:
    cloud: alpha-admin
    name: border
    local_as: 64512

- name: Delete the BGP speaker
  multicloud.openstack.bgp_speaker:
    cloud: alpha-admin
    name: border
    state: absent
"""

RETURN = r"""
id:
  description: The id of the BGP speaker.
  returned: success, if it exists
  type: str
bgp_speaker:
  description: The BGP speaker, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    advertise_floating_ip_host_routes:
      description: Whether it announces floating IPs.
      type: bool
    advertise_tenant_networks:
      description: Whether it announces networks of projects.
      type: bool
    id:
      description: The id.
      type: str
    ip_version:
      description: The IP version.
      type: int
    local_as:
      description: The number of the own autonomous system.
      type: int
    name:
      description: The name.
      type: str
    networks:
      description: The ids of its networks.
      type: list
      elements: str
    peers:
      description: The ids of its peers.
      type: list
      elements: str
    project_id:
      description: The id of its project.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bgp import BGP_SPEAKER


def main() -> None:
    state_module(BGP_SPEAKER)


if __name__ == "__main__":
    main()
