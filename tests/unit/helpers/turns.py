# SPDX-License-Identifier: GPL-3.0-or-later
"""Several who ask one cloud at the same time, request by request in a given order."""

from __future__ import annotations

import threading
from itertools import combinations

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

REQUESTS = ("pages", "get", "put", "post", "delete")


def orders(first, second):
    """All orders of so many requests of a and of b, with a T at each place."""
    for places in combinations(range(first + second), first):
        order = "".join("a" if place in places else "b" for place in range(first + second))
        yield from (f"{order[:place]}T{order[place:]}" for place in range(len(order) + 1))


class Turns:
    """order: whose request is next, by a letter; of another letter, calls has the function to call.
    A turn lasts until the same one asks again, or has ended.  When the order is over, or who is
    next has ended, the others go on, by letter."""

    def __init__(self, order, **calls):
        self.order, self.calls = list(order), calls
        self.running, self.at, self.changed = set(), None, threading.Condition()

    def play(self, **actors):
        """{letter: what its function answers, or its CloudError}."""
        answers = {}

        def act(letter):
            try:
                answers[letter] = actors[letter]()
            except CloudError as error:
                answers[letter] = error
            finally:
                with self.changed:
                    self.running.discard(letter)
                    self._end(letter)
        self.running = set(actors)
        threads = [threading.Thread(target=act, args=(letter,)) for letter in actors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def turn(self, letter, request):
        """request(), when it is this one's turn."""
        with self.changed:
            self._end(letter)
            assert self.changed.wait_for(lambda: not self.at and letter == self._next(), 60)
            self.at, self.order = letter, self.order[1:]
            return request()

    def _next(self):
        while self.order and self.order[0] not in self.running:
            self.calls.get(self.order.pop(0), lambda: None)()
        return self.order[0] if self.order else min(self.running)

    def _end(self, letter):
        if self.at == letter:
            self.at = None
        self.changed.notify_all()


class Asking:
    """A Connection to a cloud of fakepool.  killed: after so many requests; the cloud sees no more
    of it."""

    def __init__(self, cloud, turns, letter, killed=None):
        self._cloud, self._turns, self._letter = cloud, turns, letter
        self._left = killed

    def __getattr__(self, name):
        asked = getattr(self._cloud, name)
        if name not in REQUESTS:
            return asked

        def ask(*words, **more):
            if self._left == 0:
                raise CloudError("unreachable", "it was killed", self._cloud.target)
            self._left = self._left and self._left - 1
            return self._turns.turn(self._letter, lambda: asked(*words, **more))
        return ask
