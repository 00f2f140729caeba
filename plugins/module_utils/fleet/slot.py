# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One server on its way through a run: what is known of it, and the calls that move it on."""
from __future__ import annotations

import time
from dataclasses import dataclass, field

from ..cloud.connection import Connection
from ..cloud.errors import CloudError
from ..portable import floating
from ..portable.reachable import missing_rule
from ..resource.server import Server, request
from . import known_hosts, mark
from .plan import Step
from .spec import Fleet

SETTLE = 15.0       # seconds for Nova's list to show a floating IP that Neutron has made


@dataclass
class Facts:
    """What a run has learnt of one server beyond its row; survives a second look at the fleet.

    times: seconds from the create call until accepted, active, port, done.
    """

    began: float = field(default_factory=time.monotonic)
    floating_ip: str | None = None
    floated: float = 0.0
    answered: bool = False
    keys: list[str] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)

    def note(self, event: str) -> None:
        """The event has happened, if it was not noted before."""
        self.times.setdefault(event, round(time.monotonic() - self.began, 2))


@dataclass
class Slot:
    """One step of the plan being carried out."""

    step: Step
    server: Server | None = None
    facts: Facts = field(default_factory=Facts)
    phase: str = ""
    deleting: bool = False
    busy: bool = False              # a call is under way
    next_try: float = 0.0
    failure: CloudError | None = None
    done: bool = False

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

    def settled(self) -> bool:
        """Whether the list shows the floating IP, or has had its time to."""
        return (not self.facts.floating_ip or bool(self.server and self.server.floating_ip)
                or time.monotonic() - self.facts.floated > SETTLE)

    def fail(self, error: CloudError) -> None:
        """Ends here, with what is known of the server."""
        more = {**error.more, "server_name": self.step.name,
                "server_id": self.server.id if self.server else error.more.get("server_id")}
        self.failure = CloudError(error.kind, error.message, error.target or self.target,
                                  error.action or f"server {self.step.name}", **more)


# -- calls, each run in the target's pool

def create(connection: Connection, fleet: Fleet, slot: Slot, answer, run: str) -> Server:
    """POST /servers, with the marks; the server as far as it is known then."""
    step, wish = slot.step, fleet.share(slot.step.target).wish
    marks = mark.metadata(fleet.name, step.index, run, wish, answer)
    body = request(fleet.server_name(step.index), wish, answer, marks, (mark.tag(fleet.name),))
    if connection.microversion == "2.1":
        body["server"].pop("tags")
    made = connection.post("compute", "/servers", body, f"creating {step.name}")["server"]
    # without addresses and status yet, so that the next list is waited for
    return Server.of({"id": made["id"], "name": step.name, "status": "BUILD",
                      "metadata": marks}, connection.target)


def attach(connection: Connection, fleet: str, slot: Slot, port_id: str) -> str:
    """A floating IP on the server's port, from the network that its marks name; its address."""
    server = slot.server
    return floating.attach(connection, port_id, server.metadata[mark.PREFIX + "floating"],
                           mark.description(fleet, slot.step.index, server.id))


def delete(connection: Connection, server: Server, floating_ips: list[dict]) -> None:
    """The server's own floating IPs, then the server: the other way round they would be left."""
    for row in floating_ips:
        if row["server"] == server.id:
            floating.delete(connection, row["id"])
    connection.delete("compute", f"/servers/{server.id}", f"deleting {server.name}")


def console_keys(connection: Connection, server: Server) -> list[str]:
    """The host keys on the console; empty if it shows none yet."""
    body = {"os-getConsoleOutput": {}}
    answer = connection.post("compute", f"/servers/{server.id}/action", body,
                             f"reading the console of {server.name}")
    return known_hosts.in_console(answer.get("output", ""))


def unanswered(connection: Connection, slot: Slot, port: int, seconds: float) -> CloudError:
    """Why nobody answers, as far as the cloud can tell."""
    try:
        rule = missing_rule(connection, slot.server.id, slot.address, port)
    except CloudError as error:
        rule = f"its security groups could not be read ({error.message})"
    why = f": {rule}" if rule else ", although its security groups let it in"
    return CloudError("timeout", f"port {port} of {slot.address} did not answer within "
                                 f"{seconds:.0f} s{why}", slot.target)


def build_error(server: Server) -> CloudError:
    """Of a server in ERROR, by Nova's own words."""
    fault = server.fault or "Nova gives no reason"
    low = fault.lower()
    kind = ("no_host" if "no valid host" in low else "quota" if "quota" in low else "build_failed")
    return CloudError(kind, f"is in ERROR: {fault}", server.target, fault=server.fault)
