# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carrying out a plan: one loop that advances every server, calls in one pool per target.

The loop waits for nothing but events: an answer, a list that is due, a try that is due.
It ends when every server is done or has failed; or earlier, when some have failed and a new
plan could put them elsewhere while the others go on.
"""
from __future__ import annotations

from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..._cloud.pool import Events, each
from ..._cloud.translate import from_exception
from ..spec import mark
from . import calls
from .context import Orders
from .journey import Slot, legs, replannable
from .legs import Legs
from .phase import WAITS_FOR_LIST
from .watch import Watch

TURN = 0.1          # seconds: how often it is looked what is due, however many events there are
PATIENT = 5         # tries, before lists are asked whether the server is still there
PORTS = 3           # lists of ports without that of a server, before the same
GRACE = 10.0        # seconds for what is under way when the run has to end


class Apply:
    """One pass over one plan.

    terms: {Target: observe.offer.Terms} where something is created or changed.
    floating_ips: {Target: servers.floating_ips()} where some may have to go.
    """

    def __init__(self, orders: Orders, steps, terms, floating_ips):
        self.orders = orders
        self.slots = [self._slot(step) for step in steps]
        self._live = list(self.slots)
        self._open, self._failed = len(self.slots), False
        self._events = Events()
        self.watch = Watch(orders, self._events, self._listed, self._lost)
        self._legs = Legs(self, terms, floating_ips)

    def go(self) -> list[Slot]:
        """Advances all slots as far as they go; returns them."""
        for slot in self.slots:
            self._legs.begin(slot)
        tick = clock()
        while self._open:
            now = clock()
            if now >= tick:
                if self._failed and replannable(self._live):
                    break
                self._tick(now)
                # looking at thousands of slots takes a tenth of the time at most
                tick = clock() + max(TURN, 9 * (clock() - now))
            self._events.take(max(0.0, tick - clock()))
        self._drain()
        self.orders.progress.ended(self.slots)
        return self.slots

    def _slot(self, step):
        slot = Slot(step, server=step.server, legs=legs(
            step, self.orders.fleet.create_first, self._has_volumes(step)))
        if slot.leg in ("volumes", "create"):
            slot.server = None      # one beside the old server, which stays until it is there
        elif step.server and slot.leg != "delete":
            slot.facts = self.orders.facts.setdefault(step.server.id, slot.facts)
            slot.listed = mark.tag(self.orders.fleet.name) in step.server.tags
        return slot

    def _has_volumes(self, step):
        return step.action in ("create", "replace") and bool(
            self.orders.fleet.wish(step.seat, step.target).data_volumes)

    # -- for the legs

    def call(self, slot: Slot, job, then, pool=None) -> None:
        """Runs job(slot) in a pool, its target's own; then(slot, result) is called here.  A
        whatever is raised is the slot's failure."""
        slot.busy = True
        self._events.submit(pool or self.orders.pool(slot.target),
                            lambda future: self.answered(slot, then, future), job, slot)

    def ask(self, target, then, function, *args) -> None:
        """Runs function(connection, *args) in a target's pool; then(Future) is called here."""
        self._events.submit(self.orders.pool(target), then, function,
                            self.orders.connections[target], *args)

    def answered(self, slot: Slot, then, future) -> None:
        """What comes of a call."""
        slot.busy = False
        try:
            then(slot, future.result())
        except Exception as error:
            self.fail(slot, from_exception(error, slot.target, ""))

    def list_again(self, slot: Slot) -> None:
        """The slot waits for a list that is asked for from now on."""
        slot.since, slot.phase = clock(), "listed"
        self.watch.wanted(slot.target)

    def finish(self, slot: Slot) -> None:
        """The slot is as wished."""
        if slot.open:
            slot.finish(clock())
            self._open -= 1

    def fail(self, slot: Slot, error: CloudError) -> None:
        """The slot ends here."""
        if slot.open:
            slot.fail(error, clock())
            self._open, self._failed = self._open - 1, True

    def at(self, target) -> list[Slot]:
        """The slots that are still at work on a target."""
        return [slot for slot in self._live if slot.open and slot.target == target]

    # -- time

    def _tick(self, now):
        orders = self.orders
        orders.progress.look(self.slots, now)
        if orders.gone():
            self._end(lambda slot: CloudError("conflict", "the run was ended"))
        elif now > orders.deadline:
            self._end(lambda slot: self._too_late(slot, f"{orders.timeout:.0f} s (timeout)"))
        else:
            self._due(now)

    def _too_late(self, slot, limit):
        orders = self.orders
        return calls.too_late(orders.connections[slot.target], slot, orders.port, limit)

    def _end(self, reason):
        """Nothing is begun any more; the reasons may have to be asked for, side by side."""
        still = [slot for slot in self.slots if slot.open]
        until = clock() + GRACE
        for slot, error in each(still, reason, lambda _slot: until - clock()).items():
            self.fail(slot, error)

    def _drain(self):
        """Calls under way may still create a server, which shall have its name in the result."""
        until = clock() + GRACE
        while any(slot.busy for slot in self.slots) and clock() < until:
            self._events.take(TURN)

    def _due(self, now):
        self._live = [slot for slot in self._live if slot.open]
        waiting = [slot for slot in self._live if not slot.busy]
        if self.orders.limits:
            waiting = [slot for slot in waiting if not self._overdue(slot, now)]
        # who does not answer for long may be gone, who gets no port may be in ERROR
        vain = {slot.target for slot in waiting
                if slot.tries >= (PORTS if slot.phase == "floating" else PATIENT)}
        self.watch.due(vain | {slot.target for slot in waiting if slot.phase in WAITS_FOR_LIST})
        self._legs.again([slot for slot in waiting if now >= slot.next_try])

    def _overdue(self, slot, now):
        """Ends a slot whose phase takes too long, with the reason, which may have to be asked
        for."""
        name = slot.overdue(now, self.orders.limits)
        if name:
            slot.give_up, limit = True, f"{self.orders.limits[name]:.0f} s ({name}_timeout)"
            self.call(slot, lambda slot: self._too_late(slot, limit), self.fail)
        return bool(name)

    # -- lists

    def _listed(self, target, rows, asked):
        for slot in self.at(target):
            if not slot.busy and slot.since <= asked and slot.subject:
                self._legs.seen(slot, rows.get(slot.subject.id))

    def _lost(self, target, error):
        for slot in self.at(target):
            self.fail(slot, error)
