# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet costs before and after a plan, by the user's tables of prices.  Pure."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..._cloud.errors import CloudError
from ..spec.fleet import Fleet
from ..spec.prices import HOURS, report
from .stock import Machine, Stock


@dataclass
class Cost:
    """before, after: per hour.  unpriced: flavors in use without a price, in words."""

    before: float = 0.0
    after: float = 0.0
    unpriced: dict[str, None] = field(default_factory=dict)

    def report(self) -> dict[str, Any]:
        """As results show it."""
        return {"before": report(self.before), "after": report(self.after)}

    def line(self, when: str) -> str:
        """For the diff; when: before or after."""
        price = self.report()[when]
        return f"cost: {price['hour']:.4f} per hour, {price['month']:.2f} per month\n"

    def too_much(self, most: float | None, done: str) -> CloudError | None:
        """Whether a plan makes a fleet cost more than it may, per month; done: what was done
        then."""
        if most is None or self.after <= self.before or self.after * HOURS <= most:
            return None
        month = self.after * HOURS
        return CloudError("conflict", f"max_cost: the fleet would cost {month:.2f} per month, more "
                          f"than {most:.2f}, so {done} was done: lower count, choose other "
                          "flavors, or raise max_cost")

    def warnings(self) -> list[str]:
        """What is not in the sums."""
        return [f"prices: {what} has no price, and counts as 0" for what in self.unpriced]


def of(fleet: Fleet, before: Stock, after: Stock) -> Cost | None:
    """None where there is no table."""
    if not any(share.prices for share in fleet.shares):
        return None
    found = Cost()
    found.before, found.after = (_sum(found, fleet, stock) for stock in (before, after))
    return found


def _sum(found: Cost, fleet: Fleet, stock: Stock) -> float:
    servers = sum(_server(found, fleet, one) for one in stock.machines)
    return servers + sum(prices.volumes([(disk.type, disk.size)]) for disk in stock.disks
                         if (prices := fleet.share(disk.target).prices))


def _server(found: Cost, fleet: Fleet, one: Machine) -> float:
    prices = fleet.share(one.target).prices
    price = prices.server(one.flavor, one.floating) if prices else None
    if price is None:
        found.unpriced[f"flavor {one.flavor} of {one.target}"] = None
    return price or 0.0
