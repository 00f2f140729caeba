# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet takes of the quotas of each target, before and after a plan.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..._cloud.target import Target
from ..spec.limits import LIMITED
from .stock import Stock

Row = dict[str, Any]


def rows(before: Stock, after: Stock, told: Mapping[Target, Mapping[str, Row]]) -> list[Row]:
    """As results show them: of each target what the fleet takes something of.  told: quotas, with
    what the whole project uses now, of targets that were asked."""
    found = _taken(before), _taken(after)
    return [{**target.report(), "quota": name, "before": found[0][target, name],
             "after": found[1][target, name],
             **told.get(target, {}).get(name, {"limit": None, "used": None})}
            for target in sorted({target for taken in found for target, _name in taken})
            for name in LIMITED if any(taken[target, name] for taken in found)]


def lines(found: Iterable[Row], when: str) -> str:
    """For the diff; when: before or after."""
    words: dict[Target, list[str]] = {}
    for row in (row for row in found if row[when]):
        where = Target(row["cloud"], row["region_name"])
        words.setdefault(where, []).append(f"{row['quota']} {row[when]}")
    return "".join(f"quotas of {target}: {', '.join(said)}\n" for target, said in words.items())


def _taken(stock: Stock) -> Counter[tuple[Target, str]]:
    found: Counter[tuple[Target, str]] = Counter()
    for one in stock.machines:
        found.update({(one.target, "instances"): 1, (one.target, "cores"): one.cores,
                      (one.target, "ram"): one.ram,
                      (one.target, "floating_ips"): int(one.floating)})
    for disk in stock.disks:
        found.update({(disk.target, "volumes"): 1, (disk.target, "gigabytes"): disk.size})
    return found
