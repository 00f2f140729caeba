# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What would be done, and why: what was seen, held against the wish.  Pure.

`survey` decides about every server that was seen and names the indexes that are missing;
`complete` adds the creations once placement has found a place for them.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from ..cloud.target import Target
from ..resource.server import Server
from . import mark
from .place import Placement
from .spec import Fleet

WRITES = ("create", "update", "replace", "delete")


@dataclass(frozen=True)
class Step:
    """One decision.  action: keep | create | update | replace | delete.

    server: the one it is about (none for create).  target: where the result is.
    changes: options in which the server differs from the wish.
    """

    action: str
    index: int
    name: str
    target: Target | None
    reason: str
    server: Server | None = None
    changes: tuple[str, ...] = ()

    def line(self) -> str:
        """For people."""
        return f"{self.action} {self.name} on {self.target}: {self.reason}"

    def report(self) -> dict:
        """For results."""
        where = self.target.report() if self.target else {}
        return {"action": self.action, "name": self.name, "index": self.index, **where,
                "id": self.server and self.server.id, "reason": self.reason,
                "changes": list(self.changes)}


@dataclass(frozen=True)
class Plan:
    """All decisions of one look at the fleet.

    missing: indexes that need a place; after `complete`: {index: why there is none}.
    foreign: servers with a name of the fleet's and without its mark.
    """

    steps: tuple[Step, ...]
    missing: dict[int, str]
    foreign: tuple[Server, ...] = ()

    @property
    def writes(self) -> list[Step]:
        """The steps that change something."""
        return [step for step in self.steps if step.action in WRITES]


def survey(fleet: Fleet, seen: dict[Target, list[Server]], unseen: set[Target],
           state: str = "present") -> Plan:
    """seen: all servers of every target that answered.  unseen: the targets that did not."""
    everyone = [server for servers in seen.values() for server in servers]
    own: dict[int, list[Server]] = {}
    for server in everyone:
        if mark.fleet_of(server) == fleet.name and server.status not in mark.GONE:
            own.setdefault(mark.index_of(server), []).append(server)
    if state == "absent":
        steps = [_step(fleet, "delete", index, server, "state is absent")
                 for index in sorted(own) for server in own[index]]
        return Plan(tuple(steps), {}, _foreign(fleet, everyone))
    steps = [step for index in sorted(own) for step in _present(fleet, index, own[index], unseen)]
    steps = _within_max(fleet, steps)
    there = {step.index for step in steps if step.action in ("keep", "update")}
    missing = {index: _why_missing(fleet, unseen)
               for index in range(1, fleet.count + 1) if index not in there}
    return Plan(tuple(steps), missing, _foreign(fleet, everyone))


def complete(fleet: Fleet, plan: Plan, placement: Placement) -> Plan:
    """The plan with its missing indexes created where placement says."""
    todo = dict(placement.where)
    # without a place for the new one, the old one stays to be looked at
    steps = [step if step.action != "replace" else replace(step, target=todo.pop(step.index))
             if step.index in todo else replace(step, action="keep",
                                                reason=f"{step.reason}; not replaced")
             for step in plan.steps]
    steps += [Step("create", index, fleet.server_name(index), target, plan.missing[index])
              for index, target in sorted(todo.items())]
    return Plan(tuple(steps), dict(placement.unplaced), plan.foreign)


def _step(fleet, action, index, server, reason, changes=()):
    return Step(action, index, server.name, server.target, reason, server, tuple(changes))


def _present(fleet, index, servers, unseen):
    """Decides about all servers that carry one index."""
    servers = sorted(servers, key=lambda s: (not mark.works(s), s.created, s.id))
    first, doubles = servers[0], servers[1:]
    if not 1 <= index <= fleet.count:
        if unseen:
            names = ", ".join(str(target) for target in sorted(unseen))
            return [_step(fleet, "keep", index, server, "beyond count, but not deleted while "
                          f"{names} is unseen") for server in servers]
        return [_step(fleet, "delete", index, server, f"beyond the count of {fleet.count}")
                for server in servers]
    steps = [_judge(fleet, index, first)]
    return steps + [_step(fleet, "delete", index, double, f"double of {first.id} on "
                          f"{first.target}") for double in doubles]


def _judge(fleet, index, server):
    if not mark.works(server):
        return _step(fleet, "replace", index, server, f"is {server.task or server.status}")
    changes = mark.differences(server, fleet.share(server.target).wish)
    if changes and fleet.update_policy == "replace":
        return _step(fleet, "replace", index, server, "has another wish", changes)
    if mark.wants_floating_ip(server):
        return _step(fleet, "update", index, server, "has no floating IP", ("floating_ip",))
    return _step(fleet, "keep", index, server, "another wish, which update_policy leaves alone"
                 if changes else "as wished", changes)


def _within_max(fleet, steps):
    """Moves the highest indexes off targets that have more than they may."""
    result = []
    for share in fleet.shares:
        there = [s for s in steps if s.action in ("keep", "update") and s.target == share.target
                 and 1 <= s.index <= fleet.count]
        if share.max is not None:
            result += [replace(s, action="replace", reason=f"{share.target} takes at most "
                               f"{share.max}") for s in there[share.max:]]
    done = {id(s.server) for s in result}
    return sorted(result + [s for s in steps if id(s.server) not in done],
                  key=lambda s: s.index)


def _why_missing(fleet, unseen):
    if not unseen:
        return "missing"
    names = ", ".join(str(target) for target in sorted(unseen))
    return f"not seen, and {names} cannot be looked at"


def _foreign(fleet, everyone):
    names = {fleet.server_name(index) for index in range(1, fleet.count + 1)}
    return tuple(s for s in everyone if s.name in names and not mark.fleet_of(s))
