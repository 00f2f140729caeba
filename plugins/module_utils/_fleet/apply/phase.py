# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a server on its way needs next.  Pure."""
from __future__ import annotations

from enum import StrEnum

from ..._resource.server.model import Server
from ..observe.status import AT_WORK, CHANGING


class Phase(StrEnum):
    """What a journey waits for on the leg that is under way, or has come to."""

    BEGUN = "begun"             # an answer, or nothing that is told apart
    LISTED = "listed"           # a list of servers
    FLOATING = "floating"
    ACTIVE = "active"
    PORT = "port"
    KEYS = "keys"
    SETTLE = "settle"           # that a list shows the floating IP
    DONE = "done"
    ERROR = "error"
    STOPPED = "stopped"


WAITS_FOR_LIST = frozenset((Phase.LISTED, Phase.ACTIVE, Phase.SETTLE))
WAITS_FOR_TRY = frozenset((Phase.PORT, Phase.KEYS))


def phase(server: Server | None, *, wait: str, needs_floating: bool, settled: bool,
          answered: bool, needs_keys: bool) -> Phase:
    """The next thing to wait for or to do.

    needs_floating: it should get a floating IP and none was made yet.  settled: the list shows
    the floating IP that was made, or has had its time to.  answered: its port has answered.
    needs_keys: its host keys are wanted and not known.
    """
    if server is None:
        return Phase.LISTED
    if server.status == "ERROR":
        return Phase.ERROR
    if needs_floating:
        return Phase.FLOATING
    if wait == "none":
        return Phase.DONE
    if server.status not in AT_WORK:
        return Phase.ACTIVE if server.status in CHANGING or server.task else Phase.STOPPED
    if wait == "reachable" and not answered:
        return Phase.PORT
    if needs_keys:
        return Phase.KEYS
    return Phase.DONE if settled else Phase.SETTLE
