# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What on a target is ours by its marks, whatever it is, and for whom it is there.  Pure.

What carries no mark of a fleet, a server or an expiry is not in it.  What a landing zone has made
carries another mark: it is needed as long as its zone is.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from .._cloud.target import Target
from .._fleet.observe import volumes
from .._fleet.spec import mark
from .._portable.expiry import moment
from .._portable.mark import EXPIRES, comment, read
from .._resource.server.model import Server
from .._resource.volume import Copy, Volume

# in the order in which they are listed: servers last, so that what is made for a server while we
# look is not older than the list in which that server is missing
KINDS = ("floating_ip", "port", "volume", "keypair", "server_group", "security_group", "server")
OWNERS = {"fleet", "server"}        # marks in a text that say whose it is
FREE = ("available", "error")       # of a volume on no server


class Key(NamedTuple):
    """What tells it from all others."""

    target: Target
    kind: str
    id: str


@dataclass(frozen=True)
class Owned:
    """fleet, run: as its marks say.  servers: the ids of those that it is for, or is on.

    created: if the cloud tells.  expires: of a server.  kept: of a volume that outlives its
    server.  size: of a volume, in GiB.  busy: something is done with it, or somebody else has it
    now.
    """

    key: Key
    name: str
    fleet: str | None
    servers: tuple[str, ...] = ()
    created: datetime | None = None
    run: str | None = None
    expires: datetime | None = None
    kept: bool = False
    busy: bool = False
    size: int | None = None

    @property
    def users(self) -> frozenset[Key]:
        """Its servers: what another cloud calls by the same id is none of them."""
        return frozenset(Key(self.key.target, "server", server) for server in self.servers)

    @property
    def shared(self) -> bool:
        """Whether it is there for a whole fleet: for no server, or for the next one."""
        return self.kept or not self.servers and self.key.kind != "volume"


@dataclass(frozen=True)
class Look:
    """What was seen of a target: what is ours, the ids of all servers, whosever they are, and
    snapshots and backups of volumes."""

    owned: list[Owned] = field(default_factory=list)
    servers: frozenset[str] = frozenset()
    copies: list[Copy] = field(default_factory=list)


def look(target: Target, rows: dict[str, list], copies: Iterable[Copy] = ()) -> Look:
    """rows: {kind: rows of the cloud's list}; of servers and volumes, Server and Volume."""
    devices = {row["id"]: row.get("device_id") for row in rows["port"]}
    addresses = list(_floating_ips(target, rows["floating_ip"], devices))
    proven = {server: address.fleet for address in addresses for server in address.servers}
    texts = {"keypair": lambda row: comment(row["public_key"]),
             "server_group": lambda row: row["name"],
             "security_group": lambda row: row.get("description")}
    return Look([*addresses, *_ports(target, rows["port"], proven),
                 *_volumes(target, rows["volume"]), *_servers(rows["server"]),
                 *(one for kind, text in texts.items()
                   for one in _texts(target, kind, rows[kind], text))],
                frozenset(server.id for server in rows["server"]), list(copies))


def _servers(found: Iterable[Server]):
    for server in found:
        fleet, expires = mark.fleet_of(server), moment(server.metadata.get(EXPIRES))
        if fleet or expires:
            yield Owned(Key(server.target, "server", server.id), server.name, fleet, (server.id,),
                        moment(server.created), mark.run_of(server), expires)


def _floating_ips(target, rows, devices):
    """One that somebody has put on another's port is his now."""
    for row in rows:
        marks, port = read(row.get("description")), row.get("port_id")
        if marks.keys() & OWNERS:
            servers = _pick(marks.get("server"))
            yield Owned(Key(target, "floating_ip", row["id"]), row["floating_ip_address"],
                        marks.get("fleet"), servers, moment(row.get("created_at")),
                        busy=bool(port) and devices.get(port) not in servers)


def _ports(target, rows, proven):
    """One that Nova has made carries no mark: it is ours if a floating IP's mark names its server.

    proven: {id of such a server: its fleet}.
    """
    for row in rows:
        marks, device = read(row.get("description")), row.get("device_id") or ""
        if marks.keys() & OWNERS or device in proven:
            yield Owned(Key(target, "port", row["id"]), row.get("name") or row["id"],
                        marks.get("fleet") or proven.get(device),
                        _pick(marks.get("server"), device), moment(row.get("created_at")),
                        busy=row["status"] != "DOWN")


def _volumes(target, found: Iterable[Volume]):
    for volume in found:
        if fleet := mark.fleet_of(volume):
            yield Owned(Key(target, "volume", volume.id), volume.name, fleet, volume.servers,
                        moment(volume.created), kept=volumes.kept(volume), size=volume.size,
                        busy=not volume.servers and not volume.status.startswith(FREE))


def _texts(target, kind, rows, text):
    """What has its marks in a text; text: a function of the row."""
    for row in rows:
        marks = read(text(row))
        if marks.keys() & OWNERS:
            yield Owned(Key(target, kind, row.get("id", row["name"])), row["name"],
                        marks.get("fleet"), _pick(marks.get("server")),
                        moment(row.get("created_at")))


def _pick(*ids):
    return tuple(dict.fromkeys(filter(None, ids)))
