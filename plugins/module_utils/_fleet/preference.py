# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers that are to get an earlier one of several choices: those for which it is not to be had
stay as they are.  Pure."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .._cloud.target import Target
from .plan import change
from .plan.place import lacking
from .plan.plan import Plan, Step
from .spec.fleet import Fleet
from .spec.limits import PREFIX
from .spent import Spent

if TYPE_CHECKING:
    from .._resource.server.model import Server
    from .drift.case import Wish
    from .observe.choice import Choice
    from .observe.offer import Offer

VARYING = ("boot_volume", "flavor", "image", "network", "volumes")   # by choices
RESIZED = ("cores", "ram")      # in the order of Server.size
Left = dict[Target, dict[str, int]]     # of quotas


def denied(fleet: Fleet, plan: Plan, offers: Mapping[Target, Offer],
           spent: Spent) -> dict[Target, dict[Wish, str]]:
    """Which choices of which servers, and why.  plan: with the places of new servers."""
    left: Left = {target: dict(offer.left) for target, offer in offers.items()}
    for step in plan.steps:
        if step.action in ("create", "replace") and step.target in offers:
            way = offers[step.target].choice(step.seat.group, step.spec)
            _take(left[step.target], way.needs if way else {})
    found: dict[Target, dict[Wish, str]] = defaultdict(dict)
    for step in plan.steps:
        if step.preferred and step.server:
            why = _why_not(fleet, plan, step, step.server, offers.get(step.server.target), left,
                           spent)
            if why:
                wish = step.server.id, step.preferred
                told = change.told(step.values, [name for name in step.values if name in VARYING])
                found[step.server.target][wish] = f"({told}) is not available: {why}"
    return dict(found)


def _why_not(fleet: Fleet, plan: Plan, step: Step, server: Server, offer: Offer | None, left: Left,
             spent: Spent) -> str:
    if step.seat in plan.missing:
        return plan.missing[step.seat]
    if step.action == "replace":
        first = fleet.spec(step.seat, step.target)
        return "" if step.spec in (None, step.preferred, first) else (
            f"{step.target} has no room for it")
    way = offer.choice(step.seat.group, step.preferred) if offer else None
    if step.action not in change.DISRUPTIVE:
        return ""
    if not way:
        return f"{server.target} cannot be used"
    if error := spent.on(server.target, step.seat.group, way):
        return error.message
    tight = _tight(way, server, left[server.target]) if "flavor" in step.changes else ""
    return f"{server.target} {tight}" if tight else ""


def _tight(way: Choice, server: Server, left: dict[str, int]) -> str:
    """What quotas do not allow of a resize; what they allow is taken."""
    size = dict(zip(RESIZED, server.size, strict=True))
    more = {name: need - size[known] for name, need in way.needs.items()
            if (known := name.removeprefix(PREFIX)) in size}
    tight = [name for name, need in more.items() if need > max(0, left.get(name, need))]
    if not tight:
        _take(left, more)
    return lacking(tight)


def _take(left: dict[str, int], needs: Mapping[str, int]) -> None:
    left.update({name: left[name] - need for name, need in needs.items() if name in left})
