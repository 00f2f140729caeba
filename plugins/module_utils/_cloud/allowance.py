# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long one action may go on, and how much it may read: a cloud may answer for ever."""
from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from .errors import CloudError

BODY = 20_000_000       # bytes of one answer, after decoding: a page of 1,000 servers has 5 MB
TOTAL = 200_000_000     # of all answers that one action needs: 50,000 servers
LONGEST = 300.0         # seconds that an action may take while its answers keep coming

_thread = threading.local()


class Allowance:
    """What is left of one action's."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.until, self.bytes = seconds, time.monotonic() + seconds, TOTAL

    def check(self, until: float | None = None) -> None:
        """Raises CloudError (timeout) where no time is left."""
        if time.monotonic() > (until or self.until):
            raise CloudError("timeout", "its answer is not complete after "
                             f"{self.seconds:.0f} s", waited_for="answer")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """One action of this thread; one that is part of another shares what that has left."""
    outer = getattr(_thread, "allowance", None)
    _thread.allowance = outer or Allowance(seconds)
    try:
        yield
    finally:
        _thread.allowance = outer


def check() -> None:
    """Before another request.  Raises CloudError."""
    if allowance := getattr(_thread, "allowance", None):
        allowance.check()


def answering(seconds: float) -> Callable[[], None]:
    """A check for all reads of one answer, which may take so many seconds more than the action
    itself."""
    allowance = _current()
    until = max(allowance.until, time.monotonic() + seconds)
    return lambda: allowance.check(until)


def counted(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of one body.  Raises CloudError (api) where they are more than anybody needs."""
    allowance, size = _current(), 0
    for part in parts:
        size += len(part)
        allowance.bytes -= len(part)
        if size > BODY:
            raise CloudError("api", f"its answer is longer than {BODY // 10**6} MB")
        if allowance.bytes < 0:
            raise CloudError("api", f"it answers with more than {TOTAL // 10**6} MB")
        yield part


def _current() -> Allowance:
    return getattr(_thread, "allowance", None) or Allowance(LONGEST)
