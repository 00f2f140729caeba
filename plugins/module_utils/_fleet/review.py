# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said of a plan before it is carried out, and what stops it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._resource.volume import Volume
from . import diff
from .ledger import Ledger
from .observe import offer
from .placing import Placing
from .plan import cost, digest
from .plan.plan import Plan
from .spec.fleet import Fleet


class Told(NamedTuple):
    """result: parts of the module's.  hints: warnings."""

    result: dict[str, Any]
    hints: list[str]


def told(fleet: Fleet, plan: Plan, placing: Placing, ledger: Ledger,
         volumes: Mapping[Target, list[Volume]]) -> Told:
    """Of the first plan of a run; the ledger is told where nothing may be begun.  volumes: the
    fleet's that are there."""
    prepared = offer.missing_on({step.target for step in plan.writes}, fleet, placing.offers)
    found = digest.changes(plan, prepared, placing.resolved)
    result: dict[str, Any] = {
        "plan": [step.report() for step in plan.steps], "plan_digest": digest.of(found),
        "diff": diff.diff(fleet, plan, prepared, placing.offers)}
    if error := _too_many(plan, fleet.max_replace):
        ledger.halt("max_replace", error)
    if fleet.plan_digest and (error := digest.refuse(fleet.plan_digest, found)):
        ledger.halt("plan_digest", error)
    sums = cost.of(fleet, plan, volumes, placing.resolved)
    if sums is None:
        return Told(result, [])
    for when in ("before", "after"):
        result["diff"][when] += sums.line(when)
    if error := sums.too_much(fleet.max_cost):
        ledger.halt("max_cost", error)
    misnamed = [f"prices: there is no flavor {', '.join(one.misnamed)} on {target}"
                for target, one in sorted(placing.offers.items()) if one.misnamed]
    return Told({**result, "cost": sums.report()}, [*sums.warnings(), *misnamed])


def _too_many(plan: Plan, most: int | None) -> CloudError | None:
    """Whether a plan makes more servers than it may."""
    number = sum(step.action in ("create", "replace") for step in plan.steps)
    if most is None or number <= most:
        return None
    return CloudError("conflict", f"max_replace: {number} servers would be created, more than "
                      f"{most}, so nothing was done: find out what happened to the old ones, or "
                      "raise max_replace")
