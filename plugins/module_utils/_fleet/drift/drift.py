# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what a server differs from what the definition resolves to where it is.  Pure.

What can be seen is compared with what is there, so that naming what is so already changes nothing.
The digests in a server's metadata tell of the rest whether the definition has changed, and of what
takes requests to see, whether to look at all.
"""
from __future__ import annotations

from ..._cloud.target import Target
from ..._resource.server.model import Server
from ..observe import status
from ..spec import mark
from ..spec.fleet import Fleet, Seat
from .case import Case, Difference, Known, Question
from .rows import OPTIONS

LONGEST = 200       # characters of a value


def differences(fleet: Fleet, seat: Seat, server: Server,
                known: Known | None = None) -> dict[str, Difference]:
    """By option; a boot volume with another image is a boot_volume."""
    case = Case(fleet, seat, server, known)
    found = {name: difference for name, option in OPTIONS.items()
             if option.compare and (difference := option.compare(case))}
    if server.image is None and "image" in found:
        found["boot_volume"] = found.pop("image")
    return {name: one._replace(before=_short(one.before), after=_short(one.after))
            for name, one in found.items()}


def questions(fleet: Fleet, seen: dict[Target, list[Server]]) -> dict[Target, list[Question]]:
    """What to ask of each target."""
    found: dict[Target, list[Question]] = {}
    for target, servers in seen.items():
        for server in servers:
            seat = mark.seat_of(server)
            if (mark.belongs(server, fleet.name) and fleet.has(seat) and status.works(server)
                    and server.status not in status.CHANGING
                    and (options := _asked(Case(fleet, seat, server)))):
                found.setdefault(target, []).append(Question(seat, server, options))
    return found


def _asked(case: Case) -> frozenset[str]:
    return frozenset(name for name, option in OPTIONS.items()
                     if option.asks and option.compare and option.compare(case))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST - 3]}..."
