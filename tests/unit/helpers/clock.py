# SPDX-License-Identifier: GPL-3.0-or-later
"""Time as a test wants it."""

from __future__ import annotations

import threading


class Clock:
    """Stands for the module `time`, and goes on when somebody sleeps.  slept: each pause."""

    def __init__(self, now: float = 1000.0):
        self.now, self.slept = now, []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)


class Late(list):
    """Rows that a cloud tells after some seconds, or when `over` is set."""

    def __init__(self, rows, seconds: float):
        super().__init__(rows)
        self.seconds, self.over = seconds, threading.Event()

    def __iter__(self):
        self.over.wait(self.seconds)
        return super().__iter__()
