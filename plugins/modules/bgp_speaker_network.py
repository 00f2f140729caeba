#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgp_speaker_network
short_description: Add networks to BGP speakers, or remove them
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Adds an external network to a BGP speaker, which announces what is behind it, or removes it.
    Neither is created or deleted.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  network:
    description: Name or id of the external network. With O(state=absent), it need not exist.
    type: str
    required: true
  speaker:
    description: Name or id of the speaker. With O(state=absent), it need not exist.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.bgp_speaker
  - module: multicloud.openstack.network
"""

EXAMPLES = r"""
- name: Create a BGP speaker
  multicloud.openstack.bgp_speaker:
    cloud: alpha-admin
    name: edge
    local_as: 64512

- name: Announce what is behind the network
  multicloud.openstack.bgp_speaker_network:
    cloud: alpha-admin
    speaker: edge
    network: public

- name: Announce it no more
  multicloud.openstack.bgp_speaker_network:
    cloud: alpha-admin
    speaker: edge
    network: public
    state: absent

- name: Delete the BGP speaker
  multicloud.openstack.bgp_speaker:
    cloud: alpha-admin
    name: edge
    state: absent
"""

RETURN = r"""
bgp_speaker_network:
  description: The ids of both.
  returned: success, if O(state=present)
  type: dict
  contains:
    network:
      description: The id of the network.
      type: str
    speaker:
      description: The id of the speaker.
      type: str
"""

from ..module_utils._resource.module import relation_module
from ..module_utils._resource.specs.bgp import BGP_SPEAKER_NETWORK


def main() -> None:
    relation_module(BGP_SPEAKER_NETWORK)


if __name__ == "__main__":
    main()
