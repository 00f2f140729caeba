# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what a server differs from what the definition resolves to where it is.  Pure.

What can be seen is compared with what is there, so that naming what is so already changes nothing.
The digests in a server's metadata tell of the rest whether the definition has changed, and of what
takes requests to see, whether to look at all.
"""
from __future__ import annotations

from typing import NamedTuple, cast

from ..._cloud.target import Target
from ..._resource.server.model import Server, ServerSpec
from ..observe import status
from ..spec import mark
from ..spec.fleet import Fleet, Seat
from .case import Case, Difference, Known, Question
from .rows import OPTIONS

LONGEST = 200       # characters of a value


class Compared(NamedTuple):
    """Which of several choices a server is held against, None if there is but one; and in what it
    differs from that, by option.  preferred: whether that is an earlier one than it comes closest
    to."""

    spec: ServerSpec | None
    differences: dict[str, Difference]
    preferred: bool = False


def compared(fleet: Fleet, seat: Seat, server: Server, known: Known | None = None) -> Compared:
    """With the choice that it comes closest to, or, if the fleet prefers that, the first before
    this that is to be had."""
    closest = _closest(fleet, seat, server, known)
    if not fleet.prefer_first or closest.spec is None or known is None:
        return closest
    choices = fleet.share(server.target).choices(seat.group)
    for spec in choices[:choices.index(closest.spec)]:
        found = differences(fleet, seat, server, known, spec)
        if (server.id, spec) not in known.denied and not any(one.error for one in found.values()):
            return Compared(spec, found, preferred=True)
    return closest


def _closest(fleet: Fleet, seat: Seat, server: Server, known: Known | None) -> Compared:
    """Of those alike, the choice that it was made of, or that comes first."""
    best = None
    for spec in nearest(fleet, seat, server):
        found = differences(fleet, seat, server, known, spec)
        weight = sum(one.error is not None for one in found.values()), len(found)
        if best is None or weight < best[0]:
            best = weight, Compared(spec, found)
        if not found:
            break
    return cast(tuple[object, Compared], best)[1]


def nearest(fleet: Fleet, seat: Seat, server: Server) -> list[ServerSpec | None]:
    """The choices, those first that are most like what it was made of; [None] if there is but
    one."""
    share = fleet.share(server.target)
    if not share.others.get(seat.group):
        return [None]
    return [*sorted(share.choices(seat.group), key=lambda spec: len(mark.changed(server, spec)))]


def differences(fleet: Fleet, seat: Seat, server: Server, known: Known | None = None,
                spec: ServerSpec | None = None) -> dict[str, Difference]:
    """By option; a boot volume with another image is a boot_volume.  spec: see Compared."""
    case = Case(fleet, seat, server, known, spec)
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
            seat = fleet.seat_of(server, target)
            if (mark.belongs(server, fleet.name) and fleet.has(seat) and status.works(server)
                    and server.status not in status.CHANGING
                    and (options := _asked(fleet, seat, server))):
                found.setdefault(target, []).append(Question(seat, server, options))
    return found


def _asked(fleet: Fleet, seat: Seat, server: Server) -> frozenset[str]:
    """Nothing, if it is like one of the choices for all that the list shows; if the fleet prefers
    that, like the first."""
    found = {}
    for spec in nearest(fleet, seat, server):
        case = Case(fleet, seat, server, chosen=spec)
        found[spec] = frozenset(name for name, option in OPTIONS.items()
                                if option.asks and option.compare and option.compare(case))
    first = fleet.spec(seat, server.target)
    best = found[first] if fleet.prefer_first and first in found else min(found.values(), key=len)
    return best and frozenset().union(*found.values())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST - 3]}..."
