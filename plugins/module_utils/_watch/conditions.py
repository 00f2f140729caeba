# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with fleets and clouds, by the last look at each target.  Pure.

Each is found by the clouds alone, so that whoever looks for the first time finds it as well.  A
target that does not answer is as it was in the last look: what it has is not known to be gone.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._fleet.observe import status
from .._fleet.spec import claim, mark
from .._fleet.spec.seat import Seat
from .._portable.expiry import moment
from .._portable.image import BUILD, PROMOTED
from .._portable.mark import EXPIRES
from .._resource.server.model import Server
from .settings import Numbers, Settings

DOWN = "target_down"
MOST = 10_000       # servers of a fleet: anybody in the project may have written a higher number
Limits = Mapping[str, Mapping[str, Mapping[str, "int | None"]]]


@dataclass(frozen=True)
class Look:
    """servers: all of a target.  limits: {service: {name: {limit, used}}}, as cloud_info has it.
    images: {name of a rollout: its promoted version, a row of Glance}.  drifted: {id of a server:
    options}."""

    servers: tuple[Server, ...] = ()
    limits: Limits = field(default_factory=dict)
    images: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    drifted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Condition(NamedTuple):
    """type: what is wrong.  of: with what, which tells it from others of its type."""

    type: str
    of: tuple[str, ...]


Found = Iterator[tuple[Condition, dict[str, Any]]]


def conditions(looks: Mapping[Target, Look | None], away: Mapping[Target, CloudError],
               settings: Settings, now: datetime) -> dict[Condition, dict[str, Any]]:
    """{what is wrong: what is known of it}.

    looks: the last one of each target that has answered, None of those that never did.  away: those
    that do not answer now.
    """
    found = dict(_away(away))
    for target, look in looks.items():
        if look:
            found.update(_quotas(target, look, settings))
            found.update(_servers(target, look, now))
            found.update(_images(target, look))
    if None not in looks.values():      # it may be there
        seen = {target: look for target, look in looks.items() if look}
        found.update(_missing(seen, settings))
        found.update(_low(seen, settings))
    return found


def _away(away: Mapping[Target, CloudError]) -> Found:
    for target, error in away.items():
        yield (Condition(DOWN, (str(target),)),
               {**target.report(), "kind": error.kind, "message": str(error)})


def _quotas(target: Target, look: Look, settings: Settings) -> Found:
    for service, limits in look.limits.items():
        for name, row in limits.items():
            limit, used = row["limit"], row["used"]
            if limit and used is not None and used >= settings.quota * limit:
                yield (Condition("quota_nearly_used", (str(target), service, name)),
                       {**target.report(), "quota": f"{service}.{name}", "limit": limit,
                        "used": used,
                        "message": f"{target}: {used} of {limit} {name} are used"})


def _servers(target: Target, look: Look, now: datetime) -> Found:
    for server in look.servers:
        about = {"server": server.name, "id": server.id, "fleet": mark.fleet_of(server),
                 **target.report()}
        if about["fleet"] and server.status == "ERROR":
            reason = f": {server.fault}" if server.fault else ""
            yield (Condition("server_error", (str(target), server.id)),
                   {**about, "message": f"{target}: server {server.name} is in ERROR{reason}"})
        expires = moment(server.metadata.get(EXPIRES))
        if expires and expires <= now:
            yield (Condition("server_expired", (str(target), server.id)),
                   {**about, "message": f"{target}: server {server.name} has expired"})
        held = claim.of(server) if about["fleet"] else None
        if held and held.over(now):
            yield (Condition("claim_ended", (str(target), server.id)),
                   {**about, "owner": held.owner, "message":
                    f"{target}: the claim of {held.owner} on server {server.name} has ended"})
        if options := look.drifted.get(server.id):
            yield (Condition("server_drifted", (str(target), server.id, *options)),
                   {**about, "options": [*options], "message":
                    f"{target}: server {server.name} has drifted: {', '.join(options)}"})


def _images(target: Target, look: Look) -> Found:
    for rollout, row in look.images.items():
        build = str(row.get(BUILD) or row["id"])
        yield (Condition("image_promoted", (str(target), rollout, row["id"])),
               {**target.report(), "rollout": rollout, "build": build, "id": row["id"],
                "promoted": str(row.get(PROMOTED)),
                "message": f"{target}: build {build} of image {rollout} is promoted"})


def _missing(looks: Mapping[Target, Look], settings: Settings) -> Found:
    """Numbers of a fleet that no target has: up to how many it should have, or up to the highest
    that there is; and those that a target does not have of groups that are in each.  A pool has
    gaps."""
    there = _there(looks)
    pools = {(fleet, seat.group) for _target, fleet, seat, server in _seats(looks)
             if claim.of(server)}
    for fleet in {fleet for fleet, _group in there} | settings.fleets.keys():
        numbers = settings.fleets.get(fleet) or Numbers({
            group: max(found) for (one, group), found in there.items()
            if one == fleet and (one, group) not in pools})
        places = [(None, numbers.counts), *((target, numbers.on(target)) for target in looks)]
        for target, counts in places:
            for group, count in counts.items():
                found = there.get((fleet, group), {})
                yield from (_gone(fleet, group, index, target)
                            for index in range(1, min(count, MOST) + 1)
                            if not _is_there(found.get(index, ()), target))


def _there(looks: Mapping[Target, Look]) -> dict[tuple[str, str], dict[int, set[Target]]]:
    """{(fleet, group): {number: where}}."""
    found: dict[tuple[str, str], dict[int, set[Target]]] = {}
    for target, fleet, seat, _server in _seats(looks):
        numbers = found.setdefault((fleet, seat.group), {})
        numbers.setdefault(seat.index, set()).add(target)
    return found


def _seats(looks: Mapping[Target, Look]) -> Iterator[tuple[Target, str, Seat, Server]]:
    """Of the servers of fleets that are not gone."""
    for target, look in looks.items():
        for server in look.servers:
            fleet = mark.fleet_of(server)
            if fleet and mark.belongs(server, fleet) and server.status not in status.GONE:
                yield target, fleet, mark.seat_of(server), server


def _is_there(where: Collection[Target], target: Target | None) -> bool:
    """target: None for any."""
    return target in where if target else bool(where)


def _gone(fleet: str, group: str, index: int, target: Target | None
          ) -> tuple[Condition, dict[str, Any]]:
    where = f"{group}-{index}" if group else str(index)
    on = f" on {target}" if target else ""
    return (Condition("server_missing", (fleet, f"{where}{on}")),
            {"fleet": fleet, "group": group, "index": index, **(target.report() if target else {}),
             "message": f"fleet {fleet}: server {where} is missing{on}"})


def _low(looks: Mapping[Target, Look], settings: Settings) -> Found:
    """Pools of which fewer servers are ready than should be."""
    ready = Counter((fleet, seat.group) for _target, fleet, seat, server in _seats(looks)
                    if server.status == "ACTIVE" and claim.of(server) is None)
    for fleet, numbers in settings.fleets.items():
        for group, least in numbers.ready.items():
            if ready[fleet, group] < least:
                where = f"{fleet}-{group}" if group else fleet
                yield (Condition("pool_low", (fleet, group)),
                       {"fleet": fleet, "group": group, "ready": ready[fleet, group],
                        "min_ready": least, "message":
                        f"pool {where}: {ready[fleet, group]} of {least} servers are ready"})
