# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many servers a fleet should have for a number, such as the length of a queue.  Pure."""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Rule:
    """per_server: how much of the number one server takes.  step: the most servers that one
    decision adds or removes.  cooldown: how long nothing changes after a change."""

    minimum: int
    maximum: int
    per_server: float = 1.0
    step: int = 1
    cooldown: timedelta = timedelta()

    def wrong(self) -> str | None:
        """A sentence about what cannot be."""
        if not 0 <= self.minimum <= self.maximum:
            return (f"minimum {self.minimum} and maximum {self.maximum} are not "
                    "0 <= minimum <= maximum")
        if not 0 < self.per_server < math.inf:
            return f"per_server: {self.per_server} is not a number above 0"
        return None if self.step > 0 else f"step: {self.step} is less than 1"


@dataclass(frozen=True)
class Decision:
    """wanted: how many servers the number needs.  count: how many there are to be now."""

    wanted: int
    count: int
    reason: str


def decide(number: float, count: int, idle: timedelta | None, rule: Rule) -> Decision:
    """count: how many there are.  idle: how long ago that last changed; None if that is unknown.

    A count that is out of bounds is brought to the nearer one at once.
    """
    needed = round(min(number / rule.per_server, 1e9), 9)       # 0.3 / 0.1 is 3
    wanted = math.ceil(needed)
    bounded = _within(rule.minimum, wanted, rule.maximum)
    start = _within(rule.minimum, count, rule.maximum)
    if start != count:
        return Decision(wanted, start, "at least minimum" if start > count else "at most maximum")
    if bounded == count:
        return Decision(wanted, count, "enough" if bounded == wanted else
                        "is minimum" if wanted < bounded else "is maximum")
    if idle is not None and idle < rule.cooldown:
        return Decision(wanted, count, "cools down")
    reached = _within(count - rule.step, bounded, count + rule.step)
    return Decision(wanted, reached, "scale out" if reached > count else "scale in")


def replay(series: Iterable[tuple[datetime, float]], count: int, changed: datetime | None,
           rule: Rule) -> list[dict[str, Any]]:
    """What would be decided at each of these times: {at, number, wanted, count, reason}.

    count: how many servers there are before.  changed: since when.
    """
    rows = []
    for at, number in series:
        decision = decide(number, count, None if changed is None else at - changed, rule)
        if decision.count != count:
            count, changed = decision.count, at
        rows.append({"at": at, "number": number, **asdict(decision)})
    return rows


def _within(least: int, number: int, most: int) -> int:
    return max(least, min(number, most))
