# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What things cost on a target, by a table of the user's.  Pure."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..._cloud.target import Target

HOURS = 730         # of a month
DEFAULT = "default"     # what the table calls the type of volumes that name none
TABLES = ("flavors", "volume_types")


@dataclass(frozen=True)
class Prices:
    """Per hour, in any currency: flavors and volume_types by their names, the latter per GiB."""

    flavors: Mapping[str, float] = field(default_factory=dict)
    volume_types: Mapping[str, float] = field(default_factory=dict)
    floating_ip: float = 0.0

    def server(self, flavor: str | None, floating: bool) -> float | None:
        """Of one without its volumes; None if its flavor has no price."""
        price = self.flavors.get(flavor or "")
        return None if price is None else price + self.floating_ip * floating

    def volumes(self, volumes: Iterable[tuple[str | None, int]]) -> float:
        """Of these types and sizes; a type that has no price costs what the default one does."""
        default = self.volume_types.get(DEFAULT, 0.0)
        return sum((self.volume_types.get(kind or DEFAULT, default) * size
                    for kind, size in volumes), 0.0)


def report(price: float) -> dict[str, float]:
    """Of a price per hour, as results show it."""
    return {"hour": round(price, 4), "month": round(price * HOURS, 2)}


def of(table: Iterable[Mapping[str, Any]], target: Target) -> Prices | None:
    """Of a target: what is said of its region counts more than what is said of its cloud."""
    rows = [row for row in table if row["cloud"] == target.cloud
            and row.get("region_name") in (None, target.region)]
    if not rows:
        return None
    rows.sort(key=lambda row: row.get("region_name") is not None)
    tables = {name: {str(key): float(price) for row in rows
                     for key, price in (row.get(name) or {}).items() if _is_price(price)}
              for name in TABLES}
    addresses = [row["floating_ip"] for row in rows if row.get("floating_ip") is not None]
    return Prices(**tables, floating_ip=addresses[-1] if addresses else 0.0)


def mistakes(table: Iterable[Mapping[str, Any]]) -> list[str]:
    """What of it is no price, in a sentence for each."""
    found = {f"{row['cloud']}: {name} {key}": price for row in table for name in TABLES
             for key, price in (row.get(name) or {}).items()}
    found.update({f"{row['cloud']}: floating_ip": row["floating_ip"] for row in table
                  if row.get("floating_ip") is not None})
    return [f"prices: {where}: {price!r} is not a number of 0 or more."
            for where, price in found.items() if not _is_price(price)]


def _is_price(price: object) -> bool:
    try:
        return 0 <= float(price) < math.inf     # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
