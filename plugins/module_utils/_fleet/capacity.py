# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a look at the fleet leaves room for: on each target for new servers, and in the fleet for
servers that do not work for a while.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .._cloud.target import Target
from .ledger import ROOM, Ledger
from .observe import status
from .plan import change
from .plan.change import DISRUPTIVE
from .plan.place import Capacity
from .plan.plan import STAYS, Plan, Step
from .spec import mark
from .spec.fleet import Fleet, Seat, Share
from .spec.limits import OF_VOLUMES, PREFIX

if TYPE_CHECKING:
    from .._resource.server.model import Server
    from .observe.choice import Choice
    from .observe.offer import Offer

BEHIND = ", but not deleted while servers on {} are reached through it"


def of_target(fleet: Fleet, share: Share, plan: Plan, ledger: Ledger, offer: Offer | None,
              probe: bool = False) -> Capacity:
    """One target, for placement; offer: observe.offer.Offer, or None where it is closed.  probe: it
    takes one server first."""
    there = [step for step in plan.steps if step.server and step.server.target == share.target]
    going = [step for step in there if step.action in ("delete", "replace")]
    have = Counter(step.seat.group for step in there) - Counter(step.seat.group for step in going)
    bounds: dict[str, Any] = {
        "have": dict(have), "min": share.min, "max": share.max, "most": share.most,
        "weight": share.weight, "price": share.price or 0, "probe": probe,
        "priced": share.prices is not None,
        "through": _through(share, there)}
    error = ledger.closed.get(share.target)
    if offer is None or error:
        crowded = [group for group, _spec in share.specs if error and error.kind in ROOM]
        return Capacity(share.target, **bounds, closed=True, crowded=frozenset(crowded))
    return Capacity(share.target, **bounds, left=_left(offer, leaving(fleet, there)),
                    **_ways(share, there, ledger, offer))


def _through(share: Share, there: Iterable[Step]) -> dict[str, str]:
    """The groups that nobody could reach as it is, and which one they need for that."""
    stays = {step.seat.group for step in there if step.action != "delete"}
    return {group: spec.through for group, spec in share.specs
            if spec.through and spec.through not in stays}


def leaving(fleet: Fleet, steps: Iterable[Step]) -> dict[str, Step]:
    """{id: step} of the servers that go before others are made: one that is replaced by a server
    made first takes its quota until that is there."""
    return {step.server.id: step for step in steps if step.server and (
        step.action == "delete" or step.action == "replace" and not (
            fleet.create_first and status.works(step.server)))}


def _left(offer: Offer, gone: Mapping[str, Step]) -> dict[str, int]:
    """What quotas allow when these servers have gone."""
    left = Counter(offer.left)
    for step in gone.values():
        taken = offer.choice(step.seat.group, step.spec)
        needs = _taken(taken, step.server) if taken and step.server else {}
        left.update({name: need for name, need in needs.items() if name in offer.left})
    return dict(left)


def _taken(way: Choice, server: Server) -> dict[str, int]:
    """What a server took, which may have been made otherwise than it is now.  Of its volumes some
    may stay: observe.volumes.spare() counts them."""
    beside = OF_VOLUMES if server.floating_ip else (*OF_VOLUMES, "floating ips")
    needs = {name: need for name, need in way.needs.items()
             if name.removeprefix(PREFIX) not in beside}
    alike = mark.flavor_of(server) == way.resolved.flavor_name
    for name, size in zip(("cores", "ram"), server.size, strict=True):
        needs[PREFIX + name] = size         # as the limits have counted it
        if size or not alike:
            needs[name] = size
    return needs


def _ways(share: Share, there: list[Step], ledger: Ledger, offer: Offer) -> dict[str, Any]:
    """How servers of each group can be made, in which zones; why some cannot."""
    zones = {group: _zones(spec.availability_zones, share.target, group, there, ledger)
             for group, spec in share.specs if spec.availability_zones}
    choices = {group: ledger.spent.left(share.target, group, found)
               for group, found in offer.choices.items()}
    full = {group: "has no host left in its availability zones"
            for group, found in zones.items() if not found}
    full.update({group: ledger.spent.why(share.target, group)
                 for group, found in choices.items() if not found})
    unfit = {group: error.message for group, error in offer.unfit.items()}
    return {"choices": choices, "zones": zones, "unfit": {**unfit, **full},
            "crowded": frozenset(full.keys() - unfit.keys())}


def _zones(zones: tuple[str, ...], target: Target, group: str, there: list[Step],
           ledger: Ledger) -> dict[str, int]:
    taken = Counter(step.server.availability_zone for step in there
                    if step.server and step.seat.group == group
                    and step.action not in ("delete", "replace"))
    return {zone: taken[zone] for zone in zones if (target, zone) not in ledger.spent.zones}


def wave(fleet: Fleet, ledger: Ledger, plan: Plan) -> list[Step]:
    """The steps to be carried out before the next look: all that hurt nobody, and of those that
    take a working server out of service only as many as max_unavailable allows.

    What does not work now counts: so a change that does not work ends with the first servers, and
    a run that was killed is completed first.  Another try of the same counts no more.
    """
    broken = {key for key in ledger.errors if isinstance(key, Seat)}
    broken.update(step.seat for step in plan.steps if "status" in step.changes
                  or step.action in ("create", "replace") and not disrupts(step, ledger))
    free = max(0, fleet.at_once() - len(broken))
    result, ways = [], _in_use(plan, plan.steps) if fleet.shares else set()
    for step in plan.steps:
        if step.action == "delete" and (step.target, step.seat.group) in ways:
            continue
        more = disrupts(step, ledger) and step.seat not in broken
        if change.worth(fleet, step) and ledger.worth(step) and (not more or free > 0):
            free -= more
            result.append(step)
    return result


def _in_use(plan: Plan, steps: Iterable[Step]) -> set[tuple[Target, str]]:
    """Where servers of some steps are still reached through a group of which none stays: these go
    last."""
    behind = {(step.server.target, group) for step in steps
              if step.server and (group := mark.through(step.server.metadata))}
    return behind - {(step.target, step.seat.group) for step in plan.steps
                     if step.server and step.action in STAYS}


def reached(fleet: Fleet, plan: Plan) -> Plan:
    """The plan without the deletion of what servers that stay are reached through: nothing else
    would tell why it never comes."""
    stay = [step for step in plan.steps if step.action in STAYS and "through" not in step.changes]
    ways = _in_use(plan, stay) if fleet.shares else set()
    kept = {id(step): replace(step, action="keep", reason=step.reason + BEHIND.format(step.target))
            for step in plan.steps
            if step.action == "delete" and (step.target, step.seat.group) in ways}
    return replace(plan, steps=tuple(kept.get(id(step), step) for step in plan.steps),
                   needed=tuple(kept.values()))


def disrupts(step: Step, ledger: Ledger) -> bool:
    """Whether a step takes a working server out of service, that somebody may use."""
    return (step.server is not None and step.action in DISRUPTIVE and "claim" not in step.changes
            and status.works(step.server) and step.server.id not in ledger.given_up)


def is_broken(step: Step, ledger: Ledger) -> bool:
    """Whether a step of the last plan is about a server that has failed for good."""
    return bool(step.server and step.action in ("keep", "replace") and step.seat in ledger.errors
                and step.server.id not in ledger.spared
                and (not status.works(step.server) or step.server.id in ledger.given_up))


def cleared(step: Step) -> Step:
    """The deletion of a server that has failed."""
    return replace(step, action="delete", reason="has failed",
                   target=step.server.target if step.server else step.target)
