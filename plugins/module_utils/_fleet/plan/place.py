# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the missing servers go: to which target, and there to which zone.  Pure."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..._cloud.target import Target
from ..observe.choice import Choice, cost
from ..spec.fleet import Seat
from ..spec.limits import PREFIX


@dataclass(frozen=True)
class Capacity:
    """One target as placement sees it.

    have: how many servers of each group are there already.  most: how many of a group it takes,
    where that is bounded.  left: what each quota still allows (instances, cores, ram in MiB, ports,
    floating IPs ...), and choices: how a server of a group can be made, the preferred way first,
    with how much of it that takes.  unfit: why a group's servers cannot be made there.  zones:
    those to be used in turn, with the servers that are in them, by group.  closed: nothing can be
    created there in this run.  crowded: the groups for which it is unfit or closed for want of
    room.  probe: it takes one server first.
    priced: whether there is a table of prices for it, so that each choice has its own.  through:
    of the groups that are reached through another, of which there is none yet, that one.
    """

    target: Target
    have: dict[str, int] = field(default_factory=dict)
    min: int = 0
    max: int | None = None
    most: dict[str, int] = field(default_factory=dict)
    weight: float = 1
    price: float = 0
    left: dict[str, int] = field(default_factory=dict)
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)
    zones: dict[str, dict[str, int]] = field(default_factory=dict)
    closed: bool = False
    crowded: frozenset[str] = frozenset()
    probe: bool = False
    priced: bool = False
    through: dict[str, str] = field(default_factory=dict)


def lacking(tight: Iterable[str]) -> str:
    """That a target has not enough of these quotas and limits; '' if there are none."""
    names = sorted(tight)
    limits = [name for name in names if name.startswith(PREFIX)]
    quotas = [name for name in names if name not in limits]
    return " and ".join([*[f"has no quota left for {', '.join(quotas)}"] * bool(quotas),
                         *[f"has reached its {', '.join(limits)}"] * bool(limits)])


class Tally:
    """A room with what was placed there so far."""

    def __init__(self, capacity: Capacity) -> None:
        self.capacity, self.target = capacity, capacity.target
        self.have, self.left = Counter(capacity.have), dict(capacity.left)
        self.total = sum(capacity.have.values())
        self.zones = {group: dict(zones) for group, zones in capacity.zones.items()}

    def why_not(self, group: str) -> str | None:
        """Why it cannot take another server of this group."""
        capacity = self.capacity
        if capacity.closed:
            return "cannot be used"
        if self.have[group] >= capacity.most.get(group, math.inf):
            return f"takes at most {capacity.most[group]} of group {group}"
        if capacity.max is not None and self.total >= capacity.max and group not in capacity.unfit:
            return f"takes at most {capacity.max}"
        if capacity.probe and self.total > sum(capacity.have.values()):
            return "is tried with one server first"
        through = capacity.through.get(group)
        if through and not self.have[through]:
            return f"has no server of group {through}, through which it would be reached"
        return self.lacks(group)

    def crowded(self, group: str) -> bool:
        """Whether it has no room for another server of this group, but may have some later."""
        capacity = self.capacity
        if (self.have[group] >= capacity.most.get(group, math.inf)
                or self.total >= (math.inf if capacity.max is None else capacity.max)):
            return False
        through = capacity.through.get(group)
        if through and not self.have[through]:
            return self.crowded(through)
        return group in capacity.crowded or not (
            capacity.closed or group in capacity.unfit or self.why_not(group) is None)

    def lacks(self, group: str) -> str | None:
        """What it has not got for another server of this group, whatever the bounds are."""
        capacity = self.capacity
        if group in capacity.unfit:
            return capacity.unfit[group]
        choices = capacity.choices.get(group)
        if not choices or self.choice(group):
            return None
        return lacking({name for choice in choices for name in self._tight(choice)})

    def choice(self, group: str) -> Choice | None:
        """The first that there is quota for."""
        choices = self.capacity.choices.get(group, ())
        return next((choice for choice in choices if not self._tight(choice)), None)

    def _tight(self, choice: Choice) -> list[str]:
        """What is used up already is in nobody's way who needs none of it."""
        return [name for name, left in self.left.items()
                if (need := choice.needs.get(name, 0)) and need > left]

    def take(self, group: str, bound: str | None = None) -> str | None:
        """Takes one more; its zone, where zones are used in turn: the one that it is bound to, if
        that is one of them."""
        self.have[group] += 1
        self.total += 1
        choice = self.choice(group)
        for name, need in choice.needs.items() if choice else ():
            if name in self.left:
                self.left[name] -= need
        zones = self.zones.get(group)
        if not zones:
            return None
        zone = bound if bound in zones else min(zones, key=zones.__getitem__)
        zones[zone] += 1
        return zone

    def price(self, group: str) -> float:
        """Of the next server of a group."""
        way = self.choice(group) if self.capacity.priced else None
        return cost(way) if way else self.capacity.price

    def load(self, group: str) -> tuple[float, float, Target]:
        """How full it is for its weight: of the group's servers, then of the fleet's."""
        return (self.have[group] / self.capacity.weight, self.total / self.capacity.weight,
                self.target)


@dataclass(frozen=True)
class Placement:
    """where: a target for each seat that has one.  unplaced: why the others have none ('' where no
    target can be used at all).  zones: an availability zone for each seat that gets one.  passed:
    targets that would have got a server if they had what it takes, and what they lack.  crowded:
    the unplaced ones for which a target may have room later.  ways: how servers are made, as far
    as their targets have told."""

    where: dict[Seat, Target]
    unplaced: dict[Seat, str]
    zones: dict[Seat, str] = field(default_factory=dict)
    passed: dict[Target, str] = field(default_factory=dict)
    ways: dict[Seat, Choice] = field(default_factory=dict)
    crowded: set[Seat] = field(default_factory=set)


def place(missing: Iterable[Seat], capacities: list[Capacity], policy: str = "spread",
          avoid: dict[Seat, set[Target]] | None = None,
          homes: Mapping[Seat, tuple[Target, str | None]] | None = None) -> Placement:
    """One target for each missing seat, in the order of their numbers.

    First whoever is below its min; then by policy.  spread: where its group has least of its
    servers for the target's weight.  fill: the first target in the order given.  cheapest: by
    price, evenly over what costs the same.  avoid: targets that have failed a seat before.
    homes: the only target, and its zone, for seats that have something there; they come first, as
    do those that have no other target by their group, and before all of them bastions.
    """
    placement, homes = Placement({}, {}, {}), homes or {}
    tallies = [Tally(capacity) for capacity in capacities]
    bastions = {group for one in capacities for group in one.through.values()}
    for seat in sorted(missing, key=lambda seat: (
            seat.group not in bastions, not seat.target, seat not in homes, seat)):
        bad = (avoid or {}).get(seat, set())
        home, zone = homes.get(seat, (seat.target, None))
        here = [tally for tally in tallies if home in (None, tally.target)]
        able = [tally for tally in here
                if tally.target not in bad and tally.why_not(seat.group) is None]
        if able:
            chosen = _choose(able, seat.group, policy)
            placement.passed.update(_passed(here, chosen, seat, policy, bad))
            placement.where[seat] = chosen.target
            if way := chosen.choice(seat.group):
                placement.ways[seat] = way
            if zone := chosen.take(seat.group, zone):
                placement.zones[seat] = zone
        else:
            _unplaced(placement, here, seat, home, bad)
    return placement


def _unplaced(placement: Placement, here: list[Tally], seat: Seat, home: Target | None,
              bad: set[Target]) -> None:
    bound = f"its volume is on {home}, and " if home and not seat.target else ""
    reasons = _reasons(here, seat.group, bad)
    placement.unplaced[seat] = bound + reasons if reasons else ""
    if any(tally.crowded(seat.group) for tally in here if tally.target not in bad):
        placement.crowded.add(seat)


def _choose(able: list[Tally], group: str, policy: str) -> Tally:
    able = [tally for tally in able if tally.total < tally.capacity.min] or able
    if policy == "fill":
        return able[0]
    if policy == "cheapest":
        return min(able, key=lambda tally: (tally.price(group), tally.load(group)))
    return min(able, key=lambda tally: tally.load(group))


def _passed(tallies: list[Tally], chosen: Tally, seat: Seat, policy: str,
            bad: set[Target]) -> Iterator[tuple[Target, str]]:
    for tally in tallies:
        reason = tally.why_not(seat.group)
        if not reason or reason != tally.lacks(seat.group) or tally.target in bad:
            continue
        pair = [one for one in tallies if one in (tally, chosen)]
        if _choose(pair, seat.group, policy) is tally:
            yield tally.target, reason


def _reasons(tallies: list[Tally], group: str, bad: set[Target]) -> str:
    """But of targets that are closed: why they are is said of them already."""
    tallies = [tally for tally in tallies if not tally.capacity.closed]
    reasons = [f"{tally.target} {tally.why_not(group) or 'has failed'}" for tally in tallies
               if tally.target in bad or tally.why_not(group)]
    return "; ".join(reasons)
