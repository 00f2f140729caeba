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
      - A missing server is a warning instead of an error, as an earlier task may create it.
  diff_mode:
    support: full
    details:
      - It shows the status of the server, or whether it is locked.
options:
  name:
    description: Name or id of the server.
    type: str
    required: true
    aliases: [server]
  action:
    description:
      - Action to perform.
      - V(reboot_soft), or V(reboot), asks the operating system to reboot. V(reboot_hard) switches
        the server off and on again, and also starts a server that is stopped, paused or suspended.
      - V(rebuild) creates a new disk from O(image), and keeps the id and addresses of the server. A
        stopped server remains stopped.
      - V(rescue) boots the server from O(image), or from its own image, with its disk attached;
        V(unrescue) ends that.
      - V(shelve) stops the server and saves its disk as an image. Most clouds then remove it from
        its host at once; on others, V(shelve_offload) does.
      - Clouds may reserve some actions for administrators.
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
      - Name or id of the image to rebuild or rescue the server with. Other actions do not use it.
      - Required if O(action=rebuild).
    type: str
  admin_password:
    description:
      - Administrator's password of a server that is rebuilt or rescued. Other actions do not use
        it. By default, Nova generates one, which is not shown.
    type: str
  all_projects:
    description: Whether to look up the server in all projects. Requires an administrator account.
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

- name: Start it without waiting
  multicloud.openstack.server_action:
    cloud: alpha
    name: web1
    action: start
    wait: false

- name: Rebuild it with another image
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
  returned: success, unless the server does not exist in check mode
  type: str
server:
  description: The server after the action, as RV(multicloud.openstack.server#module:server). In
    check mode, its current state.
  returned: success, unless the server does not exist in check mode
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
