# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many bytes were sent to each target, while they are sent."""
from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .._cloud.escape import one_line
from .._cloud.target import Target

SILENT = 2.0        # seconds at the beginning, in which nothing is told
INTERVAL = 5.0      # seconds between two lines of a target
MIB = 1 << 20


class Progress:
    """say: gets a line at a time; without it, nobody listens."""

    def __init__(self, rollout: str, say: Callable[[str], None] | None) -> None:
        self._rollout, self._say, self._began = rollout, say, time.monotonic()
        self._next: dict[Target, float] = {}
        self._lock = threading.Lock()

    def look(self, target: Target, sent: int, size: int) -> None:
        """To be called as often as one likes; the last byte is always told of what takes long."""
        now = time.monotonic()
        due = self._next.get(target, self._began + SILENT)
        if self._say is None or now < due and (sent < size or target not in self._next):
            return
        self._next[target] = now + INTERVAL
        with self._lock:
            self._say(one_line(f"image {self._rollout}, {now - self._began:.0f} s: {target}: "
                               f"{sent // MIB} of {-(-size // MIB)} MiB sent"))
