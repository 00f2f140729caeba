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
  - There may be passwords in what C(cloud-init) and others write there, and the URL lets in whoever
    has it. Neither is written to O(sdk_log_path); use C(no_log) if Ansible is not to show them.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description: The name or id of the server.
    type: str
    required: true
    aliases: [server]
  length:
    description: How many of the last lines to return; V(0) for none. Without it, all that Nova
      keeps, up to 500 kB.
    type: int
  type:
    description:
      - The kind of console whose URL to return; clouds have one or two of them. Without it, there
        is no URL.
    type: str
    choices: [novnc, rdp-html5, serial, spice-html5, webmks, xvpvnc]
seealso:
  - module: multicloud.openstack.server
  - module: multicloud.openstack.server_info
"""

EXAMPLES = r"""
- name: The last lines of a server's console
  multicloud.openstack.console_info:
    cloud: alpha
    name: web1
    length: 20
  register: shown

- name: Show them
  ansible.builtin.debug:
    msg: "{{ shown.console.output.splitlines() }}"

- name: Where to use the console in a browser
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
      description: What it has shown; V(null) with O(length=0).
      type: str
    type:
      description: The kind of console that RV(console.url) leads to; V(null) without O(type).
      type: str
    url:
      description: Where it can be used, by everybody who has this URL, for some time; V(null)
        without O(type).
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
