# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run that takes long says of itself while it goes on.  Pure; `now` is time.monotonic()."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from ..._cloud.escape import one_line
from ..._cloud.target import Target
from .journey import WAIT, Journey, LegName
from .phase import Phase

SILENT = 2.0        # seconds at the beginning, in which no numbers are told
PAUSE = 1.0         # seconds between two looks
INTERVAL = 5.0      # seconds between two lines of a target
REPEAT = 30.0       # seconds until what has not changed is said again
GOALS = {"none": "accepted", "active": "active", "reachable": "reachable"}
# of a leg, and of a phase of the last one
DOING: dict[LegName | Phase, str] = {
    LegName.VOLUMES: "waiting for volumes", LegName.CREATE: "requested",
    LegName.START: "starting", LegName.UPDATE: "updating", LegName.RESIZE: "resizing",
    LegName.REBUILD: "rebuilding", Phase.FLOATING: "waiting for a floating IP",
    Phase.SETTLE: "waiting for a floating IP", Phase.KEYS: "waiting for SSH host keys"}


class Progress:
    """One for a run, over all its passes.

    say: gets a line at a time; without it, nobody listens.  wait, port: as the run has them.
    """

    def __init__(self, fleet: str = "", began: float = 0.0,
                 say: Callable[[str], None] | None = None, wait: str = "active",
                 port: int = 22) -> None:
        self._fleet, self._began, self._say = fleet, began, say
        self._goal, self._port = GOALS[wait], port
        self._next = began + SILENT
        self._told: dict[Target, tuple[float, str]] = {}
        self._failed: Counter[Target] = Counter()           # by target, in passes that have ended

    def look(self, journeys: list[Journey], now: float) -> None:
        """Says what is due of a pass; to be called as often as one likes."""
        if self._say is None or now < self._next:
            return
        self._next = now + PAUSE
        for target, text in sorted(summaries(journeys, self._goal, self._port,
                                             self._failed).items()):
            if due(self._told.get(target), text, now):
                self._told[target] = now, text
                self.tell(target, text, now)

    def tell(self, target: Target | None, text: str, now: float) -> None:
        """Says something at once: of a target, or of the fleet."""
        if self._say is not None:
            what = f"{target}: {text}" if target else text
            self._say(one_line(f"fleet {self._fleet}, {now - self._began:.0f} s: {what}"))

    def ended(self, journeys: list[Journey]) -> None:
        """A pass is over: what has failed in it is still told in the next."""
        self._failed.update(journey.target for journey in journeys if journey.failure)


def summaries(journeys: list[Journey], goal: str, port: int, failed: Counter[Target]
              ) -> dict[Target, str]:
    """How far the servers of a pass are: '1/3 reachable, 2 building'.

    goal: what they are to become; failed: how many have failed on each target before.
    """
    staying = [journey for journey in journeys if journey.step.action != "delete"]
    totals = Counter(journey.step.target for journey in staying)
    done = Counter(journey.step.target for journey in staying if journey.done)
    states: dict[Target, Counter[str]] = defaultdict(Counter)
    waiting: dict[Target, list[str]] = defaultdict(list)
    for journey in (journey for journey in journeys if not journey.done):
        if journey.open and journey.phase == Phase.PORT:
            waiting[journey.target].append(str(journey.address))
        else:
            states[journey.target][_state(journey)] += 1
    for target in {*totals, *states, *waiting}:
        states[target]["failed"] += failed[target]
        if addresses := waiting[target]:
            more = f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""
            states[target][f"waiting for TCP {port} on {min(addresses)}{more}"] = len(addresses)
    return {target: ", ".join([
        *(f"{done[target]}/{total} {goal}" for total in [totals[target]] if total),
        *(f"{counts[state]} {state}" for state in sorted(counts) if counts[state])])
        for target, counts in states.items()}


def due(told: tuple[float, str] | None, text: str, now: float) -> bool:
    """Whether to say it; told: when what was said of the same target before."""
    if not told or not text:
        return bool(text)
    return now - told[0] >= (REPEAT if text == told[1] else INTERVAL)


def _state(journey: Journey) -> str:
    if journey.failure:
        return "failed"
    if journey.deleting:
        return "deleting"
    status = journey.server.status if journey.server else "BUILD"
    if journey.leg == WAIT and status == "BUILD":        # it may wait for an address meanwhile
        return "building"
    return DOING.get(journey.phase if journey.leg == WAIT else journey.leg, f"in {status}")
