# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fleet that the user declares, as frozen data.  Pure."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..._cloud.target import Target
from ..._portable.expiry import Expiry
from ..._portable.template import filled
from ..._resource.server.model import ServerSpec
from ..._resource.server.user_data import message, parts
from . import alternatives, groups, mark, prices, times
from .limits import Limits
from .prices import Prices
from .seat import Apart, Seat
from .words import amount

if TYPE_CHECKING:
    from ..._resource.server.model import Server
    from ..._resource.volume import Copy, Volume

__all__ = ["Apart", "Fleet", "Seat", "Share", "of", "readable"]


@dataclass(frozen=True)
class Share:
    """What one target contributes: its own spec for each group, and its bounds.

    others: of the groups that have several choices, those after the first, in order.  most: of the
    groups that have a bound of their own there.  price: of one server there, in the user's unit.
    """

    target: Target
    specs: tuple[tuple[str, ServerSpec], ...] = (("", ServerSpec()),)
    others: dict[str, tuple[ServerSpec, ...]] = field(default_factory=dict)
    min: int = 0
    max: int | None = None
    most: dict[str, int] = field(default_factory=dict)
    weight: float = 1
    price: float | None = None
    limits: Limits = field(default_factory=Limits)
    prices: Prices | None = None

    def spec(self, group: str) -> ServerSpec:
        """What a server of a group is there, if its first choice is to be had."""
        return dict(self.specs)[group]

    def choices(self, group: str) -> tuple[ServerSpec, ...]:
        """What a server of a group may be there, in order of preference."""
        return (self.spec(group), *self.others.get(group, ()))

    def number(self, group: str, each: int) -> int:
        """How many servers it has of a group that has so many in each target."""
        return 0 if self.max == 0 else min(each, self.most.get(group, each))

    @property
    def taken(self) -> dict[str, ServerSpec]:
        """The specs of the groups that may be there."""
        return {group: spec for group, spec in self.specs if self.most.get(group) != 0}


@dataclass(frozen=True)
class Fleet:
    """A named set of servers, spread over targets: like servers numbered from 1, or several groups
    of such.  counts: {group: how many}; each: {group: how many of these in each target}, of the
    groups that have their servers so."""

    name: str
    counts: dict[str, int]
    shares: tuple[Share, ...] = ()
    each: dict[str, int] = field(default_factory=dict)
    name_template: str | None = None
    placement: str = "spread"           # spread | fill | cheapest
    unseen: str = "replace"             # replace | hold
    prefer_first: bool = False
    update_policy: str = "in_place"     # none | in_place | resize | rebuild | replace
    max_unavailable: str = "1"
    create_first: bool = False
    purge: bool = False
    adopt: tuple[str, ...] = ()
    replace: tuple[str, ...] = ()       # ids of servers that may seem to work
    only: tuple[str, ...] | None = None     # ids of all that may be changed
    spared: frozenset[Seat] = frozenset()   # those of all others: plan.change.sparing
    max_replace: int | None = None
    max_replace_per_hour: int | None = None
    expires: Expiry | None = None
    out_of_service: str | None = None   # of new servers: why
    retries: int = 3
    min_success: str | None = None
    on_failure: str = "delete"          # delete | keep
    host_keys: str = "console"          # console | injected
    wait_for_room: float | None = None  # seconds
    min_ready: dict[str, int] = field(default_factory=dict)     # of the groups that are pools
    max_ready_age: float | None = None  # seconds
    reuse_policy: str = "replace"       # replace | rebuild
    apart: Apart = field(default_factory=Apart)     # as it was looked at last: plan.pool
    plan_digest: str | None = None
    max_cost: float | None = None       # per month
    wrong: tuple[str, ...] = ()         # what cannot be made of the options, a sentence for each

    @property
    def count(self) -> int:
        """Of all groups together."""
        if self.apart.seats is not None:
            return len(self.apart.seats)
        return sum(max(0, count) for count in self.counts.values())

    def seats(self) -> list[Seat]:
        """Every place that is to be taken."""
        if self.apart.seats is not None:
            return list(self.apart.seats)
        return [Seat(group, index, target) for group, count in self.counts.items()
                for target, number in self._numbers(group, count)
                for index in range(1, number + 1)]

    def _numbers(self, group: str, count: int) -> list[tuple[Target | None, int]]:
        if group not in self.each:
            return [(None, count)]
        return [(share.target, share.number(group, self.each[group])) for share in self.shares]

    def has(self, seat: Seat) -> bool:
        """Whether a place is one of the fleet's."""
        if self.apart.seats is not None:
            return seat in self.apart.seats
        number = self.counts.get(seat.group, 0)
        if seat.target:
            number = self.share(seat.target).number(seat.group, self.each[seat.group])
        return 1 <= seat.index <= number

    def seat_of(self, found: Server | Volume | Copy, target: Target) -> Seat:
        """The place of something on a target, by its marks."""
        seat = mark.seat_of(found)
        return seat._replace(target=target) if seat.group in self.each else seat

    def worn(self, own_id: str) -> str:
        """Why a server that works is to be replaced; '' if it is not."""
        old = "is older than max_ready_age" if own_id in self.apart.old else ""
        return "is to be replaced" if own_id in self.replace else old

    @cached_property
    def _by_target(self) -> dict[Target, Share]:
        return {share.target: share for share in self.shares}

    def share(self, target: Target) -> Share:
        """The share of a target that is in the fleet (KeyError if it is not)."""
        return self._by_target[target]

    def spec(self, seat: Seat, target: Target) -> ServerSpec:
        """What a server in this place is on this target."""
        return self._by_target[target].spec(seat.group)

    def server_name(self, seat: Seat, target: Target) -> str:
        """What a server in this place is called on this target."""
        template = self.name_template or ("@{fleet}-@{group}-@{index}" if seat.group
                                          else "@{fleet}-@{index}")
        return filled(template, self.words(seat, target))

    def words(self, seat: Seat, target: Target) -> dict[str, str | int]:
        """What a name or user data may use, but for the name itself."""
        return {"fleet": self.name, "group": seat.group, "index": seat.index, **target.report()}

    def userdata(self, seat: Seat, target: Target) -> str | None:
        """The spec's user data for one server."""
        words = {**self.words(seat, target), "name": self.server_name(seat, target)}
        texts = parts(self.spec(seat, target).userdata_of(seat.index))
        return message(tuple(filled(text, words) for text in texts)) if texts else None

    def needed(self) -> int:
        """How many servers make the run a success."""
        return min(self.count, amount(self.min_success, self.count, math.ceil))

    def at_once(self) -> int:
        """How many working servers may be changed, so that they do not work, at a time."""
        return max(1, amount(self.max_unavailable, self.count, math.floor))


PLAIN = ("placement", "unseen", "update_policy", "prefer_first", "name_template", "max_unavailable",
         "create_first", "purge", "max_replace", "max_replace_per_hour", "retries", "min_success",
         "on_failure", "host_keys", "plan_digest", "max_cost", "out_of_service", "reuse_policy")


def of(options: dict[str, Any], entries: list[tuple[Target, dict[str, Any]]],
       now: datetime) -> Fleet:
    """From the module's options, and the targets with their own options (overrides, bounds).

    What a server is, is said by the fleet; a group's word counts more, a target's word more than
    that, and what a target says of a group most.
    """
    wrong = prices.mistakes(options.get("prices") or ())
    kinds = _by_name(options.get("groups") or (), "groups", wrong)
    wrong.extend(groups.mistakes(kinds))
    shares = tuple(_share(options, kinds, target, _given(entry), wrong)
                   for target, entry in entries)
    counts = ({name: group.get("count") or 0 for name, group in kinds.items()} if kinds
              else {"": options.get("count") or 0})
    each = groups.each(kinds)
    counts.update({group: sum(share.number(group, number) for share in shares)
                   for group, number in each.items()})
    return Fleet(name=options["name"], counts=counts, shares=shares, each=each,
                 adopt=tuple(options.get("adopt") or ()),
                 replace=tuple(options.get("replace") or ()),
                 only=None if options.get("only") is None else tuple(options["only"]),
                 expires=times.expires(options, now, wrong),
                 wait_for_room=times.seconds("wait_for_room", options, wrong),
                 min_ready={name: group["min_ready"]
                            for name, group in (kinds or {"": options}).items()
                            if group.get("min_ready") is not None},
                 max_ready_age=times.seconds("max_ready_age", options, wrong),
                 wrong=tuple(wrong),
                 **{key: options[key] for key in PLAIN if options.get(key) is not None})


def readable(options: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The options, and a sentence for each of alternatives.READERS and the like in them that cannot
    be read, in place of which there is something else."""
    wrong: list[str] = []

    def level(found: Any, where: str) -> Any:
        if not isinstance(found, Mapping):
            return found
        texts = alternatives.mistakes(found)
        wrong.extend(where + text for text in texts.values())
        below = {key: [level(one, f"{where}{key}: {_called(one)}: ") for one in found[key]]
                 for key in ("groups", "targets") if isinstance(found.get(key), list)}
        return {**found, **below, **{name: alternatives.UNREADABLE[name] for name in texts}}
    return level(options, ""), wrong


def _called(entry: object) -> str:
    name = entry.get("name") or entry.get("cloud") if isinstance(entry, Mapping) else None
    return name if isinstance(name, str) else "one"


def _share(options: Mapping[str, Any], kinds: Mapping[str, dict[str, Any]], target: Target,
           entry: dict[str, Any], wrong: list[str]) -> Share:
    own = _by_name(entry.get("groups") or (), f"targets: {target}: groups", wrong)
    wrong.extend(groups.mistakes_there(kinds, own, target))
    choices = {name: alternatives.specs({
        **options, **_given(kinds.get(name, {})), **entry, **_given(own.get(name, {})),
        **groups.behind(kinds.get(name, {}))}) for name in kinds or [""]}
    most = {name: group["max"] for name, group in own.items() if group.get("max") is not None}
    return Share(target, tuple((name, first) for name, (first, *_others) in choices.items()),
                 {name: found[1:] for name, found in choices.items() if found[1:]},
                 min=entry.get("min", 0), max=entry.get("max"), most=most,
                 weight=entry.get("weight", 1), price=entry.get("price"),
                 limits=Limits.of(entry.get("limits")),
                 prices=prices.of(options.get("prices") or (), target))


def _by_name(entries: Iterable[dict[str, Any]], option: str,
             wrong: list[str]) -> dict[str, dict[str, Any]]:
    names = Counter(entry["name"] for entry in entries)
    wrong.extend(f"{option}: {name!r} is used more than once: each needs its own name."
                 for name, number in names.items() if number > 1)
    return {entry["name"]: entry for entry in entries}


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if value is not None}
