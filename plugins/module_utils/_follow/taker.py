# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One server of a pool: held, marked and looked at once more, or given back."""
from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._fleet import hold
from .._fleet.hold import Hold, Item
from .._fleet.observe import status
from .._fleet.spec import claim
from .._fleet.spec.claim import SETTLING, Claim
from .._portable.reachable import answers
from .._resource.server import calls
from .._resource.server.model import Server


@dataclass(frozen=True)
class Taken:
    """A server that is ours now, or would be.  server: with its claim."""

    server: Server
    claim: Claim
    hold: Hold = hold.NONE


@dataclass(frozen=True)
class Taker:
    """Takes servers of one target for an owner.  port: that has to answer, if any."""

    connection: Connection
    owner: str
    expires: datetime
    port: int | None = None

    def take(self, servers: Mapping[str, Server]) -> dict[str, Taken | CloudError | None]:
        """Servers by id, and what became of each; None: somebody else was faster, or it is not
        ready."""
        ports = hold.ports(self.connection, servers)
        return each(servers, lambda own_id: self._one(servers[own_id], ports.get(own_id)))

    def _one(self, server: Server, port: Item | None) -> Taken | None:
        now = self.connection.now()
        if port is None or claim.is_held(port.name, now) or not (
                self.port is None or answers(server.address, self.port)):
            return None
        began = time.monotonic()
        found = hold.take(self.connection, port, max(self.expires, now + SETTLING))
        if found is None:
            return None
        try:
            taken = self._mark(server, found)
        except CloudError:
            give_back(self.connection, server, found)
            raise
        late = time.monotonic() - began > SETTLING.total_seconds() / 2
        if taken is None or late:
            give_back(self.connection, server, found)
            return None
        return taken

    def _mark(self, server: Server, found: Hold) -> Taken | None:
        """None if it is not there any more, or does not work."""
        own = Claim(found.id, self.expires, self.owner)
        mark = str(own)
        try:
            calls.set_metadata(self.connection, server, {claim.KEY: mark})
        except CloudError as error:
            if error.kind == "not_found":
                return None
            if error.kind not in ("unreachable", "timeout"):
                raise
        row = again(self.connection, server)
        if row is None or row.status not in status.AT_WORK or row.metadata.get(claim.KEY) != mark:
            return None
        return Taken(row, own, found)


def again(connection: Connection, server: Server) -> Server | None:
    """As it is now; None if it has gone."""
    try:
        row = connection.get("compute", f"/servers/{server.id}", f"reading {server.name}")["server"]
    except CloudError as error:
        if error.kind == "not_found":
            return None
        raise
    return Server.of(row, connection.target)


def set_claim(connection: Connection, server: Server, changed: Claim) -> str:
    """Until another time: that of its release, or a later one.  The server's id."""
    calls.set_metadata(connection, server, {claim.KEY: str(changed)})
    return server.id


def give_back(connection: Connection, server: Server, found: Hold) -> None:
    """As if it had not been taken.  Raises CloudError where it stays claimed until it expires."""
    row = again(connection, server)
    if row and (own := claim.of(row)) and own.id == found.id:
        calls.remove_metadata(connection, server, claim.KEY)
    hold.let_go(connection, found)
