#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_action
short_description: Start, stop, reboot, rebuild or lock a server
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Performs an action on a server, and waits for the resulting status.
  - Actions are idempotent. Only O(action=reboot_soft), O(action=reboot_hard) and O(action=rebuild)
    are performed each time.
  - If another operation is in progress on the server, the module waits for it first, except with
    O(action=lock), O(action=unlock) and O(action=reboot_hard).
  - If the status of the server does not allow the action, the module fails with a message that says
    which status does.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
    details:
      - A server that is not there is a warning then, as a task before may make it.
  diff_mode:
    support: full
    details:
      - It shows the status of the server, or whether it is locked.
options:
  name:
    description: The name or id of the server.
    type: str
    required: true
    aliases: [server]
  action:
    description:
      - What to do.
      - V(reboot_soft), or V(reboot), asks the server to reboot by itself. V(reboot_hard) switches
        it off and on again, and also starts one that is stopped, paused or suspended.
      - V(rebuild) makes a new disk of O(image), and keeps the server's id and addresses. A server
        that is stopped is stopped afterwards as well.
      - V(rescue) boots the server from O(image), or from its own image, beside its disk;
        V(unrescue) ends that.
      - V(shelve) stops the server and keeps its disk as an image. By most clouds it is taken off
        its host at once then, else by V(shelve_offload).
      - Clouds may keep some of the actions for their administrators.
    type: str
    required: true
    choices:
      - lock
      - pause
      - reboot
      - reboot_hard
      - reboot_soft
      - rebuild
      - rescue
      - resume
      - shelve
      - shelve_offload
      - start
      - stop
      - suspend
      - unlock
      - unpause
      - unrescue
      - unshelve
  image:
    description:
      - The image, by name or id, to rebuild or rescue with; other actions do without.
      - O(action=rebuild) needs it.
    type: str
  admin_password:
    description:
      - The administrator's password of the server that is rebuilt or rescued; other actions do
        without. Without it, Nova makes one that is not shown.
    type: str
  all_projects:
    description: Whether the server is looked for in all projects, which is the administrators'
      right.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.server
  - module: multicloud.openstack.server_info
"""

EXAMPLES = r"""
- name: Stop a server
  multicloud.openstack.server_action:
    cloud: alpha
    name: web1
    action: stop

- name: Start it, and do not wait for it
  multicloud.openstack.server_action:
    cloud: alpha
    name: web1
    action: start
    wait: false

- name: Rebuild with another image
  multicloud.openstack.server_action:
    cloud: alpha
    name: web1
    action: rebuild
    image: debian-12
    timeout: 600
"""

RETURN = r"""
id:
  description: The id of the server.
  returned: success, but for a server that is not there in check mode
  type: str
server:
  description: The server as it is afterwards, as RV(multicloud.openstack.server#module:server); in
    check mode as it is now.
  returned: success, but for a server that is not there in check mode
  type: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.server.actions import ACTIONS, act

OPTIONS = {
    "name": {"required": True, "aliases": ["server"]},
    "action": {"required": True, "choices": list(ACTIONS)},
    "image": {},
    "admin_password": {"no_log": True},
    "all_projects": {"type": "bool", "default": False},
}


def main() -> None:
    run_module({**WAIT, **OPTIONS}, act, required_if=[("action", "rebuild", ["image"])])


if __name__ == "__main__":
    main()
