# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The legs of a server's way: it is created, deleted, waited for; volumes and changes have files
of their own."""
from __future__ import annotations

from concurrent.futures import Future
from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._resource.server.model import Server
from ..observe import status
from ..spec import mark
from . import calls
from .change_legs import RebuildLeg, ResizeLeg, StartLeg, UpdateLeg
from .journey import Journey, LegName
from .leg import Leg, Loop
from .phase import WAITS_FOR_LIST, WAITS_FOR_TRY, Phase, phase
from .port_leg import Port
from .volume_legs import VolumeLeg

AGAIN = 1.0         # seconds between two tries at a port or a console


def all_legs(loop: Loop) -> dict[LegName, Leg]:
    """Each by its name."""
    wait = WaitLeg(loop)
    return {LegName.VOLUMES: VolumeLeg(loop), LegName.CREATE: CreateLeg(loop, wait.port),
            LegName.DELETE: DeleteLeg(loop), LegName.START: StartLeg(loop),
            LegName.RESIZE: ResizeLeg(loop), LegName.REBUILD: RebuildLeg(loop),
            LegName.UPDATE: UpdateLeg(loop), LegName.WAIT: wait}


class CreateLeg(Leg):
    """A server is asked for; the next list that could show it is not waited for."""

    def __init__(self, loop: Loop, port: Port) -> None:
        super().__init__(loop)
        self._port = port

    def begin(self, journey: Journey) -> None:
        self._port.ask(journey.target)
        self.loop.call(journey, self._post, self._created)

    def _post(self, journey: Journey) -> Server:
        context = self.context
        if context.gone() or not journey.open:
            raise CloudError("conflict", "the run ended before it was created")
        journey.facts.began = clock()
        group = self.loop.offers[journey.target].server_groups.get(journey.step.seat.group)
        server = calls.create(self.connection(journey), context.fleet, journey,
                              self.resolved(journey), context.run, group)
        if server.id in context.facts:
            raise CloudError("api", f"it was given the id {server.id}, which another server has")
        return server

    def _created(self, journey: Journey, server: Server) -> None:
        journey.server, journey.wrote = server, True
        journey.facts.note("accepted", clock())
        self.context.facts[server.id] = journey.facts
        self.context.used.update(journey.volumes.values())
        if journey.open:
            self.loop.next_leg(journey)


class DeleteLeg(Leg):
    """A server is deleted, until no list shows it any more."""

    def begin(self, journey: Journey) -> None:
        self.loop.call(journey, lambda journey: calls.delete(
            self.connection(journey), journey.old, self.floating_ips_of(journey)), self._deleted)

    def _deleted(self, journey: Journey, removed: list[str]) -> None:
        journey.removed, journey.wrote = removed, True
        self.loop.list_again(journey)

    def seen(self, journey: Journey, server: Server | None) -> None:
        if server is not None and server.status not in status.GONE:
            return
        if journey.old.has_ports or status.wants_floating_ip(journey.old) and not journey.removed:
            self.loop.call(journey, self._left, self._gone)
        else:
            self._gone(journey, [])

    def _left(self, journey: Journey) -> list[str]:
        """A server that had no floating IP yet may have got one meanwhile, from a run elsewhere;
        and ports of its own are not Nova's to delete."""
        return calls.give_back(self.connection(journey), self.context.fleet.name, journey)

    def _gone(self, journey: Journey, removed: list[str]) -> None:
        journey.removed += removed
        if len(journey.legs) > 1:
            journey.server = None
        self.loop.next_leg(journey)


class WaitLeg(Leg):
    """Until a server is all that the run wants of it."""

    def __init__(self, loop: Loop) -> None:
        super().__init__(loop)
        self.port = Port(loop, self._retry)

    def begin(self, journey: Journey) -> None:
        if not journey.open:
            return
        if journey.facts.up is None and journey.made.status in status.AT_WORK:
            journey.facts.up = clock()
        journey.phase = self._phase(journey)
        if journey.phase in WAITS_FOR_LIST:
            self.loop.watch.wanted(journey.target)
        elif journey.phase == Phase.PORT:
            self.port.probe(journey)
        elif journey.phase == Phase.KEYS:
            self.loop.call(journey, self._keys, self._read)
        elif journey.phase == Phase.DONE:
            self.loop.next_leg(journey)
        elif journey.phase in (Phase.ERROR, Phase.STOPPED):
            self.loop.fail(journey, calls.broken(journey.made))

    def _phase(self, journey: Journey) -> Phase:
        facts, server = journey.facts, journey.made
        # behind a bastion, nobody who cannot log in there can tell more
        behind = self.context.wait == "reachable" and mark.through(server.metadata)
        return phase(
            server, wait="active" if behind else self.context.wait,
            settled=journey.settled(clock()), answered=facts.answered,
            needs_floating=status.wants_floating_ip(server) and not facts.floating_ip,
            needs_keys=self.context.wants_keys and not facts.keys)

    def again(self, journeys: list[Journey]) -> None:
        floating = Phase.FLOATING
        for target in {journey.target for journey in journeys if journey.phase == floating}:
            if self.loop.watch.ports_due(target):
                self._float(target)
        for journey in journeys:
            if journey.phase in WAITS_FOR_TRY:
                self.begin(journey)

    def _retry(self, journey: Journey, success: object) -> None:
        if success:
            self.begin(journey)
            return
        journey.tries.vain += 1
        journey.tries.due = clock() + AGAIN
        self.loop.watch.wanted(journey.target)

    # -- floating IPs

    def _float(self, target: Target) -> None:
        """One list of ports for all on a target that wait for theirs: Neutron has them long before
        Nova's list shows an address, or ACTIVE, which may move them on before that comes."""
        floating = Phase.FLOATING

        def waits(journey: Journey) -> bool:
            return journey.open and not journey.busy and journey.phase == floating
        journeys = list(filter(waits, self.loop.at(target)))

        def listed(future: Future[dict[str, str]]) -> None:
            for journey in filter(waits, journeys):
                self.loop.answered(journey, self._attach, future)
        self.loop.watch.ports(target, [journey.made.id for journey in journeys], listed)

    def _attach(self, journey: Journey, ports: dict[str, str]) -> None:
        if journey.made.id not in ports:
            journey.tries.vain += 1
            self.loop.watch.wanted(journey.target)
            return
        self.loop.call(journey, lambda journey: calls.attach(
            self.connection(journey), self.context.fleet.name, journey, ports[journey.made.id]),
            self._attached)

    def _attached(self, journey: Journey, address: str | None) -> None:
        if address is None:
            self.loop.list_again(journey)
            return
        journey.facts.floating_ip, journey.facts.floated = address, clock()
        journey.wrote = True
        journey.facts.note("address", clock())
        self.begin(journey)

    # -- host keys

    def _keys(self, journey: Journey) -> list[str]:
        return calls.host_keys(self.connection(journey), journey.made,
                               self.context.fleet.host_keys == "injected")

    def _read(self, journey: Journey, keys: list[str]) -> None:
        journey.facts.keys, journey.facts.launched = keys, journey.made.launched
        self._retry(journey, keys)
