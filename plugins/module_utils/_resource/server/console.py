# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The console of a server: what it shows, and where it is."""
from __future__ import annotations

from collections.abc import Mapping

from ..task import Task
from . import calls

# Nova's types, and the protocol of each
TYPES = {"novnc": "vnc", "rdp-html5": "rdp", "serial": "serial", "spice-html5": "spice",
         "webmks": "mks", "xvpvnc": "vnc"}
# with the last of these types; since 2.6 there is one request for all of them
MICROVERSION = "2.8"


def console(task: Task, options: Mapping) -> dict:
    """{changed, console}; options: name, length (0 for no output), type (None for no URL)."""
    server = task.api(task.specs["server"]).get(options["name"])
    output, url = None, None
    if options["length"] != 0:
        output = calls.console(task.connection, server, options["length"])
    if options["type"]:
        desired = {"type": options["type"], "protocol": TYPES[options["type"]]}
        url = task.connection.post(
            "compute", f"/servers/{server.id}/remote-consoles", {"remote_console": desired},
            f"asking for the console of server {server.name}",
            microversion=MICROVERSION)["remote_console"]["url"]
    return {"changed": False, "console": {
        "server_id": server.id, "server_name": server.name, "output": output,
        "type": options["type"], "url": url}}
