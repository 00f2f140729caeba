# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When servers that have found no place are tried again, and where.  Pure; `now` is
time.monotonic()."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .._cloud.target import Target
from .ledger import ROOM, Ledger
from .plan.plan import Plan
from .spec.fleet import Fleet, Seat

if TYPE_CHECKING:
    from .observe.offer import Offer

TURN = 1.0          # seconds: how often a run that waits looks whether anybody wants its result
FIRST, GROWTH, LONGEST = 10.0, 1.5, 120.0       # seconds, factor, seconds


class Room:
    """patience: for how many seconds a run waits for room; None if it does not.

    probing: targets that are tried with one server first, as no quota tells of their hosts and
    addresses, or of what they have refused.
    """

    def __init__(self, patience: float | None = None) -> None:
        self.patience = patience
        self.probing: set[Target] = set()
        self._until: float | None = None
        self._pause, self._number = FIRST, 0
        # what quotas allowed where a server was refused for one
        self._left: dict[Target, dict[str, int]] = {}
        self._refused: set[Target] = set()

    def seats(self, plan: Plan) -> frozenset[Seat]:
        """The places that are worth waiting for."""
        return plan.crowded if self.patience is not None else frozenset()

    def hopeless(self, ledger: Ledger, plan: Plan, fleet: Fleet) -> bool:
        """Whether nothing should be begun, as nothing that may change could make it succeed."""
        return ledger.hopeless(plan, fleet, self.seats(plan))

    def pause(self, number: int, now: float) -> float:
        """How long to wait now, for so many servers; 0 if the time is over.  Pauses grow as long as
        nobody has found a place."""
        if self._until is None:
            self._until = now + (self.patience or 0)
        in_vain = 0 < self._number <= number
        self._pause = min(self._pause * GROWTH, LONGEST) if in_vain else FIRST
        self._number = number
        return max(0.0, min(self._pause, self._until - now))

    def tried(self, ledger: Ledger, offers: Mapping[Target, Offer]) -> None:
        """Steps were carried out on targets, which had these offers."""
        self.probing &= ledger.closed.keys()
        self._left.update({target: dict(offers[target].left) for target, error in
                           ledger.closed.items() if error.kind == "quota" and target in offers})

    def reopen(self, ledger: Ledger) -> None:
        """Targets that had no room may have some by now."""
        self._refused = {target for target, error in ledger.closed.items()
                         if error.kind == "quota" and target in self._left}
        self.probing |= ledger.reopen() - self._refused

    def reconsider(self, offers: Mapping[Target, Offer]) -> None:
        """Those whose quotas are as they were have others, which they do not tell of."""
        self.probing |= {target for target in self._refused & offers.keys()
                         if offers[target].left == self._left[target]}
        self._refused = set()


def waiting(plan: Plan, ledger: Ledger, seats: frozenset[Seat], pause: float) -> str:
    """What is waited for, in words."""
    reasons = dict.fromkeys(plan.missing[seat] for seat in sorted(seats))
    closed = [f"{target}: {error.message}" for target, error in sorted(ledger.closed.items())
              if error.kind in ROOM]
    return (f"waiting for room for {len(seats)} server{'s' * (len(seats) != 1)}: "
            f"{'; '.join(filter(None, (*reasons, *closed)))}; trying again in {pause:.0f} s")
