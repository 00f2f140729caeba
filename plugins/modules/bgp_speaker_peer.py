#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgp_speaker_peer
short_description: Add peers to BGP speakers, or remove them
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Adds a peer to a BGP speaker, or removes it. Neither is created or deleted.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  peer:
    description: Name or id of the peer. With O(state=absent), it need not exist.
    type: str
    required: true
  speaker:
    description: Name or id of the speaker. With O(state=absent), it need not exist.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.bgp_speaker
  - module: multicloud.openstack.bgp_peer
"""

EXAMPLES = r"""
- name: Create a BGP speaker
  multicloud.openstack.bgp_speaker:
    cloud: alpha-admin
    name: transit
    local_as: 64512

- name: Create a BGP peer
  multicloud.openstack.bgp_peer:
    cloud: alpha-admin
    name: carrier
    remote_as: 64514
    peer_ip: 192.0.2.2

- name: Announce routes to the peer
  multicloud.openstack.bgp_speaker_peer:
    cloud: alpha-admin
    speaker: transit
    peer: carrier

- name: Announce none to it any more
  multicloud.openstack.bgp_speaker_peer:
    cloud: alpha-admin
    speaker: transit
    peer: carrier
    state: absent

- name: Delete the BGP peer
  multicloud.openstack.bgp_peer:
    cloud: alpha-admin
    name: carrier
    state: absent

- name: Delete the BGP speaker
  multicloud.openstack.bgp_speaker:
    cloud: alpha-admin
    name: transit
    state: absent
"""

RETURN = r"""
bgp_speaker_peer:
  description: The ids of both.
  returned: success, if O(state=present)
  type: dict
  contains:
    peer:
      description: The id of the peer.
      type: str
    speaker:
      description: The id of the speaker.
      type: str
"""

from ..module_utils._resource.module import relation_module
from ..module_utils._resource.specs.bgp import BGP_SPEAKER_PEER


def main() -> None:
    relation_module(BGP_SPEAKER_PEER)


if __name__ == "__main__":
    main()
