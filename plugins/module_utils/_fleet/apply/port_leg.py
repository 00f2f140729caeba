# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The part of a server's way on which its port has to answer, and what is asked where it does not.

All of this runs in the thread of the loop (fleet.apply); what it hands to `call` runs in a pool.
"""
from __future__ import annotations

from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..._portable.reachable import answers
from ..._resource.server.calls import unanswered
from ..observe.offer import Offer
from . import ingress
from .journey import Journey

LONG = 60.0         # seconds of silence after which one server of a group is looked into


class PortLeg:
    """loop: apply.loop.Apply.  retry(journey, success): as apply.legs.Legs has it."""

    def __init__(self, loop, retry):
        self.loop, self.context, self._retry = loop, loop.context, retry

    def ask(self, target, offers: Offer) -> None:
        """Once in a run, while servers are being made: whether anybody will reach them."""
        if self.context.wait == "reachable" and target not in self.context.asked:
            self.context.asked.add(target)
            self.loop.ask(target, lambda future: self._told(target, future), ingress.closed,
                          offers.guarded(self.context.fleet.share(target)), self.context.port)

    def _told(self, target, future):
        try:
            found = future.result()
        except CloudError:
            return                      # not everybody may list them
        self.context.closed.update((target, group) for group in found)
        for why in dict.fromkeys(found.values()):
            self._say(target, f"{why}: servers there will not be reachable")

    def probe(self, journey: Journey) -> None:
        """One try at its port."""
        self.loop.call(journey, lambda journey: answers(journey.address, self.context.port),
                       self._probed,
                       self.context.probes)

    def _probed(self, journey, answered):
        journey.facts.answered = answered
        if answered:
            journey.facts.note("port", clock())
        elif self._doubtful(journey):
            self.context.explained.add(self._key(journey))
            self.loop.call(journey, self._reason, self._explained)
            return
        self._retry(journey, answered)

    def _doubtful(self, journey):
        """Whether to ask why there is no answer: of all whose groups seem to let nobody in, and
        after a while of one."""
        return self._key(journey) in self.context.closed or (
            self._key(journey) not in self.context.explained and self._long(journey))

    def _reason(self, journey):
        return unanswered(self.context.connections[journey.target], journey.server, journey.address,
                          self.context.port, f"{clock() - journey.facts.up:.0f} s")

    def _explained(self, journey, error):
        """What can never be reached is not waited for; all else goes on, with a hint."""
        if error.more["waited_for"] == "rule":
            self.context.closed.add(self._key(journey))
            self.loop.fail(journey, error)
            return
        self.context.closed.discard(self._key(journey))
        if self._long(journey):
            self._say(journey.target, f"{journey.step.name}: {error.message}; {error.advice}")
        self._retry(journey, False)

    def _say(self, target, text):
        self.context.progress.tell(target, text, clock())

    @staticmethod
    def _key(journey):
        return journey.target, journey.step.seat.group

    @staticmethod
    def _long(journey):
        return clock() - journey.facts.up > LONG
