# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What time it is for a cloud: its clock and ours may differ by minutes."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = 100       # characters of Date


def ours() -> datetime:
    """By this machine's clock."""
    return datetime.now(UTC)


def moved_on(date: str, seconds: float) -> datetime:
    """So many seconds after the Date of an answer; by our clock if it has none that is one."""
    try:
        then = parsedate_to_datetime(date[:LONGEST])
        return then.astimezone(UTC) + timedelta(seconds=seconds)
    except (TypeError, ValueError, OverflowError):
        return ours()
