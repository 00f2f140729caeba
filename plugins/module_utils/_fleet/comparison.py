# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run's servers, held against its definition: what that takes of requests."""
from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._cloud.select import Selection
from .._cloud.target import Target
from .._portable.catalog import Catalog
from .._resource.server import calls
from .._resource.server.model import Server
from .._resource.volume import Volume
from .apply import changes
from .drift.case import Known, Wish
from .drift.drift import questions
from .drift.resolve import resolve
from .observe import status
from .observe.volumes import by_seat
from .plan.plan import Plan
from .spec import claim
from .spec.fleet import Fleet


class Comparison:
    """known: {Target: what it has told of servers that seemed to differ}, of the last look."""

    def __init__(self, fleet: Fleet, selection: Selection) -> None:
        self.fleet, self.selection = fleet, selection
        self.known: dict[Target, Known] = {}
        self._catalogs: dict[Target, Catalog] = {}

    def catalog(self, connection: Connection) -> Catalog:
        """A target's, one for the whole run."""
        return self._catalogs.setdefault(connection.target, Catalog(connection))

    def look(self, seen: dict[Target, list[Server]],
             volumes: Mapping[Target, list[Volume]]) -> dict[Target, CloudError]:
        """Asks targets where servers seem to differ; what went wrong.  volumes: the fleet's, where
        they were listed."""
        asked = questions(self.fleet, seen)
        found = self.selection.look(lambda connection: resolve(
            connection, self.catalog(connection), self.fleet, asked[connection.target]), asked)
        wrong = {target: one for target, one in found.items() if isinstance(one, CloudError)}
        self.known = {target: Known(error=one) if isinstance(one, CloudError) else one
                      for target, one in found.items()}
        for target, rows in volumes.items():
            self.known[target] = replace(self.known.get(target, Known()),
                                         own=by_seat(self.fleet, target, rows))
        return wrong

    def deny(self, found: Mapping[Target, Mapping[Wish, str]]) -> bool:
        """Takes note of choices that are not to be had; whether there are any."""
        for target, wishes in found.items():
            known = self.known[target]
            self.known[target] = replace(known, denied={**known.denied, **wishes})
        return bool(found)

    def mark_again(self, fleet: Fleet, plan: Plan, deadline: float) -> None:
        """Servers that are as they are now defined, though they were made of another definition.

        That is no change, and is done again by the next run where it fails, or cannot be done until
        the deadline (time.monotonic()).
        """
        stale = _stale(fleet, plan) if fleet.update_policy != "none" else {}
        self.selection.ask(lambda connection: _mark(connection, stale[connection.target]), stale,
                           deadline - time.monotonic())


def _stale(fleet: Fleet, plan: Plan) -> dict[Target, list]:
    found = defaultdict(list)
    for step in plan.steps:
        if (step.server and step.action == "keep" and fleet.has(step.seat)
                and step.seat not in fleet.spared and not claim.of(step.server)
                and step.server.status not in status.CHANGING and status.works(step.server)
                and (marks := changes.stale(fleet, step, step.server))):
            found[step.server.target].append((step.server, marks))
    return found


def _mark(connection: Connection, servers: list) -> None:
    each(range(len(servers)), lambda number: calls.set_metadata(connection, *servers[number]))
