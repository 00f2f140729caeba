# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run that takes long says of itself while it goes on.  Pure; `now` is time.monotonic()."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from ..cloud.target import Target
from .slot import Slot

SILENT = 2.0        # seconds at the beginning, in which nothing is said
PAUSE = 1.0         # seconds between two looks
INTERVAL = 5.0      # seconds between two lines of a target
REPEAT = 30.0       # seconds until what has not changed is said again
WORDS = ("planned", "building", "active", "reachable", "failed", "left to delete")


class Progress:
    """One for a run, over all its passes.

    say: gets a line at a time; without it, nobody listens.
    """

    def __init__(self, fleet: str = "", began: float = 0.0,
                 say: Callable[[str], None] | None = None):
        self._fleet, self._began, self._say = fleet, began, say
        self._next = began + SILENT
        self._told: dict[Target, tuple[float, str]] = {}
        self._failed: Counter = Counter()           # by target, in passes that have ended

    def look(self, slots: list[Slot], now: float) -> None:
        """Says what is due of a pass; to be called as often as one likes."""
        if self._say is None or now < self._next:
            return
        self._next = now + PAUSE
        for target, found in sorted(counts(slots).items()):
            found["failed"] += self._failed[target]
            text = ", ".join(f"{found[word]} {word}" for word in WORDS if found[word])
            if due(self._told.get(target), text, now):
                self._told[target] = now, text
                self._say(f"fleet {self._fleet}, {now - self._began:.0f} s: {target}: {text}")

    def ended(self, slots: list[Slot]) -> None:
        """A pass is over: what has failed in it is still told in the next."""
        self._failed.update(slot.target for slot in slots if slot.failure)


def counts(slots: list[Slot]) -> dict[Target, Counter]:
    """How many servers of a pass are how far, in WORDS.

    Of those planned, who is none of the next four is not accepted yet.
    """
    found: dict[Target, Counter] = defaultdict(Counter)
    for slot in slots:
        if slot.step.action != "delete":
            found[slot.step.target]["planned"] += 1
            found[slot.step.target][_state(slot)] += 1
        if slot.failure:
            found[slot.target]["failed"] += 1
        elif slot.open and slot.deleting:
            found[slot.target]["left to delete"] += 1
    return found


def due(told: tuple[float, str] | None, text: str, now: float) -> bool:
    """Whether to say it; told: when what was said of the same target before."""
    if not told or not text:
        return bool(text)
    return now - told[0] >= (REPEAT if text == told[1] else INTERVAL)


def _state(slot):
    server, old = slot.server, slot.step.server
    if slot.failure or not server or slot.step.action == "replace" and server.id == old.id:
        return ""
    if server.status != "ACTIVE":
        return "building"
    return "reachable" if slot.facts.answered else "active"
