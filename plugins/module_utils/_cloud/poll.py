# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When to list a target again."""
from __future__ import annotations

FIRST, LONGEST, GROWTH = 2.0, 5.0, 1.5      # seconds, seconds, factor
PAUSE = 2.0                                 # times as long as the list took


class Listing:
    """The rhythm of one target's lists.

    Polling costs requests per target and interval, however many servers are waited for.
    Intervals begin short, as a small build is quick, and grow, as a long one is not; each list that
    shows something new makes them shorter, as the rest will not be long then.  A cloud that needs
    long for a list is given longer ones.
    """

    def __init__(self) -> None:
        self.failures = 0           # in a row
        self.running = False
        self._interval = FIRST
        self._due: float | None = None
        self._asked = 0.0

    def wanted(self, now: float) -> None:
        """Somebody waits: the first list comes one interval from now."""
        if self._due is None:
            self._due = now + self._interval

    def due(self, now: float) -> bool:
        """Whether to ask the cloud now."""
        return self._due is not None and not self.running and now >= self._due

    def asked(self, now: float) -> None:
        """A list is under way."""
        self.running, self._asked = True, now

    def answered(self, now: float, failed: bool = False, news: bool = False) -> None:
        """An answer came, with something new or not, or failed: the next list is due an interval
        from now."""
        self.running = False
        self.failures = self.failures + 1 if failed else 0
        interval = self._interval / GROWTH if news else self._interval * GROWTH
        self._interval = min(max(interval, FIRST), LONGEST)
        self._due = now + max(self._interval, min(PAUSE * (now - self._asked), LONGEST))
