# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Claiming ready servers of a pool for an owner, and releasing them."""
from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._cloud.select import select
from .._cloud.target import Target
from .._fleet.observe import servers as observed
from .._fleet.spec import claim as marks
from .._fleet.spec.claim import Claim
from .._portable.address import Preference
from .._portable.expiry import expiry, stamp
from .._resource.server.model import Server
from . import claims, endpoint, taker
from .claims import FOREVER, Pool, Row
from .look import FOLLOWING
from .taker import Taken, Taker

PAUSE = 2.0         # seconds between two looks at a pool that has too few; up to half of it more
CLAIM_OPTIONS: dict[str, Any] = {
    **FOLLOWING,
    "state": {"choices": ["present", "absent"], "default": "present"},
    "owner": {},
    "servers": {"type": "list", "elements": "str"},
    "count": {"type": "int", "default": 1},
    "placement": {"choices": ["spread", "together"], "default": "spread"},
    "expires": {},
    "wait": {"type": "bool", "default": True},
    "timeout": {"type": "float", "default": 300.0},
}


def run(options: dict, check_mode: bool) -> dict:
    """Claims or releases servers; the module's result."""
    endpoint.checked(options)
    marks.checked(options)
    claiming = Claiming(options, check_mode)
    if options["state"] == "absent":
        claiming.release()
    else:
        claiming.claim()
    return claims.result(options, claiming.rows, claiming.short, claiming.wrong, claiming.pools,
                         {target: claiming.selection.connections[target].requests
                          for target in claiming.selection.targets})


class Claiming:
    """pools: what targets have, as it was looked at last.  rows: of the result.  wrong: what went
    wrong.  short: how many servers are missing."""

    def __init__(self, options: dict, check_mode: bool) -> None:
        self.options, self.check_mode = options, check_mode
        self.selection = select(options)
        self.deadline = time.monotonic() + options["timeout"] * options["wait"]
        self._preferences = tuple(map(Preference.of, options["addresses"] or [{}]))
        self.pools: dict[Target, Pool] = {}
        self.rows: list[Row] = []
        self.wrong: list[CloudError] = []
        self.short = 0

    # -- look

    def _look(self) -> None:
        found = self.selection.look(self._pool)
        found.update(observed.twins({
            target: one if isinstance(one, CloudError) else [row.server for row in one.endpoints]
            for target, one in found.items()}))
        self.wrong = [*self.selection.failures,
                      *(one for one in found.values() if isinstance(one, CloudError))]
        self.pools = {target: one for target, one in found.items() if isinstance(one, Pool)}

    def _pool(self, connection: Connection) -> Pool:
        own = endpoint.own(observed.servers(connection, self.options["name"]),
                           self.options["name"], self.options["group"])
        now = connection.now()
        return Pool(now, tuple(endpoint.of(server, self._preferences, True) for server in own),
                    expiry("expires", self.options["expires"], now) or FOREVER)

    def _held(self) -> list[Row]:
        """The claims that the options are about."""
        return [row for pool in self.pools.values()
                for row in pool.of(self.options["owner"], self.options["servers"])]

    # -- claim

    def claim(self) -> None:
        """Until the owner has as many as desired, or time is over."""
        while True:
            self._look()
            held = [row for row in self._held() if not row.endpoint.reason]
            taken = self._complete([row.target for row in held])
            left = self.deadline - time.monotonic()
            if not self.short or left <= 0 or self.check_mode:
                break
            time.sleep(min(PAUSE * (1 + random.random() / 2), left))
        self.rows = [Row(endpoint.of(one.server, self._preferences, True), one.claim, "claimed")
                     for one in taken] + self._renewed(held)

    def _complete(self, have: list[Target]) -> list[Taken]:
        """What is missing, all of it or nothing.  have: the targets of those that are there."""
        free = [server for pool in self.pools.values() for server in pool.free]
        random.shuffle(free)        # so that who asks at the same time does not ask for the same
        taken: list[Taken] = []
        while True:
            there = [*have, *(one.server.target for one in taken)]
            missing = max(0, self.options["count"] - len(there))
            chosen = claims.choose(free, there, missing, self.options["placement"] == "together")
            self.short = missing - len(chosen)
            if self.short and not self._give_back(taken):
                return []
            if self.short:
                taken = []      # another target may have room for all of them
                continue
            if self.check_mode or not chosen:
                return taken + [self._would(server) for server in chosen]
            taken += self._take(chosen)
            failed = {error.target for error in self.wrong}
            free = [one for one in free if one not in chosen and one.target not in failed]

    def _give_back(self, taken: list[Taken]) -> bool:
        """Whether there was anything."""
        own = {one.server.id: one for one in taken}
        self._ask((one.server for one in taken), lambda connection, servers: each(
            servers, lambda own_id: taker.give_back(connection, servers[own_id],
                                                    own[own_id].hold)))
        return bool(taken)

    def _take(self, chosen: list[Server]) -> list[Taken]:
        found = self._ask(chosen, lambda connection, servers: Taker(
            connection, self.options["owner"], self._until(connection.target),
            self.options["port"]).take(servers))
        return [one for one in found if isinstance(one, Taken)]

    def _would(self, server: Server) -> Taken:
        return Taken(server, Claim("", self._until(server.target), self.options["owner"]))

    def _until(self, target: Target) -> datetime:
        return self.pools[target].expires.at

    def _ask(self, servers: Iterable[Server],
             function: Callable[[Connection, dict[str, Server]], dict]) -> list[Any]:
        """What function(connection, {id: its server}) answers of each; errors are noted."""
        there: dict[Target, dict[str, Server]] = {}
        for server in servers:
            there.setdefault(server.target, {})[server.id] = server
        found = self.selection.ask(
            lambda connection: function(connection, there[connection.target]), there)
        items = [item for one in found.values()
                 for item in ([one] if isinstance(one, CloudError) else one.values())]
        self.wrong += [item for item in items if isinstance(item, CloudError)]
        return items

    # -- change

    def _renewed(self, held: list[Row]) -> list[Row]:
        return self._set([
            row if self.pools[row.target].expires.fits(stamp(row.claim.expires))
            else row.changed(self._until(row.target), "renewed") for row in held])

    def release(self) -> None:
        """Now, by the clocks of the clouds."""
        self._look()
        self.rows = self._set([row.changed(self.pools[row.target].now, "released")
                               for row in self._held()])
        self.short += len(self.wrong)

    def _set(self, rows: list[Row]) -> list[Row]:
        """Those of these that are as they should be, or could be made so."""
        todo = {row.server.id: row.claim for row in rows if row.action != claims.SAME}
        if not self.check_mode:
            done = self._ask(
                (row.server for row in rows if row.server.id in todo),
                lambda connection, servers: each(servers, lambda own_id: taker.set_claim(
                    connection, servers[own_id], todo[own_id])))
            for own_id in done:
                todo.pop(own_id, None)
            self.short += len(todo)
        return [row for row in rows if self.check_mode or row.server.id not in todo]
