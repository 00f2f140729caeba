# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The legs that change a server that is there: start, update, resize and rebuild."""
from __future__ import annotations

from ..observe.status import CHANGING, STOPPED
from ..plan.change import needs_list
from . import calls, changes
from .journey import Journey
from .leg import Leg
from .phase import Phase


class UpdateLeg(Leg):
    """What is changed in place, by calls that are over when they are answered."""

    def begin(self, journey: Journey) -> None:
        offer = self.loop.offers.get(journey.target)
        step = journey.step
        found = offer.choice(step.seat.group, step.spec) if offer else None
        self.loop.call(journey, lambda journey: changes.update(
            self.connection(journey), self.context.fleet, journey.step, journey.made,
            found.resolved if found else None,
            self.floating_ips_of(journey), self.context.run,
            lambda: journey.open and not self.context.gone()), self._updated)

    def _updated(self, journey: Journey, removed: list[str]) -> None:
        journey.removed, journey.wrote = removed, True
        if needs_list(journey.step):
            self.loop.list_again(journey)
        else:
            self.loop.next_leg(journey)

    def go_on(self, journey: Journey) -> None:
        self.loop.next_leg(journey)


class ChangingLeg(Leg):
    """What Nova carries out in its own time, after it has accepted it."""

    def under_way(self, journey: Journey) -> None:
        """Any list will do, and create_timeout goes on."""
        journey.phase = Phase.LISTED
        self.loop.watch.wanted(journey.target)

    def accepted(self, journey: Journey, _nothing: None) -> None:
        """It boots, and lists will tell how far it has come."""
        journey.request.accepted = journey.wrote = True
        journey.facts.answered, journey.facts.up = False, None
        self.loop.list_again(journey)


class StartLeg(ChangingLeg):
    """A stopped server runs again."""

    def begin(self, journey: Journey) -> None:
        server, connection = journey.made, self.connection(journey)
        if server.status in STOPPED and not server.task:
            if journey.request.accepted:
                self.loop.fail(journey, changes.not_started(server))
            else:
                self.loop.call(journey, lambda _journey: changes.start(connection, server),
                               self.accepted)
        elif server.status in CHANGING or server.task:
            self.under_way(journey)
        else:       # whatever it is now, the last leg knows what to make of it
            self.loop.next_leg(journey)


class RemakingLeg(ChangingLeg):
    """A resize or rebuild, as far as it has come; a run that was killed may have begun it."""

    option: str         # what is another after it

    def there(self, journey: Journey) -> bool:
        """Whether the server has what it is to have."""
        raise NotImplementedError

    def ask(self, journey: Journey) -> None:
        """Nova shall begin."""
        raise NotImplementedError

    def begin(self, journey: Journey) -> None:
        server, connection, there = journey.made, self.connection(journey), self.there(journey)
        if server.status == "ERROR":
            self.loop.fail(journey, calls.broken(server))
        elif server.task or server.status in ("REBUILD", "RESIZE") or journey.confirming:
            self.under_way(journey)
        elif there and server.status == "VERIFY_RESIZE":
            self.loop.call(journey, lambda _journey: changes.confirm(connection, server),
                           self._confirmed)
        elif there:
            self.loop.call(journey, self._mark, self._marked)
        elif journey.request.accepted:
            self.loop.fail(journey, changes.not_changed(server, self.option))
        else:
            self.loop.call(journey, self.ask, self.accepted)

    def _confirmed(self, journey: Journey, _nothing: None) -> None:
        journey.request.confirmed = journey.wrote = True
        self.loop.list_again(journey)

    def _mark(self, journey: Journey) -> None:
        changes.marked(self.connection(journey), journey.made,
                       journey.step.desired(self.context.fleet), self.resolved(journey),
                       self.option)

    def _marked(self, journey: Journey, _nothing: None) -> None:
        journey.wrote = True
        self.loop.next_leg(journey)


class ResizeLeg(RemakingLeg):
    """A server gets another flavor."""

    option = "flavor"

    def there(self, journey: Journey) -> bool:
        return journey.made.flavor == self.resolved(journey).flavor_name

    def ask(self, journey: Journey) -> None:
        changes.resize(self.connection(journey), journey.made, self.resolved(journey))


class RebuildLeg(RemakingLeg):
    """A server gets another image, and the system on it host keys of its own."""

    option = "image"

    def there(self, journey: Journey) -> bool:
        begun = journey.request.accepted or not self._used(journey)
        return begun and journey.made.image == self.resolved(journey).image

    def ask(self, journey: Journey) -> None:
        changes.rebuild(self.connection(journey), journey.made, self.resolved(journey))

    def _mark(self, journey: Journey) -> None:
        """The end of a claim comes last: from then on it is free."""
        super()._mark(journey)
        if self._used(journey):
            changes.freed(self.connection(journey), journey.made)

    @staticmethod
    def _used(journey: Journey) -> bool:
        """Whether it is rebuilt because somebody has had it, whatever its image is."""
        return "claim" in journey.step.changes

    def accepted(self, journey: Journey, _nothing: None) -> None:
        journey.facts.keys = []
        super().accepted(journey, _nothing)
