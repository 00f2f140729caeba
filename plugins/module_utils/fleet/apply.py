# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carrying out a plan: one loop that advances every server, calls in one pool per target.

The loop waits for nothing but events: an answer, a list that is due, a try that is due.
It ends when every server is done or has failed; or earlier, when some have failed and a new
plan could put them elsewhere while the others go on.
"""
from __future__ import annotations

import time

from ..cloud.errors import CloudError
from ..cloud.listing import Listing
from ..cloud.pool import Events, Pool
from ..cloud.target import Target
from ..portable import floating
from ..portable.reachable import answers
from . import mark, observe
from . import slot as calls
from .orders import Orders
from .phase import WAITS_FOR_LIST, phase
from .slot import Slot

TURN = 0.5          # seconds: the longest pause, so that a parent's end is noticed
AGAIN = 1.0         # seconds between two tries at a port or a console
LOST_AFTER = 3      # failed lists in a row


class Apply:
    """One pass over one plan.

    answers: {Target: portable.catalog.Answer} where something is created.
    floating_ips: {Target: rows of observe.floating_ips} where something is deleted.
    """

    def __init__(self, orders: Orders, steps, answers, floating_ips):
        self.orders, self.answers, self.floating_ips = orders, answers, floating_ips
        self.slots = [self._slot(step) for step in steps]
        self.listings: dict[Target, Listing] = {}
        self._events = Events()
        self._probes = Pool(32)
        self._stopped = False

    def go(self) -> list[Slot]:
        """Advances all slots as far as they go; returns them."""
        for slot in self.slots:
            self._begin(slot)
        while any(slot.open or slot.busy for slot in self.slots):
            now = time.monotonic()
            if now > self.orders.deadline:
                self._expire()
                break
            if not self._stopped and self.orders.gone():
                self._stop()
            if self._replannable():
                break
            self._due(now)
            self._events.take(TURN if not self.listings else TURN / 5)
        return self.slots

    # -- beginning and ending

    def _slot(self, step):
        slot = Slot(step, server=step.server, deleting=step.action in ("delete", "replace"))
        if step.server and step.action in ("keep", "update"):
            slot.facts = self.orders.facts.setdefault(step.server.id, slot.facts)
        return slot

    def _begin(self, slot):
        if slot.deleting:
            self._call(slot, self._delete, self._deleted)
        elif slot.server:
            self._advance(slot)
        else:
            self._call(slot, self._create, self._created)

    def _stop(self):
        """Nobody waits for this run any more: what is under way ends, nothing is begun."""
        self._stopped = True
        for slot in self.slots:
            if slot.open:
                slot.fail(CloudError("conflict", "the run was ended"))

    def _expire(self):
        for slot in self.slots:
            if slot.open:
                slot.fail(self._too_late(slot))

    def _too_late(self, slot):
        seconds = self.orders.timeout
        if slot.phase == "port":
            return calls.unanswered(self.orders.connections[slot.target], slot,
                                    self.orders.port, seconds)
        if slot.phase == "keys":
            return CloudError("timeout", f"its console showed no SSH host keys within "
                                         f"{seconds:.0f} s")
        state = slot.server.status if slot.server else "not accepted"
        doing = "being deleted" if slot.deleting else state
        return CloudError("timeout", f"still {doing} after {seconds:.0f} s")

    def _replannable(self):
        """Some have failed, others only wait: the rest goes on after another look."""
        return (any(slot.failure for slot in self.slots)
                and any(slot.open for slot in self.slots)
                and not any(slot.busy or slot.deleting and slot.open for slot in self.slots))

    # -- events

    def _call(self, slot, job, then, pool=None):
        slot.busy = True
        self._events.submit(pool or self.orders.pool(slot.target),
                            lambda future: self._ended(slot, then, future), job, slot)

    def _ended(self, slot, then, future):
        slot.busy = False
        try:
            result = future.result()
        except CloudError as error:
            if slot.open:
                slot.fail(error)
            return
        then(slot, result)

    def _due(self, now):
        for target, listing in self.listings.items():
            waiting = any(slot.open and slot.target == target
                          and (slot.deleting or slot.phase in WAITS_FOR_LIST)
                          for slot in self.slots)
            if waiting and listing.due(now):
                self._list(target, listing)
            self._float(target)
        for slot in self.slots:
            if slot.open and not slot.busy and slot.next_try and now >= slot.next_try:
                self._advance(slot)

    # -- creating and deleting

    def _create(self, slot):
        if self._stopped or self.orders.gone():
            raise CloudError("conflict", "the run was ended before it was created")
        orders = self.orders
        slot.facts.began = time.monotonic()
        return calls.create(orders.connections[slot.target], orders.fleet, slot,
                            self.answers[slot.target], orders.run)

    def _created(self, slot, server):
        slot.server = server
        slot.facts.note("accepted")
        self.orders.facts[server.id] = slot.facts
        self._advance(slot)

    def _delete(self, slot):
        calls.delete(self.orders.connections[slot.target], slot.step.server,
                     self.floating_ips.get(slot.target, []))

    def _deleted(self, slot, _result):
        self._listing(slot.target).wanted(time.monotonic())

    def _is_gone(self, slot):
        if slot.step.action == "delete":
            slot.done = True
            return
        slot.deleting, slot.server = False, None
        self._call(slot, self._create, self._created)

    # -- lists

    def _listing(self, target):
        return self.listings.setdefault(target, Listing())

    def _list(self, target, listing):
        listing.running = True
        self._events.submit(
            self.orders.pool(target), lambda future: self._listed(target, future),
            observe.servers, self.orders.connections[target], self.orders.fleet.name)

    def _listed(self, target, future):
        listing = self.listings[target]
        try:
            rows = {server.id: server for server in future.result()}
            listing.answered(time.monotonic(), rows)
        except CloudError as error:
            listing.answered(time.monotonic(), error=error)
            if listing.failures >= LOST_AFTER:
                self._lost(target, error)
            return
        for slot in self.slots:
            if slot.open and not slot.busy and slot.target == target:
                self._seen(slot, rows.get((slot.step if slot.deleting else slot).server.id))

    def _seen(self, slot, server):
        if slot.deleting:
            if server is None or server.status in mark.GONE:
                self._is_gone(slot)
        elif server:
            slot.server = server
            self._advance(slot)

    def _lost(self, target, error):
        for slot in self.slots:
            if slot.open and slot.target == target:
                slot.fail(error)

    # -- moving on

    def _advance(self, slot):
        orders, facts, now = self.orders, slot.facts, time.monotonic()
        slot.next_try = 0.0
        slot.phase = phase(
            slot.server, wait=orders.wait, settled=slot.settled(), answered=facts.answered,
            needs_floating=mark.wants_floating_ip(slot.server) and not facts.floating_ip,
            needs_keys=orders.wants_keys and not facts.keys)
        if slot.server.status == "ACTIVE":
            facts.note("active")
        if slot.phase in (*WAITS_FOR_LIST, "floating"):
            self._listing(slot.target).wanted(now)
        elif slot.phase == "port":
            self._call(slot, self._probe, self._probed, self._probes)
        elif slot.phase == "keys":
            self._call(slot, self._keys, self._read)
        elif slot.phase == "error":
            slot.fail(calls.build_error(slot.server))
        elif slot.phase == "stopped":
            slot.fail(CloudError("conflict", f"is {slot.server.status}: start it, or delete it"))
        else:
            facts.note("done")
            slot.done = True

    def _float(self, target):
        """One list of ports for all that wait for theirs."""
        slots = [slot for slot in self.slots if slot.open and not slot.busy
                 and slot.phase == "floating" and slot.target == target
                 and time.monotonic() >= slot.next_try]
        if not slots:
            return
        for slot in slots:
            slot.busy = True
        self._events.submit(
            self.orders.pool(target), lambda future: self._ports_listed(slots, future),
            floating.ports, self.orders.connections[target], [s.server.id for s in slots])

    def _ports_listed(self, slots, future):
        for slot in slots:
            self._ended(slot, self._attach, future)

    def _attach(self, slot, ports):
        if slot.server.id not in ports:
            slot.next_try = time.monotonic() + AGAIN
            return
        self._call(slot, lambda slot: calls.attach(
            self.orders.connections[slot.target], self.orders.fleet.name, slot,
            ports[slot.server.id]), self._attached)

    def _attached(self, slot, address):
        slot.facts.floating_ip, slot.facts.floated = address, time.monotonic()
        slot.facts.note("address")
        self._advance(slot)

    def _probe(self, slot):
        return answers(slot.address, self.orders.port)

    def _probed(self, slot, answered):
        slot.facts.answered = answered
        if answered:
            slot.facts.note("port")
        self._again(slot, answered)

    def _keys(self, slot):
        return calls.console_keys(self.orders.connections[slot.target], slot.server)

    def _read(self, slot, keys):
        slot.facts.keys = keys
        self._again(slot, keys)

    def _again(self, slot, success):
        if success:
            self._advance(slot)
        else:
            slot.next_try = time.monotonic() + AGAIN
