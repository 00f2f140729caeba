# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The part of the wait in which a server's port has to answer, and what is asked where it does not.

All of this runs in the thread of the loop; what it hands to `call` runs in a pool.
"""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic as clock

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable.reachable import answers
from ..._resource.server.calls import unanswered
from . import ingress
from .journey import Journey
from .leg import Loop

LONG = 60.0         # seconds of silence after which one server of a group is looked into


class Port:
    """retry(journey, success): what follows on a try."""

    def __init__(self, loop: Loop, retry: Callable[[Journey, bool], None]) -> None:
        self.loop, self.context, self._retry = loop, loop.context, retry

    def ask(self, target: Target) -> None:
        """Once in a run, while servers are being made: whether anybody will reach them."""
        if self.context.wait == "reachable" and target not in self.context.asked:
            self.context.asked.add(target)
            self.loop.ask(target, lambda future: self._told(target, future), ingress.closed,
                          self.loop.offers[target], self.context.fleet.share(target),
                          self.context.port)

    def _told(self, target: Target, future: Future[dict[str, str]]) -> None:
        try:
            why_closed = future.result()
        except CloudError:
            return                      # not everybody may list them
        self.context.closed.update((target, group) for group in why_closed)
        for why in dict.fromkeys(why_closed.values()):
            self._say(target, f"{why}: servers there will not be reachable")

    def probe(self, journey: Journey) -> None:
        """One try."""
        self.loop.call(journey, lambda journey: answers(journey.address, self.context.port),
                       self._probed, self.context.probes)

    def _probed(self, journey: Journey, answered: bool) -> None:
        journey.facts.answered = answered
        if answered:
            journey.facts.note("port", clock())
        elif journey.address and self._doubtful(journey):
            self.context.explained.add(_group(journey))
            self.loop.call(journey, self._reason, self._explained)
            return
        self._retry(journey, answered)

    def _doubtful(self, journey: Journey) -> bool:
        """Whether to ask why there is no answer: of all whose groups seem to let nobody in, and
        after a while of one."""
        return _group(journey) in self.context.closed or (
            _group(journey) not in self.context.explained and _long(journey))

    def _reason(self, journey: Journey) -> CloudError:
        return unanswered(self.context.connections[journey.target], journey.made, journey.address,
                          self.context.port, f"{journey.facts.at_work(clock()):.0f} s")

    def _explained(self, journey: Journey, error: CloudError) -> None:
        """What can never be reached is not waited for; all else goes on, with a hint."""
        if error.more["waited_for"] == "rule":
            self.context.closed.add(_group(journey))
            self.loop.fail(journey, error)
            return
        self.context.closed.discard(_group(journey))
        if _long(journey):
            self._say(journey.target, f"{journey.step.name}: {error.message}; {error.advice}")
        self._retry(journey, False)

    def _say(self, target: Target, text: str) -> None:
        self.context.progress.tell(target, text, clock())


def _group(journey: Journey) -> tuple[Target, str]:
    """The servers that have the same security groups."""
    return journey.target, journey.step.seat.group


def _long(journey: Journey) -> bool:
    return journey.facts.at_work(clock()) > LONG
