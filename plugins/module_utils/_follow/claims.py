# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which servers of a pool somebody gets, and what is said of them.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.sentences import sentences, told
from .._cloud.target import Target
from .._fleet.spec import claim, mark
from .._fleet.spec.claim import Claim
from .._portable.expiry import Expiry
from .._resource.server.model import Server
from .endpoint import Endpoint

SAME = "unchanged"
FOREVER = Expiry(claim.EVER, claim.EVER)


@dataclass(frozen=True)
class Row:
    """A claim on a server.  action: claimed | renewed | released | unchanged."""

    endpoint: Endpoint
    claim: Claim
    action: str = SAME

    @property
    def server(self) -> Server:
        """Whose claim it is."""
        return self.endpoint.server

    @property
    def target(self) -> Target:
        """Where the server is."""
        return self.server.target

    def changed(self, expires: datetime, action: str) -> Row:
        """The same claim, until another time."""
        return Row(self.endpoint, self.claim._replace(expires=expires), action)

    def report(self) -> dict[str, Any]:
        """As results show it."""
        return {**self.endpoint.report(), **self.claim.report(), "action": self.action}

    def line(self) -> str:
        """Of a diff."""
        return f"{self.server.name} on {self.target}: claimed by {self.claim.owner}\n"


@dataclass(frozen=True)
class Pool:
    """A fleet on one target.  now: by its clock.  expires: of new claims."""

    now: datetime
    endpoints: tuple[Endpoint, ...] = ()
    expires: Expiry = FOREVER

    @property
    def free(self) -> list[Server]:
        """Those that serve, and that nobody has had yet."""
        return [one.server for one in self.endpoints
                if not one.reason and claim.KEY not in one.server.metadata]

    @property
    def claims(self) -> list[Row]:
        """Of those that somebody has now."""
        return [Row(one, found) for one in self.endpoints
                if (found := claim.of(one.server)) and not found.over(self.now)]

    def of(self, owner: str | None, servers: Sequence[str] | None) -> list[Row]:
        """The claims of an owner, or on servers with these ids."""
        return [row for row in self.claims if owner in (None, row.claim.owner)
                and (servers is None or row.server.id in servers)]


def choose(free: Sequence[Server], have: Iterable[Target], count: int,
           together: bool) -> list[Server]:
    """So many of these, in whose order they are preferred; fewer where there are not so many.

    have: the targets of those that are there already, once for each.  together: all on one target.
    """
    there, left = Counter(have), list(free)
    if together:
        many = Counter(server.target for server in left)
        where = next((target for target in there or many if many[target] >= count), None)
        return [server for server in left if server.target == where][:count]
    chosen: list[Server] = []
    while left and len(chosen) < count:
        best = min(left, key=lambda server: there[server.target])
        left.remove(best)
        there[best.target] += 1
        chosen.append(best)
    return chosen


def result(options: Mapping[str, Any], rows: Iterable[Row], short: int, wrong: list[CloudError],
           pools: Mapping[Target, Pool], requests: Mapping[Target, int]) -> dict[str, Any]:
    """The module's result.  short: how many servers could not be claimed, or changed.  requests:
    of each target."""
    rows = sorted(rows, key=_place)
    changed = [row for row in rows if row.action != SAME]
    texts = sentences(wrong)
    return {
        "changed": bool(changed), "failed": bool(short),
        "msg": told(_line(options, rows, short, pools), texts if short else []),
        "warnings": [] if short else texts,
        "servers": [row.report() for row in rows],
        "failures": [error.report() for error in wrong],
        "diff": {"before": "".join(row.line() for row in changed if row.action != "claimed"),
                 "after": "".join(row.line() for row in changed if row.action != "released")},
        "targets": [_target(target, pools.get(target), number, wrong)
                    for target, number in requests.items()]}


def _place(row: Row) -> tuple[Any, ...]:
    return (*mark.seat_of(row.server), row.target, row.server.id)


def _line(options: Mapping[str, Any], rows: list[Row], short: int,
          pools: Mapping[Target, Pool]) -> str:
    pool, count = f"Pool {options['name']}", options["count"]
    if options["state"] == "absent":
        return f"{pool}: {len(rows)} servers released"
    if not short:
        return f"{pool}: {len(rows)} servers claimed for {options['owner']}"
    free = sum(len(one.free) for one in pools.values())
    claimed = sum(len(one.claims) for one in pools.values())
    return (f"{pool}: {count} servers cannot be claimed for {options['owner']}, as {short} are "
            f"missing, and no new server was claimed: {free} are free and {claimed} are claimed")


def _target(target: Target, pool: Pool | None, requests: int,
            wrong: Iterable[CloudError]) -> dict[str, Any]:
    return {**target.report(), "servers": len(pool.endpoints) if pool else 0,
            "free": len(pool.free) if pool else 0, "claimed": len(pool.claims) if pool else 0,
            "requests": requests,
            "error": next((str(error) for error in wrong if error.target == target), None)}
