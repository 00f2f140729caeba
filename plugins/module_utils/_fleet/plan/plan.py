# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What would be done, and why: what was seen, held against the spec.  Pure.

`survey` decides about every server that was seen and names the seats that are missing;
`complete` adds the creations once placement has found a place for them.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable.resolved import Resolved
from ..._resource.server.model import Server, ServerSpec
from ..drift.case import Difference, Known
from ..drift.drift import compared, nearest
from ..observe import status
from ..spec import alternatives, mark
from ..spec.fleet import Fleet, Seat
from . import change
from .homeless import why_missing
from .place import Placement

WRITES = ("create", "update", "start", "resize", "rebuild", "replace", "delete")
STAYS = change.ACTIONS[:-1]


@dataclass(frozen=True, slots=True)
class Step:
    """One decision.  action: keep | create | update | start | resize | rebuild | replace | delete.

    server: the one it is about (none for create).  target: where the result is; zone: in which
    availability zone a new one is put there, if the fleet says so.  changes: the options that are
    carried out; held: those in which the server differs, and stays so; values: of both, before and
    after.  error: why a change cannot be made.  spec: which of the choices the server is, or will
    be; None where there is no more than one.  preferred: an earlier one than it is, where it is
    changed for that.  resolved: what a new one is made of.
    """

    action: str
    seat: Seat
    name: str
    target: Target
    reason: str
    server: Server | None = None
    changes: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    zone: str | None = None
    values: dict[str, Difference] = field(default_factory=dict)
    error: CloudError | None = None
    spec: ServerSpec | None = None
    preferred: ServerSpec | None = None
    resolved: Resolved | None = None

    def desired(self, fleet: Fleet) -> ServerSpec:
        """What the server is to be."""
        return self.spec or fleet.spec(self.seat, self.target)

    def kept(self, why: str) -> Step:
        """The same server, which stays as it is."""
        return replace(self, action="keep", reason=f"{self.reason}; {why}", changes=(),
                       held=(*self.changes, *self.held))

    def line(self) -> str:
        """For people."""
        return f"{self.action} {self.name} on {self.target}: {self.reason}"

    def report(self) -> dict[str, Any]:
        """For results."""
        return {"action": self.action, "name": self.name, "group": self.seat.group,
                "index": self.seat.index, **self.target.report(),
                "availability_zone": self.zone, "id": self.server and self.server.id,
                "reason": self.reason,
                "changes": list(self.changes), "held": list(self.held),
                "differences": [{"option": option, "before": one.before, "after": one.after}
                                for option, one in self.values.items()]}


@dataclass(frozen=True)
class Plan:
    """All decisions of one look at the fleet.

    missing: seats that need a place; after `complete`: {seat: why there is none}.
    foreign: servers with a name or a mark of the fleet's, and without all of its marks.  passed,
    crowded: as placement has them.  needed: the steps of servers that are too many, and stay as
    others are reached through them.
    """

    steps: tuple[Step, ...]
    missing: dict[Seat, str]
    foreign: tuple[Server, ...] = ()
    passed: dict[Target, str] = field(default_factory=dict)
    crowded: frozenset[Seat] = frozenset()
    needed: tuple[Step, ...] = ()

    @property
    def writes(self) -> list[Step]:
        """The steps that change something."""
        return [step for step in self.steps if step.action in WRITES]


def survey(fleet: Fleet, seen: dict[Target, list[Server]], unseen: set[Target],
           state: str = "present", given_up: dict[str, str] | None = None,
           known: dict[Target, Known] | None = None) -> Plan:
    """seen: all servers of every target that answered.  unseen: the targets that did not.
    given_up: {server id: why} of servers that seem to work and do not.  known: what targets have
    told of servers that seem to differ."""
    everyone = [server for servers in seen.values() for server in servers]
    own: dict[Seat, list[Server]] = {}
    for server in everyone:
        if mark.belongs(server, fleet.name) and server.status not in status.GONE:
            own.setdefault(fleet.seat_of(server, server.target), []).append(server)
    if state == "absent":
        steps = [_step("delete", seat, server, "state is absent")
                 for seat in sorted(own) for server in own[seat]]
        return Plan(tuple(change.released(fleet, step) for step in steps), {},
                    _foreign(fleet, everyone, ()))
    steps = [step for seat in sorted(own)
             for step in _present(fleet, seat, own[seat], unseen, given_up or {}, known or {})]
    steps = [change.spared(fleet, step) for step in _within_max(fleet, steps)]
    free = [seat for seat in fleet.seats() if seat not in own]
    adopted = _adopted(fleet, everyone, free)
    there = {step.seat for step in steps if step.action in STAYS} | {s.seat for s in adopted}
    why = why_missing(unseen)
    missing = {seat: why for seat in fleet.seats() if seat not in there}
    return Plan(tuple(sorted(steps + adopted, key=lambda step: step.seat)), missing,
                _foreign(fleet, everyone, adopted))


def complete(fleet: Fleet, plan: Plan, placement: Placement) -> Plan:
    """The plan with its missing seats created where placement says."""
    todo = dict(placement.where)
    steps = [_placed(fleet, step, todo, placement) for step in plan.steps]
    steps += [Step("create", seat, fleet.server_name(seat, target), target,
                   _why(fleet, plan.missing[seat], seat, target, placement),
                   zone=placement.zones.get(seat), **_way(placement, seat))
              for seat, target in sorted(todo.items())]
    return Plan(tuple(steps), dict(placement.unplaced), plan.foreign, placement.passed,
                frozenset(placement.crowded))


def _why(fleet: Fleet, reason: str, seat: Seat, target: Target, placement: Placement) -> str:
    """Also why it is not the first choice."""
    way = placement.ways.get(seat)
    instead = alternatives.told(way.spec, fleet.spec(seat, target)) if way else ""
    return "; ".join(filter(None, (reason, instead)))


def _way(placement: Placement, seat: Seat) -> dict[str, Any]:
    way = placement.ways.get(seat)
    return {"spec": way.spec, "resolved": way.resolved} if way else {}


def _placed(fleet: Fleet, step: Step, todo: dict[Seat, Target], placement: Placement) -> Step:
    if step.action != "replace":
        return step
    if step.seat in todo:
        target = todo.pop(step.seat)
        return replace(step, target=target, zone=placement.zones.get(step.seat),
                       **_way(placement, step.seat),
                       reason=_why(fleet, step.reason, step.seat, target, placement))
    # without a place for the new one, the old one stays to be looked at
    return step.kept("not replaced")


def _step(action: str, seat: Seat, server: Server, reason: str, **more: Any) -> Step:
    return Step(action, seat, server.name, server.target, reason, server, **more)


def _present(fleet: Fleet, seat: Seat, servers: list[Server], unseen: set[Target],
             given_up: dict[str, str], known: dict[Target, Known]) -> list[Step]:
    """Decides about all servers that carry one number."""
    if not fleet.has(seat):
        return _beyond(fleet, seat, servers, unseen)
    if len(servers) > 1:
        servers = sorted(servers, key=lambda s: (not status.works(s) or s.id in given_up,
                                                 _outdated(fleet, seat, s, known), s.created,
                                                 s.id))
    first, duplicates = servers[0], servers[1:]
    steps = [_judge(fleet, seat, first, given_up.get(first.id), known.get(first.target))]
    return steps + [_step("delete", seat, duplicate, f"duplicate of {first.id} on {first.target}")
                    for duplicate in duplicates]


def _outdated(fleet: Fleet, seat: Seat, server: Server, known: dict[Target, Known]) -> bool:
    """A replacement that is made first is a duplicate until the old one goes."""
    found = compared(fleet, seat, server, known.get(server.target)).differences
    return bool(fleet.worn(server.id)) or "replace" in map(change.kind_of, found)


def _beyond(fleet: Fleet, seat: Seat, servers: list[Server], unseen: set[Target]) -> list[Step]:
    if unseen:
        names = ", ".join(str(target) for target in sorted(unseen))
        return [_step("keep", seat, server, f"beyond the count, but not deleted while {names} "
                      "cannot be queried") for server in servers]
    return [_step("delete", seat, server, change.beyond(fleet, seat)) for server in servers]


def _judge(fleet: Fleet, seat: Seat, server: Server, given_up: str | None,
           known: Known | None) -> Step:
    if not status.works(server) or given_up:
        return _step("replace", seat, server,
                     given_up or f"is {server.task or server.status}",
                     spec=nearest(fleet, seat, server)[0])
    if worn := fleet.worn(server.id):
        return _step("replace", seat, server, worn,
                     spec=nearest(fleet, seat, server)[0])
    found = change.decide(fleet, seat, server, known)
    return _step(found.action, seat, server, change.reason(found, fleet.update_policy),
                 changes=found.changes, held=found.held, values=found.values, error=found.error,
                 spec=found.spec, preferred=found.spec if found.preferred else None)


def _within_max(fleet: Fleet, steps: list[Step]) -> list[Step]:
    """Moves the highest numbers off targets that have more than they may."""
    result = []
    for share in fleet.shares:
        there = [s for s in steps if s.action in STAYS and s.target == share.target
                 and fleet.has(s.seat)]
        there.sort(key=lambda s: s.seat.target is None)     # which cannot be elsewhere stay
        for group, most in share.most.items():
            beyond = [s for s in there if s.seat.group == group][most:]
            result += _moved(beyond, f"{share.target} takes at most {most} of group {group}")
            there = [s for s in there if s not in beyond]
        if share.max is not None:
            result += _moved(there[share.max:], f"{share.target} takes at most {share.max}")
    done = {id(s.server) for s in result}
    return sorted(result + [s for s in steps if id(s.server) not in done], key=lambda s: s.seat)


def _moved(steps: list[Step], reason: str) -> list[Step]:
    return [replace(step, action="replace", reason=reason) for step in steps]


def _adopted(fleet: Fleet, everyone: list[Server], free: list[Seat]) -> list[Step]:
    """The servers that shall join, each with the next free number."""
    joining = [server for desired in fleet.adopt for server in everyone
               if server.id == desired and not mark.belongs(server, fleet.name)]
    return [_step("update", seat, server, "is adopted", changes=("adopt",),
                  values={"adopt": Difference("no", "yes")})
            for seat, server in change.joined(free, joining)]


def _foreign(fleet: Fleet, everyone: list[Server], adopted: Iterable[Step]) -> tuple[Server, ...]:
    """What has a name or a mark of the fleet's, and is not its own.  Names are only made up if
    somebody could have one."""
    others = [s for s in everyone if mark.fleet_of(s) in (None, fleet.name)
              and not mark.belongs(s, fleet.name)]
    joining = {step.server.id for step in adopted if step.server}
    others = [s for s in others if s.id not in joining]
    names = {target: {fleet.server_name(seat, target) for seat in fleet.seats()}
             for target in {s.target for s in others}}
    return tuple(s for s in others if mark.fleet_of(s) or s.name in names[s.target])
