# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The ports of a server with nics: made before it, changed while it works, deleted after it.

What a run that was killed has left of them, the next server in that place finds by their marks, as
the sweep of a fleet that goes and reap do.
"""
from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence

from ..._cloud.connection import Connection, own_project
from ..._cloud.errors import CloudError
from ..._portable import address, floating, nic, trunk
from ..._portable.nic import TRUNK, ResolvedNic
from ..._resource.server.model import ACCESS, IP_VERSION, Server
from ..drift.case import Case
from ..drift.nics import numbered
from ..kinds import port
from ..plan.plan import Step
from ..spec import mark
from ..spec.fleet import Fleet, Seat

LOST = ("unreachable", "timeout")       # of an answer, and perhaps not of the request
MOST = 4            # addresses of a port in a mark, which has up to 255 characters
UNKNOWN = re.compile(r"Unrecognized attribute\(s\) '([^']*)'")
IN_USE = re.compile(r"IP address (\S+) already allocated")


@contextlib.contextmanager
def made(connection: Connection, fleet: Fleet, step: Step,
         nics: Sequence[ResolvedNic]) -> Iterator[list[dict]]:
    """New ports for a server, in the order of the nics, with their trunks, and so without subports.
    They all go again if the server is refused."""
    ports = _create(connection, fleet, step, nics) if nics else []
    try:
        yield _joined(connection, ports, nics)
    except CloudError as error:
        if error.kind not in LOST:
            with contextlib.suppress(CloudError):       # which their marks tell of
                _delete(connection, ports)
        raise


def _create(connection: Connection, fleet: Fleet, step: Step,
            nics: Sequence[ResolvedNic]) -> list[dict]:
    discard(connection, fleet.name, step.seat)
    name = fleet.server_name(step.seat, step.target)
    body = {"ports": [{**one.request(step.seat.index), "name": f"{name}-{number}",
                       "description": mark.port(fleet.name, step.seat, number)}
                      for number, one in enumerate(nics, 1)]}
    action = f"creating the ports of {name}"
    try:
        try:
            rows = connection.post("network", "/ports", body, action)["ports"]
        except CloudError as error:
            # a busy Neutron may have begun twice, and now be in its own way
            if error.kind != "conflict" or not discard(connection, fleet.name, step.seat):
                raise
            rows = connection.post("network", "/ports", body, action)["ports"]
    except CloudError as error:
        raise _told(error, nics) from None
    found = numbered(rows)
    return [found[number] for number in sorted(found)]


def _joined(connection: Connection, ports: list[dict], nics: Sequence[ResolvedNic]) -> list[dict]:
    """The ports of the server itself, once there are trunks for the others."""
    found: list[tuple[dict, dict[str, int]]] = []
    for row, one in zip(ports, nics, strict=True):
        if one.nic.segmentation_id is None:
            found.append((row, {}))
        else:
            found[-1][1][row["id"]] = one.nic.segmentation_id
    for row, below in found:
        if below:
            trunk.create(connection, row, below)
    return [row for row, _below in found]


def _told(error: CloudError, nics: Sequence[ResolvedNic]) -> CloudError:
    """What Neutron refuses, in the words of the definition."""
    message, kind = error.message, error.kind
    if unknown := UNKNOWN.search(message):
        message = f"nics: Neutron does not know {unknown[1]} here: omit it for this target"
    elif used := IN_USE.search(message):
        message = (f"nics: the fixed_ip {used[1]} is already in use: choose another one, or "
                   "delete the port that has it")
    elif kind == "forbidden":
        asked = sorted({option for one in nics for option in one.nic.given()})
        message = (f"nics: Neutron's policy does not let you set all of {', '.join(asked)} here: "
                   f"omit what it forbids for this target ({message})")
    return CloudError(kind, message, error.target, error.action, **error.more)


def marks(ports: Sequence[dict], ip_version: str) -> dict[str, str]:
    """Of a server: by which of its addresses it is reached."""
    if not ports:
        return {}
    found = [text for row in ports[0].get("fixed_ips") or ()
             if (text := address.checked(row.get("ip_address"), loopback=True))][:MOST]
    six = ip_version == "any" and found and all(":" in text for text in found)
    return {ACCESS: " ".join(found), **({IP_VERSION: "6"} if six else {})}


def discard(connection: Connection, fleet: str, seat: Seat, server: Server | None = None) -> bool:
    """Deletes the ports of a place that are on no server, or on this one, which is gone; whether
    there were any."""
    texts = mark.ports(fleet, seat)
    rows = connection.pages("network", "/ports", "ports", "listing ports", description=texts,
                            project_id=own_project(connection),
                            fields=["id", "description", "device_id", TRUNK])
    # not every Neutron can filter by descriptions
    servers = trunk.holders(rows)
    left = [row for row in rows if row.get("description") in texts
            and servers[row["id"]] in ("", server and server.id)]
    _delete(connection, left)
    return bool(left)


def _delete(connection: Connection, ports: Sequence[dict]) -> None:
    for row in trunk.in_order(ports):
        port.delete(connection, row, f"port {row['id']}", used=bool(row.get("device_id")))


def update(connection: Connection, case: Case, nics: Sequence[ResolvedNic]) -> None:
    """Changes what of a server's ports is another than it is defined."""
    rows = numbered(trunk.with_subports(
        connection, floating.ports_on(connection, [case.server.id], nic.SHOWN), nic.SHOWN))
    for number, one in enumerate(nics, 1):
        if number not in rows:
            continue
        found = nic.differing(one, rows[number], case.takes_all)
        if body := nic.written({key: desired for key, (_there, desired) in found.items()}):
            connection.put("network", f"/ports/{rows[number]['id']}", {"port": body},
                           f"changing a port of {case.server.name}")
