# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is to be in a zone: a name for each server, and one for all that serve.  Pure."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .._cloud.errors import CloudError
from . import endpoint
from .endpoint import Endpoint

Row = dict[str, Any]
Key = tuple[str, str]           # name and type: a zone has one recordset of each
LONGEST = 160       # characters of a description
VALUES = ("records", "ttl")


@dataclass(frozen=True)
class Desired:
    """zone: its name, with the dot at its end.  record: the name for all that serve.

    complete: whether all targets were looked at; where not, an address that nobody knows may be
    that of a server.
    """

    fleet: str
    group: str | None
    zone: str
    record: str
    servers: bool = True
    ttl: int = 60
    complete: bool = True

    @property
    def mark(self) -> str:
        """The description of all of them."""
        return " ".join(endpoint.words(self.fleet, self.group))

    def full(self, name: str) -> str:
        """A name in the zone; @ is the zone itself."""
        return (self.zone if name == "@" else name if name.endswith(".")
                else f"{name}.{self.zone}")


@dataclass(frozen=True)
class Records:
    """What is done about a zone.

    added: openstacksdk's attributes.  changed: recordsets with the attributes that they get.
    removed: recordsets.  drained: whether a server that works is asked no more.  rows: of the
    result.  warnings: sentences.
    """

    added: list[Row]
    changed: list[tuple[Any, Row]]
    removed: list[Any]
    drained: bool
    rows: list[Row]
    warnings: list[str]


def checked(desired: Desired) -> Desired:
    """Raises CloudError (invalid) where its mark has no room, or the name is not in the zone."""
    if len(desired.mark) > LONGEST:
        raise CloudError("invalid", f"group: {desired.group!r} is too long for the description of "
                         f"a record, which has {LONGEST} characters")
    full = desired.full(desired.record)
    if full != desired.zone and not full.endswith(f".{desired.zone}"):
        raise CloudError("invalid", f"record: {desired.record!r} is not in the zone "
                         f"{desired.zone!r}: use a name without a dot at its end, or @")
    return desired


def plan(desired: Desired, endpoints: Iterable[Endpoint], recordsets: Iterable[Any],
         present: bool) -> Records:
    """recordsets: those that may be ours, openstacksdk's."""
    own = {(one.name, one.type): one for one in recordsets if endpoint.follows(
        one.description, desired.fleet, desired.group)}
    servers = list(endpoints)
    wanted, warnings = _wanted(desired, servers, own) if present else ({}, [])
    values: dict[Key, Row] = {key: {"records": sorted(found), "ttl": desired.ttl}
                              for key, found in wanted.items()}
    added = [{"name": name, "type": kind, "description": desired.mark, **values[name, kind]}
             for name, kind in values if (name, kind) not in own]
    changed = {key: new for key, row in values.items() if key in own and (
        _before(own[key], new := {**row, **_mark(desired, own[key])}) != new)}
    removed = [one for key, one in own.items() if key not in values]
    leaving = {address for one in servers for address in one.addresses
               if one.leaving or not present}
    drained = any(leaving & {*own[key].records} - {*row["records"]} for key, row in changed.items())
    return Records(added, [(own[key], row) for key, row in changed.items()], removed,
                   drained or any(leaving & {*one.records} for one in removed),
                   _rows(values, own, changed), warnings)


def _wanted(desired: Desired, servers: list[Endpoint],
            own: Mapping[Key, Any]) -> tuple[dict[Key, set[str]], list[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    every, warnings = desired.full(desired.record), []
    for one in servers:
        name = endpoint.label(one.server.name)
        if desired.servers and name:
            _add(found, desired.full(name), one)
        if not one.reason:
            _add(found, every, one)
    stays = {key: set(there.records) for key, there in own.items() if key[0] == every}
    if servers and all(one.reason for one in servers) and stays:
        warnings.append(f"no server of {desired.fleet} is ready, so {every} stays as it is")
        found.update(stays)
    if not desired.complete:
        _keep(found, servers, {key: set(there.records) for key, there in own.items()})
    return dict(found), warnings


def _add(found: dict[Key, set[str]], name: str, one: Endpoint) -> None:
    for kind, version_6 in (("A", False), ("AAAA", True)):
        if address := one.of_version(version_6):
            found[name, kind].add(address)


def _keep(found: dict[Key, set[str]], servers: list[Endpoint],
          own: Mapping[Key, set[str]]) -> None:
    """What may be that of a server on a target that was not looked at."""
    known = {address for one in servers for address in one.addresses}
    for key, addresses in own.items():
        if addresses - known:
            found.setdefault(key, set()).update(addresses - known)


def _rows(values: Mapping[Key, Row], own: Mapping[Key, Any],
          changed: Mapping[Key, Row]) -> list[Row]:
    rows = [{"name": key[0], "type": key[1], **changed.get(key, row),
             "action": "added" if key not in own
             else "changed" if key in changed else "unchanged",
             **({"before": _before(own[key], changed[key])} if key in changed else {})}
            for key, row in values.items()]
    rows += [{"name": key[0], "type": key[1], **_before(one, VALUES), "action": "removed"}
             for key, one in own.items() if key not in values]
    return sorted(rows, key=lambda row: (row["name"], row["type"]))


def _mark(desired: Desired, recordset: Any) -> Row:
    """The description of one that has the mark of another group; nothing of others."""
    there = (recordset.description or "").split()
    marked = endpoint.marked(there, desired.fleet, desired.group)
    return {} if marked == there else {"description": " ".join(marked)}


def _before(recordset: Any, names: Iterable[str]) -> Row:
    return {name: sorted(recordset.records) if name == "records" else getattr(recordset, name)
            for name in names}
