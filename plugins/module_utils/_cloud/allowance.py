# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long one action may go on, and how much it may read: a cloud may answer for ever."""
from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from .errors import CloudError

BODY = 100_000_000      # bytes of one answer, after decoding
TOTAL = 400_000_000     # of all answers that one action needs: 100,000 servers
LONGEST = 300.0         # seconds that an action may take while its answers keep coming

_thread = threading.local()


class Allowance:
    """What is left of one action's."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.until, self.bytes = seconds, time.monotonic() + seconds, TOTAL

    def check(self, until: float | None = None) -> None:
        """Raises CloudError (timeout, api) where nothing is left."""
        if time.monotonic() > (until or self.until):
            raise CloudError("timeout", "it goes on answering, but has not come to an end within "
                             f"{self.seconds:.0f} s", waited_for="answer")
        if self.bytes < 0:
            raise CloudError("api", f"it answers with more than {TOTAL // 10**6} MB")


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


def counted(parts: Iterable[bytes], seconds: float) -> Iterator[bytes]:
    """The parts of one body, which may take so many seconds more than the action itself.

    Raises CloudError where there is no end of them.
    """
    allowance = getattr(_thread, "allowance", None) or Allowance(LONGEST)
    until, size = max(allowance.until, time.monotonic() + seconds), 0
    for part in parts:
        size += len(part)
        allowance.bytes -= len(part)
        if size > BODY:
            raise CloudError("api", f"its answer is longer than {BODY // 10**6} MB")
        allowance.check(until)
        yield part
