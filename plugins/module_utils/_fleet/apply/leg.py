# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the legs of a server's way have in common, and what they ask of the loop.

All of this runs in the thread of the loop; what is handed to its `call` runs in a pool.
"""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic as clock
from typing import Protocol, TypeVar, cast

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._cloud.pool import Pool
from ..._cloud.target import Target
from ..._portable.resolved import Resolved
from ..._resource.server.model import Server
from ..observe.choice import Choice
from ..observe.offer import Offer
from .calls import FloatingIPs
from .context import RunContext
from .journey import Journey
from .watch import Watch

T = TypeVar("T")


class Loop(Protocol):
    """What legs see of loop.Apply, which says what it does."""

    context: RunContext
    watch: Watch
    offers: dict[Target, Offer]
    floating_ips: dict[Target, dict[str, FloatingIPs]]

    def call(self, journey: Journey, job: Callable[[Journey], T],
             then: Callable[[Journey, T], None], pool: Pool | None = None) -> None:
        """Runs a job in a pool."""

    def ask(self, target: Target, then: Callable[[Future[T]], None],
            function: Callable[..., T], *args: object) -> None:
        """Runs a function of a connection in a pool."""

    def answered(self, journey: Journey, then: Callable[[Journey, T], None],
                 future: Future[T]) -> None:
        """What comes of a call."""

    def list_again(self, journey: Journey) -> None:
        """Waits for a list that is asked for from now on."""

    def next_leg(self, journey: Journey) -> None:
        """The leg that is under way has ended."""

    def fail(self, journey: Journey, error: CloudError) -> None:
        """The journey ends here."""

    def at(self, target: Target) -> list[Journey]:
        """Those that are still at work on a target."""


class Leg:
    """A part of the way, which begins with a call and ends when a list or an answer says so.

    One for all journeys: what is known of each of them is in the journey.
    """

    def __init__(self, loop: Loop) -> None:
        self.loop, self.context = loop, loop.context

    def begin(self, journey: Journey) -> None:
        """Sets out."""
        raise NotImplementedError

    def seen(self, journey: Journey, server: Server | None) -> None:
        """A list shows the journey's server so, or not at all."""
        if server is None:
            if journey.missed():
                self.loop.fail(journey, CloudError("build_failed",
                                                   "has vanished: somebody has deleted it"))
            return
        journey.server, journey.listed, journey.absent = server, True, 0
        if server.status == "ACTIVE":
            journey.facts.note("active", clock())
        self.go_on(journey)

    def go_on(self, journey: Journey) -> None:
        """A list has shown the server: as in the beginning, unless a leg says otherwise."""
        self.begin(journey)

    def again(self, journeys: list[Journey]) -> None:
        """Another try, for those on this leg that wait for what no list of servers shows."""

    def connection(self, journey: Journey) -> Connection:
        """For calls about the journey's server."""
        return self.context.connections[journey.target]

    def resolved(self, journey: Journey) -> Resolved:
        """What the target has for the server's definition."""
        step = journey.step
        found = self.loop.offers[journey.target].choice(step.seat.group, step.spec)
        return step.resolved or cast(Choice, found).resolved

    def floating_ips_of(self, journey: Journey) -> FloatingIPs:
        """Those of the server that the step is about."""
        return self.loop.floating_ips.get(journey.target, {}).get(journey.old.id, [])
