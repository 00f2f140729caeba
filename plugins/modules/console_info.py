#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: console_info
short_description: Show the console of a server
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Returns the console log of a server, and the URL of its interactive console.
  - The log may contain passwords, for example from C(cloud-init), and anybody who has the URL can
    use the console. Neither is written to O(sdk_log_path). Set C(no_log) to hide both from the
    output of Ansible.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description: Name or id of the server.
    type: str
    required: true
    aliases: [server]
  length:
    description: Number of last lines to return, V(0) for none. Defaults to everything that Nova
      keeps, up to 500 kB.
    type: int
  type:
    description:
      - Type of console to return the URL of. Clouds have one or two types. Without it, no URL is
        returned.
    type: str
    choices: [novnc, rdp-html5, serial, spice-html5, webmks, xvpvnc]
seealso:
  - module: multicloud.openstack.server
  - module: multicloud.openstack.server_info
"""

EXAMPLES = r"""
- name: Read the last lines of a server's console
  multicloud.openstack.console_info:
    cloud: alpha
    name: web1
    length: 20
  register: shown

- name: Show the lines
  ansible.builtin.debug:
    msg: "{{ shown.console.output.splitlines() }}"

- name: Get the URL of the console for a browser
  multicloud.openstack.console_info:
    cloud: alpha
    name: web1
    length: 0
    type: novnc
  no_log: true
  register: shown
"""

RETURN = r"""
console:
  description: The console of the server.
  returned: success
  type: dict
  contains:
    server_id:
      description: The id of the server.
      type: str
    server_name:
      description: The name of the server.
      type: str
    output:
      description: The console log; V(null) with O(length=0).
      type: str
    type:
      description: The type of console at RV(console.url); V(null) without O(type).
      type: str
    url:
      description: The URL of the console. Anybody who has it can use the console for some time.
        V(null) without O(type).
      type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.server.console import TYPES, console

OPTIONS = {
    "name": {"required": True, "aliases": ["server"]},
    "length": {"type": "int"},
    "type": {"choices": list(TYPES)},
}


def main() -> None:
    run_module({**WAIT, **OPTIONS}, console)


if __name__ == "__main__":
    main()
