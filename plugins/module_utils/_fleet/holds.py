# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run of a pool holds while it changes it, so that nobody claims it meanwhile."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._cloud.select import Selection
from .._cloud.target import Target
from .._resource.server import calls
from .._resource.server.model import Server
from . import hold
from .hold import Hold
from .ledger import Ledger
from .plan.plan import WRITES, Plan, Step
from .spec import claim
from .spec.fleet import Fleet

GOING = ("delete", "replace")
MARGIN = timedelta(minutes=10)      # of a run that has begun something when its time is over


class Holds:
    """seconds: after which a run that was killed holds nothing any more."""

    def __init__(self, selection: Selection, ledger: Ledger, seconds: float) -> None:
        self.selection, self.ledger = selection, ledger
        self._lasting = timedelta(seconds=seconds) + MARGIN
        self._lost: set[str] = set()

    @contextmanager
    def taken(self, fleet: Fleet, steps: list[Step]) -> Iterator[list[Step]]:
        """Those of these steps that can be carried out, as long as this lasts."""
        if not fleet.min_ready:
            yield steps
            return
        servers = {step.server.id: step.server for step in steps
                   if step.server and step.action in WRITES and step.server.id not in self._lost}
        held = self._take(servers)
        try:
            yield self._ours(steps, held)
        finally:
            stay = {step.server.id for step in steps if step.server and step.action not in GOING}
            self._let_go({own_id: one for own_id, one in held.items()
                          if isinstance(one, Hold) and own_id in stay}, servers)

    def _ours(self, steps: list[Step], held: Mapping[str, Hold | CloudError | None]) -> list[Step]:
        ours, lost = [], []
        for step in steps:
            found = held.get(step.server.id) if step.server and step.action in WRITES else True
            if isinstance(found, CloudError):
                self.ledger.block(step, found)
            elif found:
                ours.append(step)
            else:
                lost.append(step)
        self._lost.update(step.server.id for step in lost if step.server)
        self.ledger.spare(frozenset(step.seat for step in lost), Plan(tuple(lost), {}))
        return ours

    def _take(self, servers: Mapping[str, Server]) -> dict[str, Hold | CloudError | None]:
        there = _by_target(servers)
        done = self.selection.ask(
            lambda connection: self._take_on(connection, there[connection.target]), there)
        return {own_id: found if isinstance(found, CloudError) else found[own_id]
                for target, found in done.items() for own_id in there[target]}

    def _take_on(self, connection: Connection, servers: Mapping[str, Server]
                 ) -> dict[str, Hold | CloudError | None]:
        ports, now = hold.ports(connection, servers), connection.now()

        def take(own_id: str) -> Hold | None:
            port, server = ports.get(own_id), servers[own_id]
            if port is None:        # so nobody can claim it
                return hold.NONE
            if claim.is_held(port.name, now, claim.of(server)):
                return None
            found = hold.take(connection, port, now + self._lasting)
            return found and _unclaimed(connection, server, found)
        return each(servers, take)

    def _let_go(self, held: Mapping[str, Hold], servers: Mapping[str, Server]) -> None:
        there = _by_target({own_id: servers[own_id] for own_id, one in held.items() if one.id})
        self.selection.ask(lambda connection: each(
            there[connection.target], lambda own_id: hold.let_go(connection, held[own_id])), there)


def _unclaimed(connection: Connection, server: Server, found: Hold) -> Hold | None:
    """None if it was claimed since it was listed, or has gone: a claim outlasts the hold that it
    was made with."""
    try:
        row = calls.read(connection, server)
    except CloudError:
        hold.let_go(connection, found)
        raise
    if row is not None and claim.of(row) == claim.of(server):
        return found
    hold.let_go(connection, found)
    return None


def _by_target(servers: Mapping[str, Server]) -> dict[Target, dict[str, Server]]:
    found: dict[Target, dict[str, Server]] = defaultdict(dict)
    for own_id, server in servers.items():
        found[server.target][own_id] = server
    return found
