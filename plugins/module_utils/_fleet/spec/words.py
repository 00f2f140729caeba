# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Amounts in a fleet's options.  Pure."""
from __future__ import annotations

from collections.abc import Callable


def amount(text: str | None, whole: int, rounding: Callable[[float], int]) -> int:
    """A number, or a share of the whole as '80%'; without it, the whole."""
    if text is None:
        return whole
    if text.endswith("%"):
        return int(rounding(whole * float(text[:-1]) / 100))
    return int(text)
