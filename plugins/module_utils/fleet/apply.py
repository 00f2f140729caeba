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

from ..cloud.errors import CloudError
from ..cloud.pool import Events, Pool, each
from ..portable.reachable import answers
from . import calls, mark
from .orders import Orders
from .phase import WAITS_FOR_LIST, phase
from .slot import Slot, replannable
from .watch import Watch

TURN = 0.1          # seconds: the longest pause
AGAIN = 1.0         # seconds between two tries at a port or a console
PATIENT = 5         # tries, before lists are asked whether the server is still there
GRACE = 10.0        # seconds for what is under way when the run has to end


class Apply:
    """One pass over one plan.

    answers: {Target: portable.catalog.Answer} where something is created.
    floating_ips: {Target: rows of observe.floating_ips} where something is deleted.
    """

    def __init__(self, orders: Orders, steps, answers, floating_ips):
        self.orders, self.answers, self.floating_ips = orders, answers, floating_ips
        self.slots = [self._slot(step) for step in steps]
        self._events = Events()
        self._watch = Watch(orders, self._events, self._listed, self._lost)
        self._probes = Pool(32)

    def go(self) -> list[Slot]:
        """Advances all slots as far as they go; returns them."""
        for slot in self.slots:
            self._begin(slot)
        while any(slot.open for slot in self.slots) and not replannable(self.slots):
            now = clock()
            if self.orders.gone():
                self._end(lambda slot: CloudError("conflict", "the run was ended"))
            elif now > self.orders.deadline:
                self._end(lambda slot: calls.too_late(
                    self.orders.connections[slot.target], slot, self.orders.port,
                    self.orders.timeout))
            else:
                self._due(now)
                self._events.take(TURN)
        self._drain()
        return self.slots

    # -- beginning and ending

    def _slot(self, step):
        slot = Slot(step, server=step.server, deleting=step.action in ("delete", "replace"))
        if step.server and step.action in ("keep", "update"):
            slot.facts = self.orders.facts.setdefault(step.server.id, slot.facts)
            slot.listed = mark.tag(self.orders.fleet.name) in step.server.tags
        return slot

    def _begin(self, slot):
        if slot.deleting:
            self._call(slot, self._delete, self._deleted)
        elif slot.server:
            self._advance(slot)
        else:
            self._call(slot, self._create, self._created)

    def _end(self, reason):
        """Nothing is begun any more; the reasons may have to be asked for, side by side."""
        still = [slot for slot in self.slots if slot.open]
        until = clock() + GRACE
        for slot, error in each(still, reason, lambda _slot: until - clock()).items():
            slot.fail(error, clock())

    def _drain(self):
        """Calls under way may still create a server, which shall have its name in the result."""
        until = clock() + GRACE
        while any(slot.busy for slot in self.slots) and clock() < until:
            self._events.take(TURN)

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
                slot.fail(error, clock())
        else:
            then(slot, result)

    def _due(self, now):
        waiting = [slot for slot in self.slots if slot.open and not slot.busy]
        # who does not answer for long may be gone
        self._watch.due({slot.target for slot in waiting if slot.deleting
                         or slot.phase in WAITS_FOR_LIST or slot.tries >= PATIENT})
        tries = [slot for slot in waiting if now >= slot.next_try]
        for target in {slot.target for slot in tries if slot.phase == "floating"}:
            self._float(target)
        for slot in tries:
            if slot.phase in ("port", "keys"):
                self._advance(slot)

    # -- creating and deleting

    def _create(self, slot):
        orders = self.orders
        if orders.gone() or not slot.open:
            raise CloudError("conflict", "the run was ended before it was created")
        slot.facts.began = clock()
        return calls.create(orders.connections[slot.target], orders.fleet, slot,
                            self.answers[slot.target], orders.run)

    def _created(self, slot, server):
        slot.server, slot.wrote = server, True
        slot.facts.note("accepted", clock())
        self.orders.facts[server.id] = slot.facts
        self._advance(slot)

    def _delete(self, slot):
        return calls.delete(self.orders.connections[slot.target], slot.step.server,
                            self.floating_ips.get(slot.target, []))

    def _deleted(self, slot, removed):
        slot.removed, slot.wrote = removed, True
        self._watch.wanted(slot.target)

    def _is_gone(self, slot):
        if slot.step.action == "delete":
            slot.finish(clock())
            return
        slot.deleting, slot.server = False, None
        self._call(slot, self._create, self._created)

    # -- moving on

    def _listed(self, target, rows):
        for slot in self._at(target):
            if not slot.busy:
                self._seen(slot, rows.get((slot.step if slot.deleting else slot).server.id))

    def _seen(self, slot, server):
        if slot.deleting:
            if server is None or server.status in mark.GONE:
                self._is_gone(slot)
        elif server is None:
            if slot.missed():
                slot.fail(CloudError("build_failed", "has vanished: somebody has deleted it"),
                          clock())
        else:
            slot.server, slot.listed, slot.absent = server, True, 0
            if server.status == "ACTIVE":
                slot.facts.note("active", clock())
            self._advance(slot)

    def _lost(self, target, error):
        for slot in self._at(target):
            slot.fail(error, clock())

    def _at(self, target):
        return [slot for slot in self.slots if slot.open and slot.target == target]

    def _advance(self, slot):
        orders, facts = self.orders, slot.facts
        if not slot.open:
            return
        slot.phase = phase(
            slot.server, wait=orders.wait, settled=slot.settled(clock()), answered=facts.answered,
            needs_floating=mark.wants_floating_ip(slot.server) and not facts.floating_ip,
            needs_keys=orders.wants_keys and not facts.keys)
        if slot.phase in WAITS_FOR_LIST:
            self._watch.wanted(slot.target)
        elif slot.phase == "port":
            self._call(slot, self._probe, self._probed, self._probes)
        elif slot.phase == "keys":
            self._call(slot, self._keys, self._read)
        elif slot.phase == "done":
            slot.finish(clock())
        elif slot.phase in ("error", "stopped"):
            slot.fail(calls.broken(slot.server), clock())

    def _float(self, target):
        """One list of ports for all on a target that wait for theirs, also for those that Nova's
        list shows no address of yet."""
        slots = [slot for slot in self._at(target)
                 if not slot.busy and slot.phase in ("floating", "address")]
        for slot in slots:
            slot.busy = True
        self._watch.ports(target, [slot.server.id for slot in slots],
                          lambda future: self._ports_listed(slots, future))

    def _ports_listed(self, slots, future):
        for slot in slots:
            self._ended(slot, self._attach, future)

    def _attach(self, slot, ports):
        if slot.server.id not in ports:
            slot.next_try = clock() + AGAIN
            return
        self._call(slot, lambda slot: calls.attach(
            self.orders.connections[slot.target], self.orders.fleet.name, slot,
            ports[slot.server.id]), self._attached)

    def _attached(self, slot, address):
        slot.facts.floating_ip, slot.facts.floated = address, clock()
        slot.wrote = True
        slot.facts.note("address", clock())
        self._advance(slot)

    def _probe(self, slot):
        return answers(slot.address, self.orders.port)

    def _probed(self, slot, answered):
        slot.facts.answered = answered
        if answered:
            slot.facts.note("port", clock())
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
            slot.tries += 1
            slot.next_try = clock() + AGAIN
            if slot.tries >= PATIENT:
                self._watch.wanted(slot.target)
