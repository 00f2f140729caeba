# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is to be in a pool: the servers that serve, held against its members.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import endpoint
from .endpoint import Endpoint

Row = dict[str, Any]
Place = tuple[str, int]         # address and port: a pool has one member of each
# what a change of several members would reset if it were not sent
KNOWN = ("name", "address", "protocol_port", "weight", "subnet_id", "backup", "is_admin_state_up",
         "monitor_address", "monitor_port", "tags")


@dataclass(frozen=True)
class Desired:
    """What all members of a fleet, or of one of its groups, have in common.

    ports: a server is a member with each.  drain: whether one that works gets weight 0 before it
    is removed.
    """

    fleet: str
    group: str | None
    ports: tuple[int, ...]
    weight: int = 1
    drain: bool = False

    def tags(self, there: Iterable[str] = ()) -> list[str]:
        """Of one that has these."""
        return endpoint.marked(there, self.fleet, self.group)


@dataclass(frozen=True)
class Members:
    """What is done about a pool.

    added, changed: openstacksdk's attributes of members.  removed: the members.  drained: whether
    some of these have connections yet.  rows: of the result.  strange: servers in whose place
    somebody else has set a member.  silent: servers whose members stay although their ports do not
    answer, as no server is ready.
    """

    added: list[Row]
    changed: list[Row]
    removed: list[Any]
    drained: bool
    rows: list[Row]
    strange: list[str]
    silent: list[str]


def plan(desired: Desired, endpoints: Iterable[Endpoint], members: Iterable[Any],
         present: bool) -> Members:
    """members: of the pool, whosever, openstacksdk's."""
    there: dict[Place, Any] = {(one.address, one.protocol_port): one for one in members}
    own = {place: one for place, one in there.items()
           if endpoint.follows(" ".join(one.tags or ()), desired.fleet, desired.group)}
    served: dict[Place, Endpoint] = {(one.address, port): one for one in endpoints
                                     if one.address for port in desired.ports}
    serving = {place: one for place, one in served.items() if present and not one.reason}
    free = {place: one for place, one in serving.items() if place in own or place not in there}
    changes = {place: {"name": one.server.name, "weight": desired.weight,
                       "tags": desired.tags(own[place].tags)}
               for place, one in free.items() if place in own}
    silent = _silent(served, own) if present and not serving else {}
    removed = {place: one for place, one in own.items() if place not in {*free, *silent}}
    drained = {place for place in removed if desired.drain and _works(served.get(place))}
    changes.update({place: {"weight": 0} for place in drained})
    changed = {place: row for place, row in changes.items()
               if not row.items() <= _known(own[place]).items()}
    return Members(_added(desired, free, own),
                   [{**_known(own[place]), **row} for place, row in changed.items()],
                   list(removed.values()), bool(drained),
                   _rows(desired, free, own, changed, removed),
                   sorted({one.server.name for place, one in serving.items()
                           if place not in free}),
                   sorted({one.server.name for one in silent.values()}))


def _added(desired: Desired, free: Mapping[Place, Endpoint], own: Mapping[Place, Any]) -> list[Row]:
    return [{"name": one.server.name, "weight": desired.weight, "address": place[0],
             "protocol_port": place[1], "tags": desired.tags()}
            for place, one in free.items() if place not in own]


def _silent(served: Mapping[Place, Endpoint], own: Mapping[Place, Any]) -> dict[Place, Endpoint]:
    """Those that may serve all the same: a pool without a member serves nobody."""
    return {place: one for place, one in served.items()
            if place in own and one.reason == endpoint.SILENT}


def _works(one: Endpoint | None) -> bool:
    return one is not None and (one.leaving or not one.reason)


def so_far(plan: Members, left: Iterable[Any]) -> Members:
    """A plan whose members are put, and all removed but those that are left."""
    places = {(one.address, one.protocol_port) for one in left}
    drained = {(row["address"], row["protocol_port"]) for row in plan.changed}

    def row(said: Row) -> Row:
        place = said["address"], said["protocol_port"]
        if place not in places:
            return said
        if place not in drained:
            return {**said, "action": "unchanged"}
        return {**said, "weight": 0, "before": {"weight": said["weight"]}, "action": "changed"}
    return replace(plan, rows=[row(said) for said in plan.rows])


def _known(member: Any) -> Row:
    return {name: value for name in KNOWN if (value := getattr(member, name)) is not None}


def _rows(desired: Desired, free: Mapping[Place, Endpoint], own: Mapping[Place, Any],
          changed: Mapping[Place, Row], removed: Mapping[Place, Any]) -> list[Row]:
    rows = []
    for place, one in free.items():
        row = _said(place, one.server.name, desired.weight)
        if place in changed:
            there = _known(own[place])
            differing = {name: value for name, value in changed[place].items()
                         if there.get(name) != value}
            row.update(differing, before={name: there.get(name) for name in differing})
        action = ("added" if place not in own else "changed" if place in changed else "unchanged")
        rows.append({**row, "action": action})
    rows += [{**_said(place, one.name or "", one.weight),
              "action": "removed" if place in removed else "unchanged"}
             for place, one in own.items() if place not in free]
    return sorted(rows, key=lambda row: (row["name"], row["address"], row["protocol_port"]))


def _said(place: Place, name: str, weight: int) -> Row:
    return {"name": name, "address": place[0], "protocol_port": place[1], "weight": weight}
