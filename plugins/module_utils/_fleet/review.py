# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said of a plan before it is carried out, and what stops it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._resource.volume import Volume
from . import diff
from .ledger import Ledger
from .observe import offer
from .placing import Placing
from .plan import cost, digest, recent, stock, usage
from .plan.cost import Cost
from .plan.plan import Plan
from .spec.fleet import Fleet, Seat


class Told(NamedTuple):
    """result: parts of the module's.  hints: warnings.  making: the places that get a new server
    in this run, as far as it is planned.  replaced: how many had got one lately."""

    result: dict[str, Any]
    hints: list[str]
    making: set[Seat]
    replaced: int


def told(fleet: Fleet, plan: Plan, placing: Placing, ledger: Ledger,
         volumes: Mapping[Target, list[Volume]], going: Mapping[Target, list[Volume]],
         deleted: Iterable[str]) -> Told:
    """Of the first plan of a run; the ledger is told where nothing may be begun.  volumes: the
    fleet's that are there; going: those that go with it.  deleted: as plan.recent has it."""
    prepared = offer.missing_on({step.target for step in plan.writes}, fleet, placing.offers)
    found = digest.changes(plan, prepared, placing.resolved, going, fleet.expires)
    making = _new(plan) | placing.room.seats(plan)
    replaced = recent.replaced(fleet.name, plan, making, deleted)
    stocks = stock.of(fleet, plan, volumes, placing.resolved)
    quotas = usage.rows(*stocks, {t: one.quotas for t, one in placing.offers.items()})
    sums = cost.of(fleet, *stocks)
    wrong = _bounds(fleet, making, replaced, sums, "nothing")
    if fleet.plan_digest and (error := digest.refuse(fleet.plan_digest, found)):
        wrong["plan_digest"] = error
    for option, error in wrong.items():
        ledger.halt(option, error)
    lines = diff.diff(fleet, plan, prepared, placing.offers)
    for when in ("before", "after"):
        lines[when] += usage.lines(quotas, when) + (sums.line(when) if sums else "")
    return Told({"plan": [step.report() for step in plan.steps], "plan_digest": digest.of(found),
                 "diff": lines, "quotas": quotas, **({"cost": sums.report()} if sums else {})},
                _hints(sums, placing) if sums else [], making, replaced)


def _hints(sums: Cost, placing: Placing) -> list[str]:
    return [*sums.warnings(), *(
        f"prices: there is no flavor {', '.join(one.misnamed)} on {target}"
        for target, one in sorted(placing.offers.items()) if one.misnamed)]


def beyond(said: Told, fleet: Fleet, plan: Plan, placing: Placing) -> bool:
    """Whether a plan, with those before it, does more than it may: then the ledger is told why,
    and else the result what it costs."""
    new, ledger = _new(plan), placing.ledger
    sums = cost.of(fleet, *stock.of(fleet, plan, placing.disks.seen, placing.resolved))
    wrong = _bounds(fleet, said.making | new, said.replaced, sums, "nothing more")
    if wrong:
        ledger.errors.update(wrong)
        ledger.done -= new
        return True
    said.making.update(new)
    if sums:
        said.result["cost"]["after"] = sums.report()["after"]
    return False


def _new(plan: Plan) -> set[Seat]:
    return {step.seat for step in plan.steps if step.action in ("create", "replace")}


def _bounds(fleet: Fleet, making: set[Seat], replaced: int, sums: Cost | None, done: str
            ) -> dict[str, CloudError]:
    """{option: why it stops a run}; done: what was done then."""
    found = {}
    most = fleet.max_replace
    if most is not None and len(making) > most:
        found["max_replace"] = CloudError(
            "conflict", f"max_replace: {len(making)} servers would be created, more than {most}, "
            f"so {done} was done: find out what happened to the old ones, or raise max_replace")
    hourly = fleet.max_replace_per_hour
    if hourly is not None and making and len(making) + replaced > hourly:
        found["max_replace_per_hour"] = CloudError(
            "conflict", f"max_replace_per_hour: {replaced} servers were replaced in the last hour, "
            f"and {len(making)} more would be created, together more than {hourly}, so {done} was "
            "done: find out why they do not last, wait, or raise max_replace_per_hour")
    if sums and (error := sums.too_much(fleet.max_cost, done)):
        found["max_cost"] = error
    return found
