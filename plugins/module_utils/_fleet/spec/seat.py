# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One numbered place in a fleet, and what claims leave of all places.  Pure."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..._cloud.target import Target


class Seat(NamedTuple):
    """group is '' where the fleet has no groups.  target: the only one where the place is, of a
    group that has its servers in each target; fleet.Fleet.seat_of() knows those."""

    group: str
    index: int      # type: ignore[assignment]  # no tuple's index() is asked for
    target: Target | None = None

    def __str__(self) -> str:
        return self.told(f"{self.group}-{self.index}" if self.group else str(self.index))

    def told(self, name: str) -> str:
        """A name of what is there, for people: each target may have the same."""
        return f"{name} of {self.target}" if self.target else name

    def report(self) -> dict[str, Any]:
        """For results, which say where it is by themselves."""
        return {"group": self.group, "index": self.index}


@dataclass(frozen=True)
class Apart:
    """What a pool's claims leave of it.  seats: the places of servers that nobody has, as a dict in
    their order, if there is a pool.  claimed: why servers in these places stay as they are.  used,
    old: ids of servers that are to be replaced, the former with the reason.  reused: {id: who had
    it} of servers that are rebuilt instead."""

    seats: dict[Seat, None] | None = None
    claimed: dict[Seat, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    old: frozenset[str] = frozenset()
    reused: dict[str, str] = field(default_factory=dict)
