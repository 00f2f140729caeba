# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said of servers that have found no place.  Pure."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..spec.fleet import Seat
from ..spec.limits import PREFIX


def homeless(missing: Mapping[Seat, str], known: Collection[object]) -> list[CloudError]:
    """An error for all that have found none for the same reason.  missing: as a Plan has it; known:
    those of which something is said already."""
    alike: dict[str, list[Seat]] = defaultdict(list)
    for seat, reason in sorted(missing.items()):
        if seat not in known and reason:
            alike[reason].append(seat)
    return [_no_place(seats, reason) for reason, seats in alike.items()]


def why_missing(unseen: Collection[Target]) -> str:
    """Why a seat is free; unseen: targets where its server may be."""
    if not unseen:
        return "missing"
    names = ", ".join(str(target) for target in sorted(unseen))
    return f"not found, and {names} cannot be queried"


def _no_place(seats: list[Seat], reason: str) -> CloudError:
    numbers = ", ".join(map(str, seats[:5])) + (" ..." if len(seats) > 5 else "")
    which = numbers if seats[0].group else f"number {numbers}"
    what = f"no place for {len(seats)} of the servers ({which}): {reason}"
    full = "quota" in reason or PREFIX in reason
    return CloudError("quota" if full else "not_found", what)
