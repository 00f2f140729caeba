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
from ..observe.offer import Terms
from . import ingress
from .journey import Slot

LONG = 60.0         # seconds of silence after which one server of a group is looked into


class PortLeg:
    """loop: apply.loop.Apply.  retry(slot, success): as apply.legs.Legs has it."""

    def __init__(self, loop, retry):
        self.loop, self.orders, self._retry = loop, loop.orders, retry

    def ask(self, target, terms: Terms) -> None:
        """Once in a run, while servers are being made: whether anybody will reach them."""
        if self.orders.wait == "reachable" and target not in self.orders.asked:
            self.orders.asked.add(target)
            self.loop.ask(target, lambda future: self._told(target, future), ingress.closed,
                          terms.guarded(self.orders.fleet.share(target)), self.orders.port)

    def _told(self, target, future):
        try:
            found = future.result()
        except CloudError:
            return                      # not everybody may list them
        self.orders.closed.update((target, group) for group in found)
        for why in dict.fromkeys(found.values()):
            self._say(target, f"{why}: servers there will not be reachable")

    def probe(self, slot: Slot) -> None:
        """One try at its port."""
        self.loop.call(slot, lambda slot: answers(slot.address, self.orders.port), self._probed,
                       self.orders.probes)

    def _probed(self, slot, answered):
        slot.facts.answered = answered
        if answered:
            slot.facts.note("port", clock())
        elif self._doubtful(slot):
            self.orders.explained.add(self._key(slot))
            self.loop.call(slot, self._reason, self._explained)
            return
        self._retry(slot, answered)

    def _doubtful(self, slot):
        """Whether to ask why there is no answer: of all whose groups seem to let nobody in, and
        after a while of one."""
        return self._key(slot) in self.orders.closed or (
            self._key(slot) not in self.orders.explained and self._long(slot))

    def _reason(self, slot):
        return unanswered(self.orders.connections[slot.target], slot.server, slot.address,
                          self.orders.port, f"{clock() - slot.facts.up:.0f} s")

    def _explained(self, slot, error):
        """What can never be reached is not waited for; all else goes on, with a hint."""
        if error.more["waited_for"] == "rule":
            self.orders.closed.add(self._key(slot))
            self.loop.fail(slot, error)
            return
        self.orders.closed.discard(self._key(slot))
        if self._long(slot):
            self._say(slot.target, f"{slot.step.name}: {error.message}; {error.advice}")
        self._retry(slot, False)

    def _say(self, target, text):
        self.orders.progress.tell(target, text, clock())

    @staticmethod
    def _key(slot):
        return slot.target, slot.step.seat.group

    @staticmethod
    def _long(slot):
        return clock() - slot.facts.up > LONG
