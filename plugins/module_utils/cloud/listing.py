# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One list per target and interval, for everybody who waits there."""
from __future__ import annotations

FIRST, LONGEST, GROWTH = 1.0, 5.0, 1.5      # seconds, seconds, factor


class Listing:
    """When to list a target again, and what the last list said.

    Polling costs requests per target and interval, however many servers are waited for.
    Intervals begin short, as a small build is quick, and grow, as a long one is not.
    """

    def __init__(self):
        self.rows: list[dict] = []
        self.error = None
        self.failures = 0           # in a row
        self.running = False
        self._interval = FIRST
        self._due = 0.0

    def wanted(self, now: float) -> None:
        """Somebody waits: the first list comes one interval from now."""
        if not self._due:
            self._due = now + self._interval

    def due(self, now: float) -> bool:
        """Whether to ask the cloud now."""
        return bool(self._due) and not self.running and now >= self._due

    def answered(self, now: float, rows=None, error=None) -> None:
        """Notes a list or its error, and when the next one is due."""
        self.running, self.error = False, error
        self.failures = self.failures + 1 if error else 0
        if error is None:
            self.rows = rows
        self._interval = min(self._interval * GROWTH, LONGEST)
        self._due = now + self._interval
