# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What targets offer, asked for at each look; and the places of missing servers that follow."""
from __future__ import annotations

from .._cloud.errors import CloudError
from .._cloud.select import Selection
from .._cloud.target import Target
from .._portable.resolved import Resolved
from .._resource.server.model import Server
from . import capacity
from .comparison import Comparison
from .data_volumes import DataVolumes
from .ledger import Ledger
from .observe import offer
from .observe.offer import Offer
from .plan import change
from .plan.place import Placement, place
from .plan.plan import Plan, Step, complete, survey
from .preference import denied
from .room import Room
from .spec.fleet import Fleet

Seen = dict[Target, list[Server]]


class Placing:
    """offers: of the targets where something is created or changed, of the last look."""

    def __init__(self, selection: Selection, ledger: Ledger, comparison: Comparison,
                 disks: DataVolumes, room: Room) -> None:
        self.selection, self.ledger, self.comparison = selection, ledger, comparison
        self.disks, self.room = disks, room
        self.offers: dict[Target, Offer] = {}

    def plan(self, fleet: Fleet, state: str, seen: Seen) -> Plan:
        """What is to be done, with the places of missing servers; what is preferred and not to be
        had is left out."""
        plan = self._survey(fleet, state, seen)
        self.ask(fleet, plan, seen)
        plan = self._complete(fleet, plan, seen)
        while self.comparison.deny(denied(fleet, plan, self.offers, self.ledger.spent)):
            plan = self._complete(fleet, self._survey(fleet, state, seen), seen)
        return plan

    def _survey(self, fleet: Fleet, state: str, seen: Seen) -> Plan:
        return survey(fleet, seen, set(self.ledger.unseen), state, self.ledger.given_up,
                      self.comparison.known)

    def _complete(self, fleet: Fleet, plan: Plan, seen: Seen) -> Plan:
        if plan.missing:
            plan = complete(fleet, plan, self.place(fleet, plan, seen))
        return capacity.reached(fleet, plan)

    def ask(self, fleet: Fleet, plan: Plan, seen: Seen) -> None:
        """Of the targets where something will be created, or changed to what they have."""
        needed = {step.target for step in plan.steps if change.needs_target(step)}
        if plan.missing and not self._held(fleet):
            needed.update(share.target for share in fleet.shares)
        asked = self.selection.look(
            lambda one: offer.ask(one, self.comparison.catalog(one), fleet),
            [t for t in self.selection.targets if t in needed and t in seen
             and t not in self.ledger.closed])
        self.offers = {t: found for t, found in asked.items() if not isinstance(found, CloudError)}
        for target, found in self.offers.items():
            found.limit(fleet.share(target), fleet.name, seen[target])
        self.room.reconsider(self.offers)
        self.disks.credit(self.offers, plan.missing, capacity.leaving(fleet, plan.steps))
        self.ledger.closed.update({t: e for t, e in asked.items() if isinstance(e, CloudError)})

    def resolved(self, step: Step) -> Resolved | None:
        """What the server of a step is made of, or changed to, where that was asked for."""
        found = self.offers.get(step.target)
        way = found.choice(step.seat.group, step.spec) if found else None
        return step.resolved or (way.resolved if way else None)

    def _held(self, fleet: Fleet) -> bool:
        return bool(self.ledger.unseen or self.disks.unseen) and fleet.unseen == "hold"

    def place(self, fleet: Fleet, plan: Plan, seen: Seen) -> Placement:
        """A place for each missing server, or why there is none."""
        if self._held(fleet):
            return Placement({}, {seat: f"{reason}, and unseen is hold"
                                  for seat, reason in plan.missing.items()})
        shares = [share for share in fleet.shares if share.target in seen]
        return place(plan.missing, [capacity.of_target(fleet, share, plan, self.ledger,
                                                       self.offers.get(share.target),
                                                       share.target in self.room.probing)
                                    for share in shares],
                     fleet.placement, self.ledger.avoid(), self.disks.homes())
