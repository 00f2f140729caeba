# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an event source was asked for.  Pure."""
from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.target import Target, named
from .._fleet.spec import mark

CLOUDS = ("clouds_yaml", "secure_yaml", "targets", "api_timeout")
NUMBERS = {"interval": 60.0, "settle": 120.0, "remind": 3600.0, "quota": 0.9}


@dataclass(frozen=True)
class Numbers:
    """How many servers of each group a fleet should have; '' is the group of those that have none.

    each: of the groups that have so many in each target.  places: its targets, as they are defined,
    if they are.  ready: of the groups that are pools, how many should be ready.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    each: Mapping[str, int] = field(default_factory=dict)
    places: tuple[Mapping[str, Any], ...] = ()
    ready: Mapping[str, int] = field(default_factory=dict)

    def on(self, target: Target) -> dict[str, int]:
        """Of each of those groups, how many on a target."""
        found = [place for place in self.places if place["cloud"] == target.cloud
                 and place.get("region_name") in (None, "", target.region)]
        if self.places and not found or any(place.get("max") == 0 for place in found):
            return {}
        most = {one["name"]: one["max"] for place in found for one in place.get("groups") or ()
                if one.get("max") is not None}
        return {group: min(number, most.get(group, number)) for group, number in self.each.items()}


@dataclass(frozen=True)
class Settings:
    """fleets: how many servers they should have, by name.  quota: the part of a quota that is
    nearly all of it.  interval: seconds between looks.  settle: how long something has to be wrong
    before it is told.  remind: after which time it is told again; 0 for never.  clouds: options
    that name them.  rollouts: names of images.  definitions: of fleets, whose drift is told.
    """

    fleets: Mapping[str, Numbers] = field(default_factory=dict)
    quota: float = NUMBERS["quota"]
    interval: float = NUMBERS["interval"]
    settle: timedelta = timedelta(seconds=NUMBERS["settle"])
    remind: timedelta = timedelta(seconds=NUMBERS["remind"])
    clouds: Mapping[str, Any] = field(default_factory=dict)
    rollouts: tuple[str, ...] = ()
    definitions: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> Settings:
        """Raises CloudError (invalid), one sentence, where there is no such argument, or no such
        value."""
        known = {*CLOUDS, *NUMBERS, "drift", "fleets", "rollouts"}
        if unknown := sorted(set(args) - known):
            raise CloudError("invalid", f"{unknown[0]}: there is no such argument: use one of "
                                        f"{', '.join(sorted(known))}")
        interval, settle, remind, quota = (_number(args, name) for name in NUMBERS)
        if not interval:
            raise CloudError("invalid", "interval: 0 is too short: use a number of seconds")
        return cls(dict(map(_fleet, args.get("fleets") or ())), quota, interval,
                   timedelta(seconds=settle), timedelta(seconds=remind),
                   {"api_timeout": 30.0, **_clouds(args)},
                   _rollouts(args.get("rollouts") or []),
                   tuple(args.get("fleets") or ()) if _drift(args.get("drift", False)) else ())


def _number(args: Mapping[str, Any], name: str) -> float:
    try:
        found = float(args.get(name, NUMBERS[name]))
    except (TypeError, ValueError):
        found = math.nan
    if not 0 <= found < 10**9:
        raise CloudError("invalid", f"{name}: {args[name]!r} is not a number of 0 or more")
    return found


def _clouds(args: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: args[name] for name in CLOUDS if name in args}
    try:
        return {**found, **({"targets": [*_places(found["targets"] or ())]}
                            if "targets" in found else {})}
    except (KeyError, TypeError):
        raise CloudError("invalid", f"targets: {found['targets']!r:.200} is not a list of clouds, "
                                    "such as alpha or alpha/RegionOne") from None


def _drift(wanted: Any) -> bool:
    if not isinstance(wanted, bool):
        raise CloudError("invalid", f"drift: {wanted!r:.200} is neither true nor false")
    return wanted


def _rollouts(names: Any) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise CloudError("invalid", f"rollouts: {names!r:.200} is not a list of names")
    return tuple(names)


def _fleet(entry: Any) -> tuple[str, Numbers]:
    """An entry of `fleets`: a fleet's definition, of which the most is of no interest here."""
    try:
        if not mark.is_name(entry["name"]):
            raise ValueError(entry["name"])
        groups = {str(group["name"]): group for group in entry.get("groups") or ()} or {"": entry}
        each = {name: int(group["each"]) for name, group in groups.items()
                if group.get("each") is not None}
        counts = {name: int(group["count"]) for name, group in groups.items() if name not in each}
        ready = {name: int(group["min_ready"]) for name, group in groups.items()
                 if group.get("min_ready") is not None}
        return entry["name"], Numbers(
            {name: count for name, count in counts.items() if name not in ready}, each,
            _places(entry.get("targets") or ([entry] if entry.get("cloud") else ())), ready)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CloudError("invalid", f"fleets: {entry!r:.200} has no name with a count, or with "
                                    "groups that have a name and a count or each") from None


def _places(targets: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(map(_place, targets.split(",") if isinstance(targets, str) else targets))


def _place(entry: Any) -> Mapping[str, Any]:
    """A target of a fleet, which may be a name as alpha/RegionOne; or a fleet that is on one."""
    return named(entry) if isinstance(entry, str) else {**entry, "cloud": entry["cloud"]}
