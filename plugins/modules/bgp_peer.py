#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgp_peer
short_description: Manage BGP peers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates and deletes BGP peers, the routers that a BGP speaker announces routes to.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the BGP peer, or id of an existing one.
    type: str
    required: true
  auth_type:
    description: How the peer authenticates. Defaults to V(none) for a new peer. Cannot be changed.
    type: str
    choices: [md5, none]
  password:
    description: Password, for V(md5). It is set when the peer is created. Nobody can read it, so a
      changed one is not detected.
    type: str
  peer_ip:
    description: Address of the peer. Required for a new peer. Cannot be changed.
    type: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
  remote_as:
    description: Number of the autonomous system of the peer. Required for a new peer. Cannot be
      changed.
    type: int
seealso:
  - module: multicloud.openstack.bgp_peer_info
  - module: multicloud.openstack.bgp_speaker_peer
"""

EXAMPLES = r"""
- name: Create a BGP peer
  multicloud.openstack.bgp_peer:
    cloud: alpha-admin
    name: upstream
    remote_as: 64513
    peer_ip: 192.0.2.1

- name: Delete the BGP peer
  multicloud.openstack.bgp_peer:
    cloud: alpha-admin
    name: upstream
    state: absent
"""

RETURN = r"""
id:
  description: The id of the BGP peer.
  returned: success, if it exists
  type: str
bgp_peer:
  description: The BGP peer, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    auth_type:
      description: How it authenticates.
      type: str
    id:
      description: The id.
      type: str
    name:
      description: The name.
      type: str
    peer_ip:
      description: Its address.
      type: str
    project_id:
      description: The id of its project.
      type: str
    remote_as:
      description: The number of its autonomous system.
      type: int
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.bgp import BGP_PEER


def main() -> None:
    state_module(BGP_PEER)


if __name__ == "__main__":
    main()
