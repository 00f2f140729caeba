# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carrying out a plan: one loop that advances every server, calls in one pool per target.

The loop waits for nothing but events: an answer, a list that is due, a try that is due.
It ends when every server is done or has failed; or earlier, when some have failed and a new
plan could put them elsewhere while the others go on.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from time import monotonic as clock
from typing import TypeVar

from ..._cloud.errors import CloudError
from ..._cloud.pool import Events, Pool, each
from ..._cloud.target import Target
from ..._cloud.translate import from_exception
from ..._resource.server.model import Server
from ..observe import volumes
from ..observe.offer import Offer
from ..plan.plan import Step
from ..spec import mark
from . import calls
from .calls import FloatingIPs
from .context import RunContext
from .journey import CREATE, DELETE, VOLUMES, Journey, LegName, legs, replannable
from .legs import all_legs
from .phase import WAITS_FOR_LIST, Phase
from .watch import Watch

T = TypeVar("T")

TURN = 0.1          # seconds: how often it is looked what is due, however many events there are
PATIENT = 5         # tries, before lists are asked whether the server is still there
PORTS = 3           # lists of ports without that of a server, before the same
CONSOLES = 3        # of a target, in failures: each is a request to a host, and few tell enough
GRACE = 10.0        # seconds for what is under way when the run has to end


class Apply:
    """One pass over one plan.

    offers: where something is created or changed.  floating_ips: {server id: its own}, where some
    may have to go.
    """

    def __init__(self, context: RunContext, steps: Iterable[Step], offers: dict[Target, Offer],
                 floating_ips: dict[Target, dict[str, FloatingIPs]]) -> None:
        self.context, self.offers, self.floating_ips = context, offers, floating_ips
        self.journeys = [self._journey(step) for step in steps]
        self._live = list(self.journeys)
        self._open, self._failed = len(self.journeys), False
        self._events = Events()
        self.watch = Watch(context, self._events, self._listed, self._lost)
        self._legs = all_legs(self)

    def go(self) -> list[Journey]:
        """Advances all journeys as far as they go; returns them."""
        for journey in self.journeys:
            self._begin(journey)
        tick = clock()
        while self._open:
            now = clock()
            if now >= tick:
                if self._failed and replannable(self._live):
                    break
                self._tick(now)
                # looking at thousands of journeys takes a tenth of the time at most
                tick = clock() + max(TURN, 9 * (clock() - now))
            self._events.take(max(0.0, tick - clock()))
        self._drain()
        self.context.progress.ended(self.journeys)
        return self.journeys

    def _journey(self, step: Step) -> Journey:
        journey = Journey(step, server=step.server, legs=legs(
            step, self.context.fleet.create_first, self._has_volumes(step)))
        if journey.leg in (VOLUMES, CREATE):
            journey.server = None      # one beside the old server, which stays until it is there
        elif step.server and journey.leg != DELETE:
            journey.facts = self.context.facts.setdefault(step.server.id, journey.facts)
            journey.listed = mark.tag(self.context.fleet.name) in step.server.tags
        return journey

    def _has_volumes(self, step: Step) -> bool:
        return step.action in ("create", "replace") and volumes.needed(
            self.context.fleet.spec(step.seat, step.target))

    def _begin(self, journey: Journey) -> None:
        """Sets out on the leg that is first in line."""
        journey.set_out(clock())
        self._legs[journey.leg].begin(journey)

    # -- for the legs

    def call(self, journey: Journey, job: Callable[[Journey], T],
             then: Callable[[Journey, T], None], pool: Pool | None = None) -> None:
        """Runs job(journey) in a pool, its target's own; then(journey, result) is called here.
        Whatever is raised is the journey's failure."""
        journey.busy = True
        self._events.submit(pool or self.context.pool(journey.target),
                            lambda future: self.answered(journey, then, future), job, journey)

    def ask(self, target: Target, then: Callable[[Future[T]], None],
            function: Callable[..., T], *args: object) -> None:
        """Runs function(connection, *args) in a target's pool; then(Future) is called here."""
        self._events.submit(self.context.pool(target), then, function,
                            self.context.connections[target], *args)

    def answered(self, journey: Journey, then: Callable[[Journey, T], None],
                 future: Future[T]) -> None:
        """What comes of a call."""
        journey.busy = False
        try:
            then(journey, future.result())
        except Exception as error:
            self.fail(journey, from_exception(error, journey.target, ""))

    def list_again(self, journey: Journey) -> None:
        """The journey waits for a list that is asked for from now on."""
        journey.since, journey.phase = clock(), Phase.LISTED
        self.watch.wanted(journey.target)

    def next_leg(self, journey: Journey) -> None:
        """The leg that is under way has ended; after the last one the journey is up to date."""
        if len(journey.legs) > 1:
            del journey.legs[0]
            self._begin(journey)
        elif journey.open:
            journey.finish(clock())
            self._open -= 1

    def fail(self, journey: Journey, error: CloudError) -> None:
        """The journey ends here."""
        if journey.open:
            journey.fail(error, clock())
            self._open, self._failed = self._open - 1, True

    def at(self, target: Target) -> list[Journey]:
        """The journeys that are still at work on a target."""
        return [journey for journey in self._live if journey.open and journey.target == target]

    # -- time

    def _tick(self, now: float) -> None:
        context = self.context
        context.progress.look(self.journeys, now)
        if context.gone():
            self._end(lambda _journey: CloudError("conflict", "the run was interrupted"))
        elif now > context.deadline:
            self._end(lambda journey: self._too_late(journey, f"{context.timeout:.0f} s (timeout)"))
        else:
            self._due(now)

    def _too_late(self, journey: Journey, limit: str) -> CloudError:
        context, target = self.context, journey.target
        context.consoles[target] += 1
        return calls.too_late(context.connections[target], journey, context.port, limit,
                              context.consoles[target] <= CONSOLES)

    def _end(self, reason: Callable[[Journey], CloudError]) -> None:
        """Nothing is begun any more; the reasons may have to be asked for, side by side."""
        still = [journey for journey in self.journeys if journey.open]
        until = clock() + GRACE
        for journey, error in each(still, reason, lambda _journey: until - clock()).items():
            self.fail(journey, error)

    def _drain(self) -> None:
        """Calls under way may still create a server, which shall have its name in the result."""
        until = clock() + GRACE
        while any(journey.busy for journey in self.journeys) and clock() < until:
            self._events.take(TURN)

    def _due(self, now: float) -> None:
        self._live = [journey for journey in self._live if journey.open]
        waiting = [journey for journey in self._live if not journey.busy]
        if self.context.limits:
            waiting = [journey for journey in waiting if not self._overdue(journey, now)]
        # who does not answer for long may be gone, who gets no port may be in ERROR
        floating = Phase.FLOATING
        vain = {journey.target for journey in waiting
                if journey.tries.vain >= (PORTS if journey.phase == floating else PATIENT)}
        self.watch.due(vain | {journey.target for journey in waiting
                               if journey.phase in WAITS_FOR_LIST})
        self._again([journey for journey in waiting if now >= journey.tries.due])

    def _again(self, journeys: list[Journey]) -> None:
        on_leg: dict[LegName, list[Journey]] = defaultdict(list)
        for journey in journeys:
            on_leg[journey.legs[0]].append(journey)
        for name, leg in self._legs.items():
            if name in on_leg:
                leg.again(on_leg[name])

    def _overdue(self, journey: Journey, now: float) -> bool:
        """Ends a journey whose phase takes too long, with the reason, which may have to be asked
        for."""
        name = journey.overdue(now, self.context.limits)
        if name:
            journey.give_up, limit = True, f"{self.context.limits[name]:.0f} s ({name}_timeout)"
            self.call(journey, lambda journey: self._too_late(journey, limit), self.fail)
        return bool(name)

    # -- lists

    def _listed(self, target: Target, rows: dict[str, Server], asked: float) -> None:
        for journey in self.at(target):
            if not journey.busy and journey.since <= asked and journey.subject:
                self._legs[journey.leg].seen(journey, rows.get(journey.subject.id))

    def _lost(self, target: Target, error: CloudError) -> None:
        for journey in self.at(target):
            self.fail(journey, error)
