# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many of the missing servers go where.  Pure."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..cloud.target import Target


@dataclass(frozen=True)
class Room:
    """One target as placement sees it.

    have: servers of the fleet there already.  left: how many more each quota allows, by its name
    (instances, cores, ram, floating IPs ...), already divided by what one server needs.
    closed: nothing can be created there in this run.
    """

    target: Target
    have: int = 0
    min: int = 0
    max: int | None = None
    weight: float = 1
    left: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    def why_not(self, more: int) -> str | None:
        """Why it cannot take another one when `more` go there already."""
        if self.closed:
            return "cannot be used"
        if self.max is not None and self.have + more >= self.max:
            return f"takes at most {self.max}"
        tight = [name for name, left in sorted(self.left.items()) if more >= left]
        return f"has no quota left for {', '.join(tight)}" if tight else None


@dataclass(frozen=True)
class Placement:
    """where: a target for each index that has one.  unplaced: why the others have none ('' where
    there is no target at all)."""

    where: dict[int, Target]
    unplaced: dict[int, str]


def place(missing: Iterable[int], rooms: list[Room], policy: str = "spread",
          avoid: dict[int, set[Target]] | None = None) -> Placement:
    """One target for each missing index, in the order of the indexes.

    First whoever is below its min; then by policy.  spread: where the fleet has least of the
    servers for its weight, the first of equals.  fill: the first in the order given.
    avoid: targets that have failed an index before.
    """
    where: dict[int, Target] = {}
    unplaced: dict[int, str] = {}
    more = {room.target: 0 for room in rooms}
    for index in sorted(missing):
        bad = (avoid or {}).get(index, set())
        able = [room for room in rooms
                if room.target not in bad and room.why_not(more[room.target]) is None]
        if not able:
            unplaced[index] = _reasons(rooms, more, bad)
            continue
        chosen = _choose(able, more, policy)
        where[index] = chosen.target
        more[chosen.target] += 1
    return Placement(where, unplaced)


def _choose(able, more, policy):
    below = [room for room in able if room.have + more[room.target] < room.min]
    if below or policy == "fill":
        return (below or able)[0]
    return min(able, key=lambda room: (room.have + more[room.target]) / room.weight)


def _reasons(rooms, more, bad):
    reasons = [f"{room.target} {room.why_not(more[room.target]) or 'has failed'}"
               for room in rooms if room.target in bad or room.why_not(more[room.target])]
    return "; ".join(reasons)
