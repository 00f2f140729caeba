# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The legs that change a server that is there: start, update, resize and rebuild."""
from __future__ import annotations

from ..observe.status import CHANGING, STOPPED
from . import calls, changes
from .journey import Slot

SHOWN_BY_LIST = {"auto_ip", "adopt"}        # changes after which the old row is not enough


class ChangeLegs:
    """loop: apply.loop.Apply.  where, addresses, then: as apply.legs.Legs has them.

    legs: {name: what begins it}.
    """

    def __init__(self, loop, where, addresses, then):
        self.loop, self.orders, self._next = loop, loop.orders, then
        self._where, self._addresses = where, addresses
        self.legs = {"start": self._start, "update": self._update, "resize": self._resize,
                     "rebuild": self._rebuild}

    def seen(self, slot: Slot) -> None:
        """A list shows the slot's server again."""
        if slot.leg == "update":
            self._next(slot)
        else:
            self.legs[slot.leg](slot)

    def _update(self, slot):
        connection, answer = self._where(slot)
        self.loop.call(slot, lambda slot: changes.update(
            connection, self.orders.fleet, slot.step, slot.server, answer,
            self._addresses(slot), self.orders.run), self._updated)

    def _updated(self, slot, removed):
        slot.removed, slot.wrote = removed, True
        if SHOWN_BY_LIST.isdisjoint(slot.step.changes):
            self._next(slot)
        else:
            self.loop.list_again(slot)

    def _start(self, slot):
        server, connection = slot.server, self._where(slot)[0]
        if server.status in STOPPED and not server.task:
            if slot.accepted:
                self.loop.fail(slot, changes.not_started(server))
            else:
                self.loop.call(slot, lambda slot: changes.start(connection, server), self._accepted)
        elif server.status in CHANGING or server.task:
            self._under_way(slot)
        else:
            self._next(slot)            # whatever it is now, the last leg knows what to make of it

    def _resize(self, slot):
        self._change(slot, "flavor", slot.server.flavor == self._where(slot)[1].flavor_name)

    def _rebuild(self, slot):
        self._change(slot, "image", slot.server.image == self._where(slot)[1].image)

    def _change(self, slot, option, there):
        """A resize or rebuild, as far as it has come; a run that was killed may have begun it."""
        server, (connection, answer) = slot.server, self._where(slot)
        if server.status == "ERROR":
            self.loop.fail(slot, calls.broken(server))
        elif server.task or server.status in ("REBUILD", "RESIZE") or slot.confirming(server):
            self._under_way(slot)
        elif there and server.status == "VERIFY_RESIZE":
            self.loop.call(slot, lambda slot: changes.confirm(connection, server), self._confirmed)
        elif there:
            wish = self.orders.fleet.wish(slot.step.seat, slot.target)
            self.loop.call(slot, lambda slot: changes.marked(
                connection, server, wish, answer, option), self._changed)
        elif slot.accepted:
            self.loop.fail(slot, changes.not_changed(server, option))
        else:
            job = changes.resize if option == "flavor" else changes.rebuild
            self.loop.call(slot, lambda slot: job(connection, server, answer), self._accepted)

    def _accepted(self, slot, _nothing):
        slot.accepted = slot.wrote = True
        slot.facts.answered, slot.facts.up = False, None        # it boots
        if slot.leg == "rebuild":       # the new system has host keys of its own
            slot.facts.keys = []
        self.loop.list_again(slot)

    def _under_way(self, slot):
        """Any list will do, and create_timeout goes on."""
        slot.phase = "listed"
        self.loop.watch.wanted(slot.target)

    def _confirmed(self, slot, _nothing):
        slot.confirmed = slot.wrote = True
        self.loop.list_again(slot)

    def _changed(self, slot, _nothing):
        slot.wrote = True
        self._next(slot)
