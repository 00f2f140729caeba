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
from .journey import Journey
from .phase import WAITS_FOR_LIST, phase
from .port_leg import PortLeg
from .volume_legs import VolumeLegs

AGAIN = 1.0         # seconds between two tries at a port or a console


class Legs:
    """loop: apply.loop.Apply.  offers, floating_ips: as it has them."""

    def __init__(self, loop, offers, floating_ips):
        self.loop, self.offers, self.floating_ips = loop, offers, floating_ips
        self.context = loop.context
        self._disks = VolumeLegs(loop, offers, self._next)
        self._changes = ChangeLegs(loop, self._where, self._addresses, self._next)
        self._port = PortLeg(loop, self._retry)
        self._legs = {"create": self._create, "delete": self._delete, "wait": self._wait,
                      **self._changes.legs}

    def begin(self, journey: Journey) -> None:
        """Sets out on the leg that is first in line."""
        journey.phase, journey.since, journey.accepted = journey.leg, clock(), False
        if journey.leg != "volumes":       # which waits for a list
            self._legs[journey.leg](journey)

    def _next(self, journey):
        if len(journey.legs) == 1:
            self.loop.finish(journey)
        else:
            del journey.legs[0]
            self.begin(journey)

    def _where(self, journey):
        """Of the calls on one server: connection, and what the target has for its spec."""
        found = self.offers.get(journey.target)
        return (self.context.connections[journey.target],
                found and found.resolutions.get(journey.step.seat.group))

    def _addresses(self, journey):
        """The floating IPs of the server that the step is about."""
        return self.floating_ips.get(journey.target, {}).get(journey.step.server.id, [])

    # -- create

    def _create(self, journey):
        self._port.ask(journey.target, self.offers[journey.target])
        self.loop.call(journey, self._post, self._created)

    def _post(self, journey):
        context = self.context
        if context.gone() or not journey.open:
            raise CloudError("conflict", "the run was ended before it was created")
        journey.facts.began = clock()
        connection, resolved = self._where(journey)
        group = self.offers[journey.target].server_groups.get(journey.step.seat.group)
        server = calls.create(connection, context.fleet, journey, resolved, context.run, group)
        if server.id in context.facts:
            raise CloudError("api", f"it was given the id {server.id}, which another server has")
        return server

    def _created(self, journey, server):
        journey.server, journey.wrote = server, True
        journey.facts.note("accepted", clock())
        self.context.facts[server.id] = journey.facts
        if journey.open:
            self._next(journey)

    # -- delete

    def _delete(self, journey):
        self.loop.call(journey, lambda journey: calls.delete(
            self._where(journey)[0], journey.step.server, self._addresses(journey)), self._deleted)

    def _deleted(self, journey, removed):
        journey.removed, journey.wrote = removed, True
        self.loop.list_again(journey)

    def _is_gone(self, journey):
        if len(journey.legs) > 1:
            journey.server = None
        self._next(journey)

    # -- wait

    def seen(self, journey: Journey, server) -> None:
        """A list shows the journey's server so, or not at all (None)."""
        if journey.deleting:
            if server is None or server.status in status.GONE:
                self._is_gone(journey)
        elif server is None:
            if journey.missed():
                self.loop.fail(journey, CloudError("build_failed",
                                                   "has vanished: somebody has deleted it"))
        else:
            journey.server, journey.listed, journey.absent = server, True, 0
            if server.status == "ACTIVE":
                journey.facts.note("active", clock())
            if journey.leg in self._changes.legs:
                self._changes.seen(journey)
            else:
                self._wait(journey)

    def _wait(self, journey):
        context, facts = self.context, journey.facts
        if not journey.open:
            return
        if facts.up is None and journey.server and journey.server.status in status.AT_WORK:
            facts.up = clock()
        journey.phase = phase(
            journey.server, wait=context.wait, settled=journey.settled(clock()),
            answered=facts.answered,
            needs_floating=status.wants_floating_ip(journey.server) and not facts.floating_ip,
            needs_keys=context.wants_keys and not facts.keys)
        if journey.phase in WAITS_FOR_LIST:
            self.loop.watch.wanted(journey.target)
        elif journey.phase == "port":
            self._port.probe(journey)
        elif journey.phase == "keys":
            self.loop.call(journey, lambda journey: calls.host_keys(
                context.connections[journey.target], journey.server,
                context.fleet.host_keys == "injected"), self._read)
        elif journey.phase == "done":
            self._next(journey)
        elif journey.phase in ("error", "stopped"):
            self.loop.fail(journey, calls.broken(journey.server))

    def again(self, journeys: list[Journey]) -> None:
        """Another try for those that wait for something that no list of servers shows."""
        for target in {journey.target for journey in journeys if journey.phase == "volumes"}:
            self._disks.look(target)
        for target in {journey.target for journey in journeys if journey.phase == "floating"}:
            if self.loop.watch.ports_due(target):
                self._float(target)
        for journey in journeys:
            if journey.phase in ("port", "keys"):
                self._wait(journey)

    def _float(self, target):
        """One list of ports for all on a target that wait for theirs: Neutron has them long before
        Nova's list shows an address, or ACTIVE, which may move them on before that comes."""
        def waits(journey):
            return journey.open and not journey.busy and journey.phase == "floating"
        journeys = list(filter(waits, self.loop.at(target)))
        self.loop.watch.ports(target, [journey.server.id for journey in journeys],
                              lambda future: [self.loop.answered(journey, self._attach, future)
                                              for journey in filter(waits, journeys)])

    def _attach(self, journey, ports):
        if journey.server.id not in ports:
            journey.tries += 1
            self.loop.watch.wanted(journey.target)
            return
        self.loop.call(journey, lambda journey: calls.attach(
            self.context.connections[journey.target], self.context.fleet.name, journey,
            ports[journey.server.id]), self._attached)

    def _attached(self, journey, address):
        if address is None:
            self.loop.list_again(journey)
            return
        journey.facts.floating_ip, journey.facts.floated = address, clock()
        journey.wrote = True
        journey.facts.note("address", clock())
        self._wait(journey)

    def _read(self, journey, keys):
        journey.facts.keys, journey.facts.launched = keys, journey.server.launched
        self._retry(journey, keys)

    def _retry(self, journey, success):
        if success:
            self._wait(journey)
            return
        journey.tries += 1
        journey.next_try = clock() + AGAIN
        self.loop.watch.wanted(journey.target)
