# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The legs of a server's way: each begins with a call, and ends when a list or an answer says so.

All of this runs in the thread of the loop (fleet.apply); what it hands to `call` in a pool."""
from __future__ import annotations

from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..observe import status
from . import calls
from .change_legs import ChangeLegs
from .journey import Slot
from .phase import WAITS_FOR_LIST, phase
from .port_leg import PortLeg
from .volume_legs import VolumeLegs

AGAIN = 1.0         # seconds between two tries at a port or a console


class Legs:
    """loop: apply.loop.Apply.  terms, floating_ips: as it has them."""

    def __init__(self, loop, terms, floating_ips):
        self.loop, self.terms, self.floating_ips = loop, terms, floating_ips
        self.orders = loop.orders
        self._disks = VolumeLegs(loop, terms, self._next)
        self._changes = ChangeLegs(loop, self._where, self._addresses, self._next)
        self._port = PortLeg(loop, self._retry)
        self._legs = {"create": self._create, "delete": self._delete, "wait": self._wait,
                      **self._changes.legs}

    def begin(self, slot: Slot) -> None:
        """Sets out on the leg that is first in line."""
        slot.phase, slot.since, slot.accepted = slot.leg, clock(), False
        if slot.leg != "volumes":       # which waits for a list
            self._legs[slot.leg](slot)

    def _next(self, slot):
        if len(slot.legs) == 1:
            self.loop.finish(slot)
        else:
            del slot.legs[0]
            self.begin(slot)

    def _where(self, slot):
        """Of the calls on one server: connection, and what the target has for its wish."""
        found = self.terms.get(slot.target)
        return (self.orders.connections[slot.target],
                found and found.answers.get(slot.step.seat.group))

    def _addresses(self, slot):
        """The floating IPs of the server that the step is about."""
        return self.floating_ips.get(slot.target, {}).get(slot.step.server.id, [])

    # -- create

    def _create(self, slot):
        self._port.ask(slot.target, self.terms[slot.target])
        self.loop.call(slot, self._post, self._created)

    def _post(self, slot):
        orders = self.orders
        if orders.gone() or not slot.open:
            raise CloudError("conflict", "the run was ended before it was created")
        slot.facts.began = clock()
        connection, answer = self._where(slot)
        group = self.terms[slot.target].server_groups.get(slot.step.seat.group)
        server = calls.create(connection, orders.fleet, slot, answer, orders.run, group)
        if server.id in orders.facts:
            raise CloudError("api", f"it was given the id {server.id}, which another server has")
        return server

    def _created(self, slot, server):
        slot.server, slot.wrote = server, True
        slot.facts.note("accepted", clock())
        self.orders.facts[server.id] = slot.facts
        if slot.open:
            self._next(slot)

    # -- delete

    def _delete(self, slot):
        self.loop.call(slot, lambda slot: calls.delete(
            self._where(slot)[0], slot.step.server, self._addresses(slot)), self._deleted)

    def _deleted(self, slot, removed):
        slot.removed, slot.wrote = removed, True
        self.loop.list_again(slot)

    def _is_gone(self, slot):
        if len(slot.legs) > 1:
            slot.server = None
        self._next(slot)

    # -- wait

    def seen(self, slot: Slot, server) -> None:
        """A list shows the slot's server so, or not at all (None)."""
        if slot.deleting:
            if server is None or server.status in status.GONE:
                self._is_gone(slot)
        elif server is None:
            if slot.missed():
                self.loop.fail(slot, CloudError("build_failed",
                                                "has vanished: somebody has deleted it"))
        else:
            slot.server, slot.listed, slot.absent = server, True, 0
            if server.status == "ACTIVE":
                slot.facts.note("active", clock())
            if slot.leg in self._changes.legs:
                self._changes.seen(slot)
            else:
                self._wait(slot)

    def _wait(self, slot):
        orders, facts = self.orders, slot.facts
        if not slot.open:
            return
        if facts.up is None and slot.server and slot.server.status in status.AT_WORK:
            facts.up = clock()
        slot.phase = phase(
            slot.server, wait=orders.wait, settled=slot.settled(clock()), answered=facts.answered,
            needs_floating=status.wants_floating_ip(slot.server) and not facts.floating_ip,
            needs_keys=orders.wants_keys and not facts.keys)
        if slot.phase in WAITS_FOR_LIST:
            self.loop.watch.wanted(slot.target)
        elif slot.phase == "port":
            self._port.probe(slot)
        elif slot.phase == "keys":
            self.loop.call(slot, lambda slot: calls.host_keys(
                orders.connections[slot.target], slot.server,
                orders.fleet.host_keys == "injected"), self._read)
        elif slot.phase == "done":
            self._next(slot)
        elif slot.phase in ("error", "stopped"):
            self.loop.fail(slot, calls.broken(slot.server))

    def again(self, slots: list[Slot]) -> None:
        """Another try for those that wait for something that no list of servers shows."""
        for target in {slot.target for slot in slots if slot.phase == "volumes"}:
            self._disks.look(target)
        for target in {slot.target for slot in slots if slot.phase == "floating"}:
            if self.loop.watch.ports_due(target):
                self._float(target)
        for slot in slots:
            if slot.phase in ("port", "keys"):
                self._wait(slot)

    def _float(self, target):
        """One list of ports for all on a target that wait for theirs: Neutron has them long before
        Nova's list shows an address, or ACTIVE, which may move them on before that comes."""
        def waits(slot):
            return slot.open and not slot.busy and slot.phase == "floating"
        slots = list(filter(waits, self.loop.at(target)))
        self.loop.watch.ports(target, [slot.server.id for slot in slots],
                              lambda future: [self.loop.answered(slot, self._attach, future)
                                              for slot in filter(waits, slots)])

    def _attach(self, slot, ports):
        if slot.server.id not in ports:
            slot.tries += 1
            self.loop.watch.wanted(slot.target)
            return
        self.loop.call(slot, lambda slot: calls.attach(
            self.orders.connections[slot.target], self.orders.fleet.name, slot,
            ports[slot.server.id]), self._attached)

    def _attached(self, slot, address):
        if address is None:
            self.loop.list_again(slot)
            return
        slot.facts.floating_ip, slot.facts.floated = address, clock()
        slot.wrote = True
        slot.facts.note("address", clock())
        self._wait(slot)

    def _read(self, slot, keys):
        slot.facts.keys, slot.facts.launched = keys, slot.server.launched
        self._retry(slot, keys)

    def _retry(self, slot, success):
        if success:
            self._wait(slot)
            return
        slot.tries += 1
        slot.next_try = clock() + AGAIN
        self.loop.watch.wanted(slot.target)
