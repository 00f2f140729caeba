# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls that move a server on; each is run in its target's pool."""
from __future__ import annotations

import json
from dataclasses import replace

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError, kind_of_fault
from ..._portable import floating
from ..._portable.mark import OUT
from ..._portable.resolved import Resolved
from ..._resource.server import calls as server_calls
from ..._resource.server import host_key
from ..._resource.server.actions import advice
from ..._resource.server.body import request
from ..._resource.server.calls import unanswered
from ..._resource.server.model import FLOATING, HOST_KEY, Server
from ..observe import known_hosts
from ..observe.status import CHANGING, wants_floating_ip
from ..observe.volumes import BOOT
from ..spec import mark
from ..spec.fleet import Fleet
from . import nics
from .journey import VOLUMES, Journey
from .phase import Phase

FloatingIPs = list[dict[str, str]]      # of one server, as servers.floating_ips() has them
# what a phase waits for, and how it is said of one that has taken too long
LATE = {Phase.KEYS: ("host_keys", "its console showed no SSH host keys within"),
        **dict.fromkeys((Phase.FLOATING, Phase.SETTLE),
                        ("floating_ip", "it had no floating IP within"))}
BOOTED = ("port", "host_keys")          # what is waited for then


def create(connection: Connection, fleet: Fleet, journey: Journey, resolved: Resolved,
           run: str, server_group: str | None) -> Server:
    """POST /servers, with the marks; the server as far as it is known then."""
    step, spec = journey.step, journey.step.desired(fleet)
    marks = {**mark.metadata(fleet.name, step.seat, run, spec, resolved, fleet.expires),
             **({OUT: fleet.out_of_service} if fleet.out_of_service else {})}
    own = replace(spec, userdata=fleet.userdata(step.seat, step.target),
                  availability_zone=step.zone or spec.availability_zone,
                  boot_volume=journey.volumes.get(BOOT))
    if fleet.host_keys == "injected":
        private, marks[HOST_KEY] = host_key.pair()
        journey.facts.keys = [marks[HOST_KEY]]     # from us, and not from what its marks will say
        own = replace(own, userdata=host_key.injected(own.userdata, private, marks[HOST_KEY]))
    name = fleet.server_name(step.seat, step.target)
    with nics.made(connection, fleet, step, resolved.nics) as ports:
        marks.update(nics.marks(ports, spec.ip_version))
        body = request(name, own, resolved, marks, (mark.tag(fleet.name),), journey.volumes,
                       [{"port": port["id"]} for port in ports])
        body["server"]["description"] = mark.place(fleet.name, step.seat)
        if hints := {**json.loads(spec.scheduler_hints or "{}"),
                     **({"group": server_group} if server_group else {})}:
            body["os:scheduler_hints"] = hints
        made = server_calls.create(connection, body)
    # without addresses and status yet, so that the next list is waited for
    return Server.of({"id": made["id"], "name": name, "status": "BUILD",
                      "metadata": marks}, connection.target)


def attach(connection: Connection, fleet: str, journey: Journey, port_id: str) -> str | None:
    """A floating IP on the server's port, from the network that its marks name; its address.

    None if the port has gone meanwhile, as that of a server whose build has failed.
    """
    server = journey.made
    try:
        return floating.attach(connection, port_id, server.metadata[FLOATING],
                               mark.description(fleet, journey.step.seat, server.id))
    except CloudError as error:
        if error.kind != "not_found" or port_id not in error.message:
            raise
        return None


def delete(connection: Connection, server: Server, floating_ips: FloatingIPs) -> list[str]:
    """The server's own floating IPs, then the server: the other way round they would be left.  The
    addresses that were given back."""
    for row in floating_ips:
        floating.delete(connection, row["id"])
    connection.delete("compute", f"/servers/{server.id}", f"deleting {server.name}")
    return [row["address"] for row in floating_ips]


def give_back(connection: Connection, fleet: str, journey: Journey) -> list[str]:
    """The floating IPs that were made for a server that is gone, and are on no port, and its ports:
    deleted; the addresses of the former."""
    if journey.old.has_ports:
        nics.discard(connection, fleet, journey.step.seat, journey.old)
    if journey.removed or not wants_floating_ip(journey.old):
        return []
    description = mark.description(fleet, journey.step.seat, journey.old.id)
    rows = [row for row in floating.listed(connection, description=description)
            if row.get("description") == description and not row.get("port_id")]
    for row in rows:
        floating.delete(connection, row["id"])
    return [row["floating_ip_address"] for row in rows]


def host_keys(connection: Connection, server: Server, injected: bool) -> list[str]:
    """The host keys on its console; empty if it shows none yet.

    injected: the one that it was given, as its metadata says, is believed without a look there.
    Whoever may set metadata could have set another one: nobody else believes it, and where the
    console shows others, neither is (host_key).
    """
    given = known_hosts.public_key(server.metadata.get(HOST_KEY, ""))
    if injected and given:
        return [given]
    shown = known_hosts.in_console(server_calls.console(connection, server))
    if shown and given and given not in shown:
        raise CloudError("host_key", f"its console shows other SSH host keys than its metadata, "
                                     f"which anybody in the project can set: check {HOST_KEY}")
    return shown


def too_late(connection: Connection, journey: Journey, port: int, limit: str,
             with_console: bool = False) -> CloudError:
    """What a journey still waited for when the time was over; limit: as unanswered() has it.

    with_console: and what the console of a server that has booted shows in the end.
    """
    if journey.phase == Phase.PORT:
        error = unanswered(connection, journey.made, journey.address, port, limit)
    else:
        waited_for, what = _waited_for(journey)
        error = CloudError("timeout", f"{what} {limit}", waited_for=waited_for)
    if with_console and error.more["waited_for"] in BOOTED:
        error.more["console"] = server_calls.last_lines(connection, journey.made)
    return error


def _waited_for(journey: Journey) -> tuple[str, str]:
    if journey.phase in LATE:
        return LATE[journey.phase]
    if journey.leg == VOLUMES:
        return "volumes", "its volumes were not ready within"
    if journey.deleting:
        return "deletion", "still being deleted after"
    return "active", f"still {journey.server.status if journey.server else 'not accepted'} after"


def broken(server: Server) -> CloudError:
    """Of a server that is not at work; in ERROR, by Nova's own words."""
    if server.task or server.status in CHANGING:
        return CloudError("conflict", f"is {server.task or server.status}: try again later",
                          server.target)
    if server.status != "ERROR":
        return CloudError("conflict", f"is {server.status}: {advice(server.status)}, or delete it")
    fault = server.fault or "Nova gives no reason"
    return CloudError(kind_of_fault(fault), f"is in ERROR: {fault}", server.target,
                      fault=server.fault)
