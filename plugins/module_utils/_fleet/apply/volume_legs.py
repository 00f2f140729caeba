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
from .journey import Slot

AGAIN = 1.0         # seconds between two lists of a target's volumes


class VolumeLegs:
    """loop: apply.loop.Apply.  terms: as it has them.  then(slot): when they are there."""

    def __init__(self, loop, terms, then):
        self.loop, self.orders, self.terms, self._then = loop, loop.orders, terms, then

    def look(self, target) -> None:
        """One list of volumes for all on a target that wait for theirs."""
        slots = [slot for slot in self.loop.at(target)
                 if not slot.busy and slot.phase == "volumes"]
        for slot in slots:
            slot.busy = True
        self.loop.watch.volumes(target, lambda future: [
            self.loop.answered(slot, self._seen, future) for slot in slots])

    def _seen(self, slot, rows):
        own = [row for row in volumes.staying(rows)
               if mark.seat_of(row) == slot.step.seat]
        verdict = volumes.judge(self._wish(slot), own, slot.volumes)
        if verdict.broken:
            self.loop.call(slot, lambda slot: self._discard(slot, verdict.broken), self.loop.fail)
        elif verdict.make or verdict.alter:
            self.loop.call(slot, lambda slot: self._work(slot, verdict), self._worked)
        elif verdict.waiting:
            slot.next_try = clock() + AGAIN
        else:
            slot.volumes = {name: volume.id for name, volume in verdict.ready.items()}
            self._then(slot)

    def _wish(self, slot):
        return self.orders.fleet.wish(slot.step.seat, slot.target)

    def _work(self, slot: Slot, verdict: volumes.Verdict) -> None:
        fleet, connection = self.orders.fleet, self.orders.connections[slot.target]
        if self.orders.gone() or not slot.open:
            raise CloudError("conflict", "the run was ended before its volumes were made")
        for disk in verdict.make:
            name = f"{fleet.server_name(slot.step.seat, slot.target)}-{disk.name}"
            made = cinder.create(connection, resource.request(
                name, disk, mark.volume(fleet.name, slot.step.seat, disk), self._zone(slot)))
            slot.volumes[disk.name], slot.wrote = made["id"], True
            self.orders.volumes.add(made["id"])
        for volume, disk in verdict.alter:
            cinder.mark(connection, volume.id, mark.volume(fleet.name, slot.step.seat, disk))
            if volume.size < disk.size:
                cinder.extend(connection, volume.id, disk.size)
            slot.wrote = True

    def _zone(self, slot):
        """The server's, where Cinder has one of that name."""
        zone = slot.step.zone or self._wish(slot).availability_zone
        return zone if zone in self.terms[slot.target].volume_zones else None

    def _worked(self, slot, _nothing):
        slot.next_try = clock() + AGAIN

    def _discard(self, slot, broken) -> CloudError:
        """Deletes those in error that hold nothing; the failure."""
        for volume in broken:
            what = f"its volume {volumes.name_of(volume)} ({volume.id}) is in {volume.status}"
            if volumes.kept(volume) and volume.id not in self.orders.volumes:
                return CloudError("conflict", f"{what}: repair it, or delete it")
            cinder.delete(self.orders.connections[slot.target], volume.id)
        return CloudError("build_failed", what)
