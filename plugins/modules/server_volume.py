#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_volume
short_description: Attach volumes to servers, or detach them
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Attaches a volume to a server, or detaches it. Neither is created or deleted.
  - The module waits for a volume that is still being created, or being detached from another
    server.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  server:
    description: Name or id of the server. With O(state=absent), it need not exist.
    type: str
    required: true
  volume:
    description: Name or id of the volume. With O(state=absent), it need not exist.
    type: str
    required: true
  device:
    description:
      - Device name on the server, such as V(/dev/vdb). By default, Nova chooses one.
      - It is only used when the volume is attached. Many clouds ignore it.
    type: str
seealso:
  - module: multicloud.openstack.server
  - module: multicloud.openstack.volume
"""

EXAMPLES = r"""
- name: Attach a volume
  multicloud.openstack.server_volume:
    cloud: alpha
    server: web1
    volume: web1-data

- name: Detach it
  multicloud.openstack.server_volume:
    cloud: alpha
    server: web1
    volume: web1-data
    state: absent
"""

RETURN = r"""
id:
  description: The id of the volume.
  returned: success, if O(state=present)
  type: str
volume:
  description: The volume, as RV(multicloud.openstack.volume#module:volume). In check mode, its
    current state.
  returned: success, if O(state=present)
  type: dict
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.server.attachment import volume

OPTIONS = {"server": {"required": True}, "volume": {"required": True}, "device": {}}


def main() -> None:
    run_module({**WAIT, **STATE, **OPTIONS}, volume)


if __name__ == "__main__":
    main()
