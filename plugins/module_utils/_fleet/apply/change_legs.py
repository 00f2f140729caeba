# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The legs that change a server that is there: start, update, resize and rebuild."""
from __future__ import annotations

from ..observe.status import CHANGING, STOPPED
from ..plan.change import needs_list
from . import calls, changes
from .journey import Journey


class ChangeLegs:
    """loop: apply.loop.Apply.  where, addresses, then: as apply.legs.Legs has them.

    legs: {name: what begins it}.
    """

    def __init__(self, loop, where, addresses, then):
        self.loop, self.context, self._next = loop, loop.context, then
        self._where, self._addresses = where, addresses
        self.legs = {"start": self._start, "update": self._update, "resize": self._resize,
                     "rebuild": self._rebuild}

    def seen(self, journey: Journey) -> None:
        """A list shows the journey's server again."""
        if journey.leg == "update":
            self._next(journey)
        else:
            self.legs[journey.leg](journey)

    def _update(self, journey):
        connection, resolved = self._where(journey)
        self.loop.call(journey, lambda journey: changes.update(
            connection, self.context.fleet, journey.step, journey.server, resolved,
            self._addresses(journey), self.context.run), self._updated)

    def _updated(self, journey, removed):
        journey.removed, journey.wrote = removed, True
        if needs_list(journey.step):
            self.loop.list_again(journey)
        else:
            self._next(journey)

    def _start(self, journey):
        server, connection = journey.server, self._where(journey)[0]
        if server.status in STOPPED and not server.task:
            if journey.accepted:
                self.loop.fail(journey, changes.not_started(server))
            else:
                self.loop.call(journey, lambda journey: changes.start(connection, server),
                               self._accepted)
        elif server.status in CHANGING or server.task:
            self._under_way(journey)
        else:
            self._next(journey)     # whatever it is now, the last leg knows what to make of it

    def _resize(self, journey):
        resolved = self._where(journey)[1]
        self._change(journey, "flavor", journey.server.flavor == resolved.flavor_name)

    def _rebuild(self, journey):
        self._change(journey, "image", journey.server.image == self._where(journey)[1].image)

    def _change(self, journey, option, there):
        """A resize or rebuild, as far as it has come; a run that was killed may have begun it."""
        server, (connection, resolved) = journey.server, self._where(journey)
        if server.status == "ERROR":
            self.loop.fail(journey, calls.broken(server))
        elif server.task or server.status in ("REBUILD", "RESIZE") or journey.confirming(server):
            self._under_way(journey)
        elif there and server.status == "VERIFY_RESIZE":
            self.loop.call(journey, lambda journey: changes.confirm(connection, server),
                           self._confirmed)
        elif there:
            spec = self.context.fleet.spec(journey.step.seat, journey.target)
            self.loop.call(journey, lambda journey: changes.marked(
                connection, server, spec, resolved, option), self._changed)
        elif journey.accepted:
            self.loop.fail(journey, changes.not_changed(server, option))
        else:
            job = changes.resize if option == "flavor" else changes.rebuild
            self.loop.call(journey, lambda journey: job(connection, server, resolved),
                           self._accepted)

    def _accepted(self, journey, _nothing):
        journey.accepted = journey.wrote = True
        journey.facts.answered, journey.facts.up = False, None        # it boots
        if journey.leg == "rebuild":       # the new system has host keys of its own
            journey.facts.keys = []
        self.loop.list_again(journey)

    def _under_way(self, journey):
        """Any list will do, and create_timeout goes on."""
        journey.phase = "listed"
        self.loop.watch.wanted(journey.target)

    def _confirmed(self, journey, _nothing):
        journey.confirmed = journey.wrote = True
        self.loop.list_again(journey)

    def _changed(self, journey, _nothing):
        journey.wrote = True
        self._next(journey)
