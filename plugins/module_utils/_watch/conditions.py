# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with fleets and clouds, by the last look at each target.  Pure.

Each is found by the clouds alone, so that whoever looks for the first time finds it as well.  A
target that does not answer is as it was in the last look: what it has is not known to be gone.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._fleet.observe import status
from .._fleet.spec import mark
from .._portable.expiry import moment
from .._portable.mark import EXPIRES
from .._resource.server.model import Server
from .settings import Settings

MOST = 10_000       # servers of a fleet: anybody in the project may have written a higher number
Limits = Mapping[str, Mapping[str, Mapping[str, "int | None"]]]


@dataclass(frozen=True)
class Look:
    """servers: all of a target.  limits: {service: {name: {limit, used}}}, as cloud_info has it."""

    servers: tuple[Server, ...] = ()
    limits: Limits = field(default_factory=dict)


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
    if None not in looks.values():      # it may be there
        found.update(_missing([look for look in looks.values() if look], settings))
    return found


def _away(away: Mapping[Target, CloudError]) -> Found:
    for target, error in away.items():
        yield (Condition("target_down", (str(target),)),
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


def _missing(looks: list[Look], settings: Settings) -> Found:
    """Numbers of a fleet that no target has: up to how many it should have, or up to the highest
    that there is."""
    there: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for server in (server for look in looks for server in look.servers):
        fleet = mark.fleet_of(server)
        if fleet and mark.belongs(server, fleet) and server.status not in status.GONE:
            seat = mark.seat_of(server)
            there[fleet][seat.group].add(seat.index)
    for fleet in there.keys() | settings.fleets.keys():
        counts = settings.fleets.get(fleet) or {
            group: max(numbers) for group, numbers in there[fleet].items()}
        for group, count in counts.items():
            for index in sorted(set(range(1, min(count, MOST) + 1)) - there[fleet][group]):
                where = f"{group}-{index}" if group else str(index)
                yield (Condition("server_missing", (fleet, where)),
                       {"fleet": fleet, "group": group, "index": index,
                        "message": f"fleet {fleet}: server {where} is missing"})
