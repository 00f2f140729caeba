# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Until when something is wanted: a time, or a span of time from now on.  Pure."""
from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from .._cloud.errors import CloudError

SPAN = re.compile(r"(\d+[wdhms])+\d*|\d+")
UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


class Expiry(NamedTuple):
    """at: when it is over.  least: a mark that says no less is as good, so that a span is not
    renewed by every run, but when half of it is over."""

    at: datetime
    least: datetime

    def __str__(self) -> str:
        return stamp(self.at)

    def fits(self, mark: str | None) -> bool:
        """Whether a mark says what is desired."""
        marked = moment(mark)
        return marked is not None and self.least <= marked <= self.at


def expiry(option: str, text: str | None, now: datetime) -> Expiry | None:
    """Of an option: a span or a time.  Raises CloudError (invalid), one sentence."""
    if not text:
        return None
    now = now.astimezone(UTC).replace(microsecond=0)
    try:
        over = span(text)
        at = moment(text) if over is None else now + over
    except OverflowError:
        at = over = None
    if at is None:
        raise CloudError("invalid", f"{option}: {text!r} is neither a span such as 2h, 1d12h or "
                         "3600 (seconds), nor a time such as 2030-01-31T18:00:00Z")
    if at <= now:
        raise CloudError("invalid", f"{option}: {text} is in the past: set a later time")
    return Expiry(at, at if over is None else now + over / 2)


def span(text: str) -> timedelta | None:
    """Of 2h, 1d12h, 90 (seconds); None of anything else."""
    if not SPAN.fullmatch(text):
        return None
    parts = re.findall(r"(\d+)([wdhms]?)", text)
    try:
        return sum((timedelta(**{UNITS[unit or "s"]: int(number)}) for number, unit in parts),
                   timedelta())
    except (OverflowError, ValueError):     # of Python's own limits
        return None


def stamp(time: datetime) -> str:
    """A time in UTC, as marks and results have it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str | None) -> datetime | None:
    """Of a time as marks and clouds have it, in UTC unless it says otherwise; None of anything
    else."""
    try:
        found = datetime.fromisoformat(text or "")
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
