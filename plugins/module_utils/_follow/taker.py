# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One server of a pool: held, looked at once more and marked, or given back."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
        if port is None or claim.is_held(port.name, self.connection.now()) or not (
                self.port is None or answers(server.address, self.port)):
            return None
        found = hold.take(self.connection, port, self.connection.now() + SETTLING)
        row = self._free(server, found) if found else None
        held = self._kept(found) if found and row else None
        return self._marked(row, held) if row and held else None

    def _free(self, server: Server, found: Hold) -> Server | None:
        """As it is now; None if it does not serve, or was claimed since it was listed: a claim
        outlasts the hold that it was made with."""
        try:
            row = calls.read(self.connection, server)
        except CloudError:
            hold.let_go(self.connection, found)
            raise
        if row and row.status in status.AT_WORK and claim.KEY not in row.metadata:
            return row
        hold.let_go(self.connection, found)
        return None

    def _kept(self, found: Hold) -> Hold | None:
        """Renewed if it could be over before all is done; None if somebody else has held it since.

        By the cloud's clock: ours may stand still while the machine sleeps.
        """
        now = self.connection.now()
        if now < found.until - SETTLING / 2:
            return found
        return hold.renewed(self.connection, found, now + SETTLING)

    def _marked(self, row: Server, found: Hold) -> Taken | None:
        """None if it has gone, or if that took so long that somebody else has held it since."""
        own = Claim(found.id, self.expires, self.owner)
        held = self._kept(found) if self._mark(row, found, str(own)) else None
        return held and Taken(replace(row, metadata={**row.metadata, claim.KEY: str(own)}), own,
                              held)

    def _mark(self, row: Server, found: Hold, mark: str) -> bool:
        """Where nobody knows whether it is set, it stays held until that must have come out."""
        try:
            calls.set_metadata(self.connection, row, {claim.KEY: mark})
        except CloudError as error:
            if error.kind == "not_found":
                return False
            refused = int(error.more.get("status") or 0) < 500
            if refused and error.kind not in ("unreachable", "timeout"):
                hold.let_go(self.connection, found)
                raise
            now = calls.read(self.connection, row)
            if now is None or now.metadata.get(claim.KEY) != mark:
                raise
        return True


def set_claim(connection: Connection, server: Server, changed: Claim) -> str:
    """Until another time: that of its release, or a later one.  The server's id."""
    calls.set_metadata(connection, server, {claim.KEY: str(changed)})
    return server.id


def give_back(connection: Connection, server: Server, found: Hold) -> None:
    """As if it had not been taken.  Raises CloudError where it stays claimed until it expires."""
    row = calls.read(connection, server)
    if row and (own := claim.of(row)) and own.id == found.id:
        calls.remove_metadata(connection, server, claim.KEY)
    hold.let_go(connection, found)
