# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One server on its way through a run, and what is known of it.  Pure; `now` is
time.monotonic()."""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._resource.server.model import Server
from ..observe.status import works
from ..plan.change import kind_of
from ..plan.plan import Step
from .phase import Phase

ABSENT = 3          # lists without a server that was created, before it counts as gone
SETTLE = 15.0       # seconds for Nova's list to show a floating IP that Neutron has made


@dataclass(slots=True)
class Facts:
    """What a run has learnt of one server beyond its row; survives a second look at the fleet.

    keys, launched: as observe.known_hosts.Known has them.  times: seconds from the create call
    until accepted, active, port, done.
    """

    began: float | None = None      # of the create call; None for a server that was there
    up: float | None = None         # since when it is at work, as far as the run has seen
    floating_ip: str | None = None
    floated: float = 0.0
    answered: bool = False
    keys: list[str] = field(default_factory=list)
    launched: str | None = None
    times: dict[str, float] = field(default_factory=dict)

    def note(self, event: str, now: float) -> None:
        """The event has happened, if it was not noted before."""
        if self.began is not None:
            self.times.setdefault(event, round(now - self.began, 2))

    def at_work(self, now: float) -> float:
        """For how many seconds it has been, as far as the run has seen."""
        return 0.0 if self.up is None else now - self.up


class LegName(StrEnum):
    """What may have to be done for a server."""

    VOLUMES = "volumes"
    CREATE = "create"
    DELETE = "delete"
    START = "start"
    RESIZE = "resize"
    REBUILD = "rebuild"
    UPDATE = "update"
    WAIT = "wait"


# asked of thousands at a time, and before Python 3.12 an enum is slow to give its members
VOLUMES, CREATE, DELETE, WAIT = LegName.VOLUMES, LegName.CREATE, LegName.DELETE, LegName.WAIT
MAKING = (VOLUMES, CREATE, WAIT)
CHANGING = (LegName.START, LegName.RESIZE, LegName.REBUILD, LegName.UPDATE)     # in this order
LEGS = {"keep": (WAIT,), "create": MAKING, "delete": (DELETE,), "replace": (DELETE, *MAKING)}


def legs(step: Step, create_first: bool, volumes: bool = False) -> list[LegName]:
    """What a step takes, one after the other.

    volumes: a server has some that have to be there first.  Of start, resize, rebuild and update,
    those that the step's changes need.
    """
    if step.action in LEGS:
        beside = step.action == "replace" and create_first and step.server and works(step.server)
        return [leg for leg in ((*MAKING, DELETE) if beside else LEGS[step.action])
                if volumes or leg != VOLUMES]
    kinds = {kind_of(change) for change in step.changes if change != "floating_ip"}
    return [leg for leg in CHANGING if leg in kinds] + [WAIT]


@dataclass(slots=True)
class Request:
    """What a leg that changes a server has got Nova to accept."""

    accepted: bool = False          # the start, resize or rebuild
    confirmed: bool = False         # the end of a resize


@dataclass(slots=True)
class Tries:
    """At what no list of servers shows: volumes, a floating IP, a port, a console."""

    vain: int = 0
    due: float = 0.0                # when the next one is


@dataclass(eq=False, slots=True)
class Journey:
    """One step of the plan being carried out.

    legs: what is still to be done; the first one is under way.
    """

    step: Step
    server: Server | None = None
    facts: Facts = field(default_factory=Facts)
    legs: list[LegName] = field(default_factory=lambda: [WAIT])
    volumes: dict[str, str] = field(default_factory=dict)       # {name: id}, of its own
    listed: bool = False            # a list of the fleet has shown it, or would
    absent: int = 0                 # lists in a row without it
    # of the leg that is under way
    phase: Phase = Phase.BEGUN
    since: float = 0.0              # lists that were asked for earlier say nothing
    busy: bool = False              # a call is under way
    request: Request = field(default_factory=Request)
    tries: Tries = field(default_factory=Tries)
    # what has come of it
    wrote: bool = False             # something was changed on the cloud
    removed: list[str] = field(default_factory=list)    # floating IPs given back
    done: bool = False
    failure: CloudError | None = None
    give_up: bool = False           # its phase has taken too long
    ended: float = 0.0

    @property
    def leg(self) -> LegName:
        """What is under way."""
        return self.legs[0]

    @property
    def deleting(self) -> bool:
        """Whether that is a deletion."""
        return self.leg == DELETE

    @property
    def subject(self) -> Server | None:
        """The server that this is about: for a deletion, the old one."""
        return self.step.server if self.deleting else self.server

    @property
    def old(self) -> Server:
        """The server that the step is about, if it is about one."""
        return cast(Server, self.step.server)

    @property
    def made(self) -> Server:
        """The server as it was listed last, on legs that only begin with one."""
        return cast(Server, self.server)

    @property
    def target(self) -> Target:
        """Where its calls go: for a deletion, where the old server is."""
        return self.old.target if self.deleting else self.step.target

    @property
    def open(self) -> bool:
        """Neither done nor failed."""
        return not self.done and self.failure is None

    @property
    def address(self) -> str | None:
        """Where the server is reached: Nova's list may not show its floating IP yet."""
        return self.facts.floating_ip or (self.server.address if self.server else None)

    def set_out(self, now: float) -> None:
        """The leg that is first in line begins."""
        self.phase, self.since = Phase.BEGUN, now
        self.request, self.tries = Request(), Tries()

    @property
    def confirming(self) -> bool:
        """Whether Nova has been told to end the resize, and has not yet."""
        return self.request.confirmed and self.made.status == "VERIFY_RESIZE"

    def missed(self) -> bool:
        """A list has not shown it: whether that means that it is gone, or just not there yet."""
        self.absent += 1
        return self.listed or self.absent >= ABSENT

    def settled(self, now: float) -> bool:
        """Whether the list shows the floating IP, or has had its time to.

        Not asked of a server that was just made: the next look comes anyway, and later.
        """
        return (self.step.action in ("create", "replace") or not self.facts.floating_ip
                or bool(self.server and self.server.floating_ip)
                or now - self.facts.floated > SETTLE)

    def overdue(self, now: float, limits: dict[str, float]) -> str | None:
        """Which time limit it has passed, if any; limits: seconds for create (also of a start,
        resize, rebuild or update), reachable and delete, where there are any."""
        began, up = self.facts.began, self.facts.up
        if self.leg not in (CREATE, WAIT):
            name, start = "delete" if self.deleting else "create", self.since
        elif up is not None:
            name, start = "reachable", up
        elif began is None and self.leg == CREATE:
            return None             # its turn has not come
        else:
            name, start = "create", self.since if began is None else began
        return name if name in limits and now - start > limits[name] else None

    def finish(self, now: float) -> None:
        """Is up to date: there, or gone."""
        self.facts.note("done", now)
        self.done, self.ended = True, now

    def fail(self, error: CloudError, now: float) -> None:
        """Ends here, with what is known of the server."""
        more = {**error.more, "server_name": self.step.name,
                "server_id": self.server.id if self.server else error.more.get("server_id")}
        self.failure = CloudError(error.kind, error.message, error.target or self.target,
                                  error.action or f"server {self.step.name}", **more)
        self.ended = now


def replannable(journeys: list[Journey]) -> bool:
    """Whether the open ones only wait for what goes on by itself: after another look at the fleet
    they wait on, and what has failed may go elsewhere."""
    return all(journey.leg == WAIT and not journey.busy for journey in journeys if journey.open)
