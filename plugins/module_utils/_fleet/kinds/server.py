# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers of a fleet, or with an expiry."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..._cloud.connection import Connection
from ..._cloud.target import Target
from ..._portable.expiry import moment, stamp
from ..._portable.mark import EXPIRES
from ..._resource.server.model import Server
from ..spec import mark
from .kind import Kind, Stage
from .owned import SERVER, Owned, Rows


def listed(connection: Connection, tags: str | None = None) -> list[Server]:
    """All servers of a target, or those with these tags."""
    return connection.pages("compute", "/servers/detail", "servers", "listing servers", tags=tags,
                            make=lambda row: Server.of(row, connection.target))


def deleted(connection: Connection, since: datetime) -> dict[str, str]:
    """{id: description} of the servers that Nova has deleted since then; of these it shows neither
    metadata nor tags."""
    rows = connection.pages(
        "compute", "/servers/detail", "servers", "listing deleted servers",
        make=lambda row: (row["id"], row["status"] == "DELETED" and row.get("description")),
        **{"changes-since": stamp(since)})
    return {own_id: text for own_id, text in rows if text}


class ServerKind(Kind):
    """Those of a fleet that goes are steps of its plan."""

    what = SERVER
    service, path = "compute", "/servers"
    stage = Stage.SERVERS

    def rows(self, connection: Connection) -> list[Server]:
        return listed(connection)

    def id_of(self, row: Server) -> str:
        return row.id

    def owned(self, target: Target, rows: Rows) -> Iterator[Owned]:
        for server in rows[SERVER]:
            fleet, expires = mark.fleet_of(server), moment(server.metadata.get(EXPIRES))
            if fleet or expires:
                yield Owned(self.key(target, server), self.what, server.name, fleet, (server.id,),
                            moment(server.created), mark.run_of(server), expires)
