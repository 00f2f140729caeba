# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When to repeat a call that was refused for now, or that nobody took.  Pure.

keystoneauth repeats as well, but sleeps for whatever Retry-After says, reads no dates in it, asks
again who was silent for all of the api_timeout, and does not repeat logins.
"""
from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import CloudError


RETRIES = 5                 # of one call; status_code_retries in clouds.yaml comes before it
FIRST = 0.5                 # seconds; doubled with each
LONGEST = 100               # characters of Retry-After
JITTER = 0.5                # of a pause, on top of it: those who were refused together


def retry_after(headers: Mapping[str, str]) -> int | None:
    """The seconds that an answer asks for, be it in seconds or as a date by the answer's own
    clock; None if it says nothing that can be understood."""
    text = headers.get("Retry-After", "")[:LONGEST]
    try:
        if text.strip().isdecimal():
            return int(text)
        rest = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(0, int(rest.total_seconds()))


def pause(error: CloudError, tries: int, left: float, luck: float,
          creates: bool = False) -> float | None:
    """Seconds to wait until the call is made again; None if it must not be, or not in time.

    tries: repetitions so far.  left: seconds of the budget.  luck: 0..1, for the jitter.

    creates: a call that must not be carried out twice.  429, 413 and 503 were refused at the door,
    by a limit, by a proxy without a service behind it, or by a service without its keystone.  What
    breaks in the midst of the work ends the connection, or is a 500, 502 or 504.
    """
    refused = error.kind == "rate_limited" or error.more.get("status") == 503
    nobody = error.kind == "unreachable" and "status" not in error.more
    if not refused and (creates or not nobody):
        return None
    pause = max(error.more.get("retry_after", 0), FIRST * 2 ** tries)
    return None if pause > left else min(pause * (1 + JITTER * luck), left)
