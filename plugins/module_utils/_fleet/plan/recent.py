# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many servers have taken the place of others lately.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from ..spec import mark
from ..spec.fleet import Seat
from .plan import Plan


def replaced(fleet: str, plan: Plan, making: Collection[Seat], deleted: Iterable[str]) -> int:
    """Beside those that are to be made.  deleted: the descriptions of servers that were deleted
    lately.

    Whatever is in the place of one of these now has followed it.  What is missing there, nothing
    has followed yet.
    """
    gone = Counter(deleted)
    replacing = {step.seat for step in plan.steps if step.action == "replace"}
    missing = Counter(mark.place(fleet, seat) for seat in making if seat not in replacing)
    places = {mark.place(fleet, seat) for seat in {
        *making, *(step.seat for step in plan.steps if step.action != "delete")}}
    return sum(max(0, gone[place] - missing[place]) for place in places)
