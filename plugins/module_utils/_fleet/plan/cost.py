# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet costs before and after a plan, by the user's tables of prices.  Pure."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable.resolved import Resolved
from ..._resource.volume import Volume
from ..observe.volumes import BOOT, disks, name_of
from ..spec import mark
from ..spec.fleet import Fleet
from ..spec.prices import HOURS, report
from .plan import Plan, Step


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


def of(fleet: Fleet, plan: Plan, volumes: Mapping[Target, Iterable[Volume]],
       resolved: Callable[[Step], Resolved | None]) -> Cost | None:
    """None where there is no table.  volumes: the fleet's that are there.  resolved: what the
    server of a step is made of, or changed to."""
    if not any(share.prices for share in fleet.shares):
        return None
    found = Cost()
    for step in plan.steps:
        _add(found, fleet, step, resolved(step))
    going = {step.server.id for step in plan.steps
             if step.server and step.action in ("delete", "replace")}
    for target, rows in volumes.items():
        if prices := fleet.share(target).prices:
            for row in rows:
                price = prices.volumes([(row.type, row.size)])
                found.before += price
                found.after += price * (mark.kept(row) or going.isdisjoint(row.servers))
    _add_volumes(found, fleet, plan, volumes, resolved)
    return found


def _add(found: Cost, fleet: Fleet, step: Step, resolved: Resolved | None) -> None:
    server, new = step.server, step.action in ("create", "replace")
    if server:
        price = _server(found, fleet, server.target, mark.flavor_of(server),
                        server.floating_ip is not None)
        found.before += price
        changed = resolved if "flavor" in step.changes and not new else None
        if changed:
            price = _server(found, fleet, step.target, changed.flavor_name,
                            server.floating_ip is not None)
        found.after += price * (not new and step.action != "delete")
    if new and resolved:
        found.after += _server(found, fleet, step.target, resolved.flavor_name,
                               resolved.floating is not None)


def _server(found: Cost, fleet: Fleet, target: Target, flavor: str | None, floating: bool) -> float:
    prices = fleet.share(target).prices
    price = prices.server(flavor, floating) if prices else None
    if price is None:
        found.unpriced[f"flavor {flavor} of {target}"] = None
    return price or 0.0


def _add_volumes(found: Cost, fleet: Fleet, plan: Plan, volumes: Mapping[Target, Iterable[Volume]],
                 resolved: Callable[[Step], Resolved | None]) -> None:
    """Those that new servers need, and that are not there already."""
    free = {(target, mark.seat_of(row), name_of(row)) for target, rows in volumes.items()
            for row in rows if mark.kept(row) or not row.servers}
    for step in plan.steps:
        prices, made_of = fleet.share(step.target).prices, resolved(step)
        if step.action in ("create", "replace") and prices and made_of:
            found.after += prices.volumes(
                (disk.type, disk.size) for disk in disks(step.desired(fleet), made_of)
                if disk.name == BOOT or (step.target, step.seat, disk.name) not in free)
