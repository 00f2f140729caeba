# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One server on its way through a run, and what is known of it.  Pure; `now` is
time.monotonic()."""
from __future__ import annotations

from dataclasses import dataclass, field

from ..._cloud.errors import CloudError
from ..._resource.server.model import Server
from ..observe.status import works
from ..plan.change import kind_of
from ..plan.plan import Step

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


LEGS = {"keep": ("wait",), "create": ("volumes", "create", "wait"), "delete": ("delete",),
        "replace": ("delete", "volumes", "create", "wait")}
CREATE_FIRST = ("volumes", "create", "wait", "delete")


def legs(step: Step, create_first: bool, volumes: bool = False) -> list[str]:
    """What a step takes, one after the other: volumes | create | delete | start | resize |
    rebuild | update | wait.

    volumes: a server has some that have to be there first.  Of start, resize, rebuild and update,
    those that the step's changes need.
    """
    if step.action in LEGS:
        first = step.action == "replace" and create_first and works(step.server)
        return [leg for leg in (CREATE_FIRST if first else LEGS[step.action])
                if volumes or leg != "volumes"]
    kinds = {kind_of(change) for change in step.changes if change != "floating_ip"}
    return [kind for kind in ("start", "resize", "rebuild", "update") if kind in kinds] + ["wait"]


@dataclass(eq=False, slots=True)
class Journey:
    """One step of the plan being carried out.

    legs: what is still to be done; the first one is under way.
    """

    step: Step
    server: Server | None = None
    facts: Facts = field(default_factory=Facts)
    legs: list[str] = field(default_factory=lambda: ["wait"])
    phase: str = ""
    since: float = 0.0              # of the leg; lists that were asked for earlier say nothing
    listed: bool = False            # a list of the fleet has shown it, or would
    absent: int = 0                 # lists in a row without it
    tries: int = 0                  # in vain, at its port or console
    busy: bool = False              # a call is under way
    next_try: float = 0.0
    failure: CloudError | None = None
    done: bool = False
    wrote: bool = False             # something was changed on the cloud
    accepted: bool = False          # the request of a start, resize or rebuild
    confirmed: bool = False         # the end of a resize
    give_up: bool = False           # its phase has taken too long
    ended: float = 0.0
    volumes: dict[str, str] = field(default_factory=dict)       # {name: id}, its data volumes
    removed: list[str] = field(default_factory=list)    # floating IPs given back

    @property
    def leg(self) -> str:
        """What is under way."""
        return self.legs[0]

    @property
    def deleting(self) -> bool:
        """Whether that is a deletion."""
        return self.leg == "delete"

    @property
    def subject(self) -> Server | None:
        """The server that this is about: for a deletion, the old one."""
        return self.step.server if self.deleting else self.server

    @property
    def target(self):
        """Where its calls go: for a deletion, where the old server is."""
        return self.step.server.target if self.deleting else self.step.target

    @property
    def open(self) -> bool:
        """Neither done nor failed."""
        return not self.done and self.failure is None

    @property
    def address(self) -> str | None:
        """Where the server is reached: Nova's list may not show its floating IP yet."""
        return self.facts.floating_ip or (self.server and self.server.address)

    def confirming(self, server: Server) -> bool:
        """Whether Nova has been told to end the resize, and has not yet."""
        return self.confirmed and server.status == "VERIFY_RESIZE"

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
        if self.leg not in ("create", "wait"):
            name, start = "delete" if self.deleting else "create", self.since
        elif up is not None:
            name, start = "reachable", up
        elif began is None and self.leg == "create":
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
    return all(journey.leg == "wait" and not journey.busy for journey in journeys if journey.open)
