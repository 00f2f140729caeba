# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a server on its way needs next.  Pure."""
from __future__ import annotations

from ..._resource.server.model import Server
from ..observe.status import AT_WORK, CHANGING


def phase(server: Server | None, *, wait: str, needs_floating: bool, settled: bool,
          answered: bool, needs_keys: bool) -> str:
    """The next thing to wait for or to do:

    listed | floating | active | port | keys | settle | done | error | stopped

    needs_floating: it should get a floating IP and none was made yet.  settled: the list shows
    the floating IP that was made, or has had its time to.  answered: its port has answered.
    needs_keys: its host keys are wanted and not known.
    """
    if server is None:
        return "listed"
    if server.status == "ERROR":
        return "error"
    if needs_floating:
        return "floating"
    if wait == "none":
        return "done"
    if server.status not in AT_WORK:
        return "active" if server.status in CHANGING or server.task else "stopped"
    if wait == "reachable" and not answered:
        return "port"
    if needs_keys:
        return "keys"
    return "done" if settled else "settle"


WAITS_FOR_LIST = ("listed", "active", "settle")
