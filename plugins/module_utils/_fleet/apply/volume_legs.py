# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The leg on which a server gets its data volumes: found again, or made in Cinder, before the
server is.

All of this runs in the thread of the loop (fleet.apply); what it hands to `call` runs in a pool.
"""
from __future__ import annotations

from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..._portable import volume as cinder
from ..._resource import volume as resource
from ..observe import volumes
from ..spec import mark
from .journey import Journey

AGAIN = 1.0         # seconds between two lists of a target's volumes


class VolumeLegs:
    """loop: apply.loop.Apply.  offers: as it has them.  then(journey): when they are there."""

    def __init__(self, loop, offers, then):
        self.loop, self.context, self.offers, self._then = loop, loop.context, offers, then

    def look(self, target) -> None:
        """One list of volumes for all on a target that wait for theirs."""
        journeys = [journey for journey in self.loop.at(target)
                    if not journey.busy and journey.phase == "volumes"]
        for journey in journeys:
            journey.busy = True
        self.loop.watch.volumes(target, lambda future: [
            self.loop.answered(journey, self._seen, future) for journey in journeys])

    def _seen(self, journey, rows):
        own = [row for row in volumes.staying(rows)
               if mark.seat_of(row) == journey.step.seat]
        verdict = volumes.judge(self._spec(journey), own, journey.volumes)
        if verdict.broken:
            self.loop.call(journey, lambda journey: self._discard(journey, verdict.broken),
                           self.loop.fail)
        elif verdict.make or verdict.alter:
            self.loop.call(journey, lambda journey: self._work(journey, verdict), self._worked)
        elif verdict.waiting:
            journey.next_try = clock() + AGAIN
        else:
            journey.volumes = {name: volume.id for name, volume in verdict.ready.items()}
            self._then(journey)

    def _spec(self, journey):
        return self.context.fleet.spec(journey.step.seat, journey.target)

    def _work(self, journey: Journey, verdict: volumes.Verdict) -> None:
        fleet, connection = self.context.fleet, self.context.connections[journey.target]
        if self.context.gone() or not journey.open:
            raise CloudError("conflict", "the run was ended before its volumes were made")
        for disk in verdict.make:
            name = f"{fleet.server_name(journey.step.seat, journey.target)}-{disk.name}"
            made = cinder.create(connection, resource.request(
                name, disk, mark.volume(fleet.name, journey.step.seat, disk), self._zone(journey)))
            journey.volumes[disk.name], journey.wrote = made["id"], True
            self.context.volumes.add(made["id"])
        for volume, disk in verdict.alter:
            cinder.mark(connection, volume.id, mark.volume(fleet.name, journey.step.seat, disk))
            if volume.size < disk.size:
                cinder.extend(connection, volume.id, disk.size)
            journey.wrote = True

    def _zone(self, journey):
        """The server's, where Cinder has one of that name."""
        zone = journey.step.zone or self._spec(journey).availability_zone
        return zone if zone in self.offers[journey.target].volume_zones else None

    def _worked(self, journey, _nothing):
        journey.next_try = clock() + AGAIN

    def _discard(self, journey, broken) -> CloudError:
        """Deletes those in error that hold nothing; the failure."""
        for volume in broken:
            what = f"its volume {volumes.name_of(volume)} ({volume.id}) is in {volume.status}"
            if mark.kept(volume) and volume.id not in self.context.volumes:
                return CloudError("conflict", f"{what}: repair it, or delete it")
            cinder.delete(self.context.connections[journey.target], volume.id)
        return CloudError("build_failed", what)
