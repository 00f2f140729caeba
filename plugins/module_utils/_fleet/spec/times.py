# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that are times, or spans of time.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..._cloud.errors import CloudError
from ..._portable.expiry import Expiry, expiry, span


def expires(options: Mapping[str, Any], now: datetime, wrong: list[str]) -> Expiry | None:
    """Until when servers are needed, if that is said.  wrong: gets a sentence."""
    try:
        return expiry("expires", options.get("expires"), now)
    except CloudError as error:
        wrong.append(f"{error.message}.")
        return None


def seconds(option: str, options: Mapping[str, Any], wrong: list[str]) -> float | None:
    """How many a span has, if the option is given.  wrong: gets a sentence."""
    text = options.get(option)
    found = span(text) if text else None
    if text and not found:
        wrong.append(f"{option}: {text!r} is not a span such as 30m, 2h or 3600 (seconds).")
    return found.total_seconds() if found else None
