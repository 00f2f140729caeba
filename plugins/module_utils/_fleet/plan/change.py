# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a change of the spec means for a living server, and how far we may go.  Pure.

The classes are Nova's: what it changes while the server works, what it needs a resize or a
rebuild for, and what is fixed when a server is created.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._resource.server.model import Server, ServerSpec
from ..drift.case import Difference, Known
from ..drift.drift import compared
from ..drift.rows import OPTIONS
from ..observe import status
from ..spec import mark
from ..spec.fleet import Fleet, Seat

if TYPE_CHECKING:
    from .plan import Step

ACTIONS = ("keep", "update", "start", "resize", "rebuild", "replace")       # the strongest last
ALLOWED = {"none": 0, "in_place": 1, "resize": 3, "rebuild": 4, "replace": 5}   # which action
DISRUPTIVE = ("resize", "rebuild", "replace")


def kind_of(change: str) -> str:
    """update | start | resize | rebuild | replace: what it takes to change an option."""
    return OPTIONS[change].change


class Decision(NamedTuple):
    """On a server that works: the action, the changes that it makes, those that are held back, and
    the values of both.  error: why a change that update_policy allows cannot be made.  spec: the
    choice that it was held against.  preferred: whether it is that because it comes first.
    denied: why it is not another one."""

    action: str
    changes: tuple[str, ...]
    held: tuple[str, ...]
    values: dict[str, Difference]
    error: CloudError | None = None
    spec: ServerSpec | None = None
    preferred: bool = False
    denied: tuple[str, ...] = ()


def decide(fleet: Fleet, seat: Seat, server: Server, known: Known | None = None) -> Decision:
    """What becomes of it.  known: what its target has told."""
    spec, found, preferred = compared(fleet, seat, server, known)
    if server.status in status.CHANGING:
        return Decision("keep", (), tuple(found), found, spec=spec)     # until it is there
    limit = ALLOWED[fleet.update_policy]
    allowed = [name for name in found if ACTIONS.index(kind_of(name)) <= limit]
    changes = [name for name in allowed if not found[name].error]
    held = tuple(name for name in found if name not in changes)
    healed = _healed(server, changes)
    changes += healed
    found.update(healed)
    action = max((kind_of(name) for name in changes), key=ACTIONS.index, default="keep")
    return Decision(action, tuple(changes), held, found,
                    next((found[name].error for name in allowed if found[name].error), None),
                    spec, preferred, tuple(why for (own_id, _spec), why in (
                        known.denied.items() if known else ()) if own_id == server.id))


def _healed(server: Server, changes: Collection[str]) -> dict[str, Difference]:
    """What a server has lost since it was made: that is given back, whatever update_policy says."""
    healed = {}
    if server.status in status.STOPPED and not server.task:
        healed["status"] = Difference(server.status, "ACTIVE")
    if status.wants_floating_ip(server) and "auto_ip" not in changes:
        healed["floating_ip"] = Difference("none", "a new one")
    return healed


def told(values: dict[str, Difference], options: Iterable[str]) -> str:
    """Differences in a sentence, with both values."""
    return ", ".join(f"{option} {values[option]}" for option in options)


def reason(decision: Decision, policy: str) -> str:
    """Why, for the plan."""
    changed, held = (told(decision.values, options) for options in decision[1:3])
    kept = f"update_policy {policy} keeps {held}" if held else ""
    denied = [f"the first choice {why}" for why in decision.denied]
    return "; ".join([*(filter(None, (changed, kept)) if changed or kept else ["up to date"]),
                      *denied])


def adopting(fleet: Fleet, seen: dict[Target, list[Server]]) -> Fleet:
    """The fleet with the ids of what it shall adopt, instead of names: of the servers that are
    not its own yet.  Later looks may show them under another name, or no more.

    Raises CloudError: not_found, ambiguous, conflict.
    """
    servers = [server for rows in seen.values() for server in rows]
    found = [_named(desired, servers) for desired in fleet.adopt]
    for server in found:
        if mark.fleet_of(server) not in (None, fleet.name):
            raise CloudError("conflict", f"adopt: {server.name} ({server.id}) belongs to the fleet "
                             f"{mark.fleet_of(server)}", server.target)
    ids = dict.fromkeys(server.id for server in found if not mark.belongs(server, fleet.name))
    return replace(fleet, adopt=tuple(ids))


def joined(free: list[Seat], joining: list[Server]) -> Iterator[tuple[Seat, Server]]:
    """The servers that join, each with the next place that it may have.  Raises CloudError
    (conflict)."""
    left = list(free)
    for server in joining:
        seat = next((seat for seat in left if seat.target in (None, server.target)), None)
        if seat is None:
            raise CloudError("conflict", f"adopt: the fleet has {len(free)} free numbers for "
                                         f"{len(joining)} servers: raise count")
        left.remove(seat)
        yield seat, server


def sparing(fleet: Fleet, seen: dict[Target, list[Server]]) -> Fleet:
    """The fleet with the places of what it must not change.  Later looks may show other servers
    there."""
    if fleet.only is None:
        return fleet
    own = [server for rows in seen.values() for server in rows if mark.belongs(server, fleet.name)]
    seats = {server.id: fleet.seat_of(server, server.target) for server in own}
    free = {seat for key, seat in seats.items() if key in fleet.only}
    return replace(fleet, spared=frozenset(seats.values()) - free)


def spared(fleet: Fleet, step: Step) -> Step:
    """The step, or that the server stays as it is."""
    if step.seat in fleet.apart.claimed:
        return replace(step, action="keep", reason=fleet.apart.claimed[step.seat], changes=(),
                       held=(), values={}, error=None)
    if step.seat not in fleet.spared:
        return step
    stays = step if step.action == "keep" else step.kept("not changed, as it is not in only")
    return replace(stays, error=None)


def released(fleet: Fleet, step: Step) -> Step:
    """The deletion of a server, or that somebody has it yet."""
    if step.seat not in fleet.apart.claimed:
        return step
    why = fleet.apart.claimed[step.seat]
    return replace(step, action="keep", reason=why, error=CloudError(
        "conflict", f"{step.name} is {why}: release it first", step.target))


def beyond(fleet: Fleet, seat: Seat) -> str:
    """Why a place is none of the fleet's."""
    if seat.group in fleet.min_ready:
        return f"beyond the min_ready of {fleet.min_ready[seat.group]}"
    if seat.group in fleet.each:
        return f"beyond the {fleet.each[seat.group]} of each target"
    if seat.group in fleet.counts:
        return f"beyond the count of {fleet.counts[seat.group]}"
    return (f"the fleet has no group {seat.group!r}" if seat.group
            else "the fleet has groups, and this server is in none")


def worth(fleet: Fleet, step: Step) -> bool:
    """Whether to carry it out: not even what is lacking is waited for in a place that stays as it
    is."""
    return step.action != "keep" or step.seat not in fleet.spared | fleet.apart.claimed.keys()


def _named(desired: str, servers: list[Server]) -> Server:
    found = ([s for s in servers if s.id == desired]
             or [s for s in servers if s.metadata.get(mark.PREFIX + "adopted") == desired]
             or [s for s in servers if s.name == desired])
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{s.id} on {s.target}" for s in found)
        raise CloudError("ambiguous", f"adopt: several servers are named {desired!r}: name one by "
                                      f"its id ({ids})")
    raise CloudError("not_found", f"adopt: no target of the fleet has a server {desired!r}")


def adopted(server: Server, spec: ServerSpec, index: int) -> dict[str, str]:
    """The marks that tell what an adopted server was made of: up to date, whatever it is; and the
    name that it had, as it gets another."""
    return {mark.PREFIX + "spec": mark.built_from(spec.digests(index)),
            mark.PREFIX + "adopted": server.name,
            **{mark.PREFIX + field: getattr(server, field) for field in ("image", "flavor")
               if getattr(server, field)}}


def policy_for(changes: Iterable[str]) -> str:
    """The least update_policy that would make all these changes."""
    strongest = max((kind_of(change) for change in changes), key=ACTIONS.index)
    return {"update": "in_place"}.get(strongest, strongest)


def needs_target(step: Step) -> bool:
    """Whether a plan.Step changes a server to what the target has for the definition."""
    return step.action in ACTIONS[1:-1] and any(OPTIONS[name].resolved for name in step.changes)


def needs_list(step: Step) -> bool:
    """Whether a list has to show the server again after an update."""
    return any(OPTIONS[name].list_again for name in step.changes)
