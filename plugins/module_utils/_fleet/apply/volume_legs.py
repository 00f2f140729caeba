# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The leg on which a server gets its volumes: found again, or made in Cinder, before the server is.

All of this runs in the thread of the loop; what it hands to `call` runs in a pool.
"""
from __future__ import annotations

from concurrent.futures import Future
from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable import volume as cinder
from ..._resource.server.model import ServerSpec
from ..._resource.volume import Volume, request
from ..observe import volumes
from ..spec import mark
from .journey import VOLUMES, Journey
from .leg import Leg

AGAIN = 1.0         # seconds between two lists of a target's volumes


class VolumeLeg(Leg):
    """Until all of a server's volumes are there."""

    def begin(self, journey: Journey) -> None:
        """The next list of volumes comes with the next turn of the loop."""

    def again(self, journeys: list[Journey]) -> None:
        for target in {journey.target for journey in journeys}:
            self._look(target)

    def _look(self, target: Target) -> None:
        """One list of volumes for all on a target that wait for theirs."""
        journeys = [journey for journey in self.loop.at(target)
                    if not journey.busy and journey.leg == VOLUMES]
        for journey in journeys:
            journey.busy = True

        def listed(future: Future[list[Volume]]) -> None:
            for journey in journeys:
                self.loop.answered(journey, self._listed, future)
        self.loop.watch.volumes(target, listed)

    def _listed(self, journey: Journey, rows: list[Volume]) -> None:
        own = [row for row in volumes.staying(rows)
               if self.context.fleet.seat_of(row, journey.target) == journey.step.seat]
        disks = volumes.disks(self._spec(journey), self.resolved(journey))
        state = volumes.judge(disks, own, journey.volumes,
                              self.context.volumes - self.context.used)
        if state.broken:
            self.loop.call(journey, lambda journey: self._discard(journey, state.broken),
                           self.loop.fail)
        elif state.make or state.alter:
            self.loop.call(journey, lambda journey: self._work(journey, state), self._worked)
        elif state.waiting:
            journey.tries.due = clock() + AGAIN
        else:
            journey.volumes = {name: volume.id for name, volume in state.ready.items()}
            self.loop.next_leg(journey)

    def _spec(self, journey: Journey) -> ServerSpec:
        return journey.step.desired(self.context.fleet)

    def _work(self, journey: Journey, state: volumes.VolumeState) -> None:
        fleet, connection = self.context.fleet, self.connection(journey)
        if self.context.gone() or not journey.open:
            raise CloudError("conflict", "the run ended before its volumes were created")
        for disk in state.make:
            name = f"{fleet.server_name(journey.step.seat, journey.target)}-{disk.name}"
            made = cinder.create(connection, request(
                name, disk, mark.volume(fleet.name, journey.step.seat, disk), self._zone(journey)))
            journey.volumes[disk.name], journey.wrote = made["id"], True
            self.context.volumes.add(made["id"])
        for volume, disk in state.alter:
            cinder.mark(connection, volume.id, mark.volume(fleet.name, journey.step.seat, disk))
            if volume.size < disk.size:
                cinder.extend(connection, volume.id, disk.size)
            journey.wrote = True

    def _zone(self, journey: Journey) -> str | None:
        """The server's, where Cinder has one of that name."""
        zone = journey.step.zone or self._spec(journey).availability_zone
        return zone if zone in self.loop.offers[journey.target].volume_zones else None

    def _worked(self, journey: Journey, _nothing: None) -> None:
        journey.tries.due = clock() + AGAIN

    def _discard(self, journey: Journey, broken: list[Volume]) -> CloudError:
        """Deletes those in error that hold nothing; the failure."""
        for volume in broken:
            what = f"its volume {volumes.name_of(volume)} ({volume.id}) is in {volume.status}"
            if mark.kept(volume) and volume.id not in self.context.volumes:
                return CloudError("conflict", f"{what}: repair it, or delete it")
            cinder.delete(self.connection(journey), volume.id)
        return CloudError("build_failed", what)
