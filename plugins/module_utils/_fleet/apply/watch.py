# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The shared lists of a run: who waits reads what one caller per target and interval has asked."""
from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from ..._cloud.errors import CloudError
from ..._cloud.poll import Listing
from ..._cloud.pool import Events
from ..._cloud.target import Target
from ..._portable import floating
from ..._resource.server.model import Server
from ..._resource.volume import Volume
from ..observe import servers
from .context import RunContext

T = TypeVar("T")
LOST_AFTER = 3      # failed lists in a row


class Watch:
    """Lists targets while somebody waits there.

    seen(target, {server id: Server}, asked) gets every list, and when it was asked for
    (time.monotonic()); lost(target, error) hears when a target was silent, or has failed to
    answer LOST_AFTER times.
    """

    def __init__(self, context: RunContext, events: Events,
                 seen: Callable[[Target, dict[str, Server], float], None],
                 lost: Callable[[Target, CloudError], None]) -> None:
        self.context, self.events, self.seen, self.lost = context, events, seen, lost
        self._listings: dict[Target, Listing] = {}
        self._ports: dict[Target, Listing] = {}
        self._shown: dict[Target, dict[str, str]] = {}      # the status of each server

    def wanted(self, target: Target) -> None:
        """Somebody there waits for the next list."""
        self._listings.setdefault(target, Listing()).wanted(time.monotonic())

    def due(self, targets: set[Target]) -> None:
        """Asks for the lists that are due, of the targets where somebody waits."""
        for target in targets & self._listings.keys():
            if self._listings[target].due(time.monotonic()):
                asked = time.monotonic()
                self._listings[target].asked(asked)
                self._submit(target, partial(self._listed, target, asked), servers.servers,
                             self.context.fleet.name)

    def ports_due(self, target: Target) -> bool:
        """Whether the time has come for a list of ports, which somebody there waits for."""
        listing = self._ports.setdefault(target, Listing())
        listing.wanted(time.monotonic())
        return listing.due(time.monotonic())

    def ports(self, target: Target, server_ids: list[str],
              then: Callable[[Future[dict[str, str]]], None]) -> None:
        """One list of ports for all these servers; then(Future of {server id: port id})."""
        def answered(future: Future[dict[str, str]]) -> None:
            any_there = not future.exception() and bool(future.result())
            self._ports[target].answered(time.monotonic(), news=any_there)
            then(future)
        self._ports[target].asked(time.monotonic())
        self._submit(target, answered, floating.ports, server_ids)

    def volumes(self, target: Target, then: Callable[[Future[list[Volume]]], None]) -> None:
        """One list of the fleet's volumes there."""
        self._submit(target, then, servers.volumes, self.context.fleet.name)

    def _submit(self, target: Target, then: Callable[[Future[T]], None],
                function: Callable[..., T], argument: object) -> None:
        self.events.submit(self.context.lists[target], then, function,
                           self.context.connections[target], argument)

    def _listed(self, target: Target, asked: float, future: Future[list[Server]]) -> None:
        listing = self._listings[target]
        try:
            rows = {server.id: server for server in future.result()}
        except CloudError as error:
            listing.answered(time.monotonic(), failed=True)
            # who was silent has had its whole api_timeout for that
            if listing.failures >= LOST_AFTER or error.kind == "timeout":
                self.lost(target, error)
            return
        before, shown = self._shown.get(target), {key: row.status for key, row in rows.items()}
        self._shown[target] = shown
        listing.answered(time.monotonic(), news=before is not None and shown != before)
        self.seen(target, rows, asked)
