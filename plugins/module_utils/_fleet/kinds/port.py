# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ports: those that a run has made carry a mark, and those that Nova has made for a server none.
A trunk is a part of its port."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from ..._cloud.connection import Connection
from ..._cloud.target import Target
from ..._portable import trunk
from ..._portable.expiry import moment
from ..._portable.mark import NIC
from ..._portable.nic import TRUNK
from ..spec import claim
from .floating_ip import proven
from .kind import Kind, Stage, of_neutron
from .owned import SERVER, Owned, Rows, owner
from .server import deleted

BEFORE = timedelta(hours=1)     # a server may be deleted while a port is still made for it
EVER = datetime(2000, 1, 1, tzinfo=UTC)


class PortKind(Kind):
    """One without a mark is ours if a floating IP's mark names its server, or if Nova says that it
    has deleted its server, and that this was ours."""

    what = "port"
    service, path = "network", "/ports"
    stage = Stage.PARTS
    swept = True

    def rows(self, connection: Connection) -> list[dict]:
        return trunk.in_order(of_neutron(connection, self.path, "status", "device_id",
                                         "device_owner", TRUNK))

    def completed(self, connection: Connection, rows: Rows) -> list[dict]:
        """With the descriptions of the servers that are gone, where these have left some."""
        there = {server.id for server in rows[SERVER]}
        left = [row for row in rows[self.name] if _is_novas(row) and row["device_id"] not in there]
        if not left:
            return list(rows[self.name])
        since = min(moment(row.get("created_at")) or EVER for row in left) - BEFORE
        gone, ids = deleted(connection, since), {row["id"] for row in left}
        return [{**row, "deleted_server": gone.get(row["device_id"])} if row["id"] in ids else row
                for row in rows[self.name]]

    def owned(self, target: Target, rows: Rows) -> Iterator[Owned]:
        fleets, servers = proven(rows), trunk.holders(rows["port"])
        for row in rows["port"]:
            marks, device = self.marks(row), servers[row["id"]]
            gone = owner(row.get("deleted_server"))
            if marks or gone or device in fleets:
                fleet = marks.get("fleet") or gone.get("fleet") or fleets.get(device)
                one = self.marked(target, row, {**marks, "fleet": fleet}, device,
                                  name=row.get("name") or row["id"],
                                  busy=row["status"] != "DOWN" and not gone and NIC not in marks)
                # one that a run has made is for one server, whether it is on that yet or not
                yield replace(one, shared=one.shared and NIC not in marks)

    def left(self, target: Target, rows: Rows) -> Iterator[Owned]:
        """Those that a run has made, and no server has got."""
        servers = trunk.holders(rows["port"])
        for row in rows["port"]:
            marks = self.marks(row)
            if NIC in marks and not servers[row["id"]]:
                yield self.marked(target, row, marks)

    def delete(self, connection: Connection, one: Owned) -> None:
        delete(connection, {"id": one.key.id}, one.words)


def delete(connection: Connection, row: Mapping[str, Any], words: str, used: bool = True) -> None:
    """Deletes one.  used: it may be a server's, which only Nova may delete."""
    path = f"/ports/{quote(row['id'], safe='')}"
    if used:
        row = connection.put("network", path, {"port": {"device_owner": ""}},
                             f"deleting the {words}").get("port") or row
    if NIC in owner(row.get("description")):
        trunk.delete(connection, row, words)
    connection.delete("network", path, f"deleting the {words}")


def _is_novas(row: dict) -> bool:
    """Whether it is as Nova makes one for a server: others have names, or texts.  What has held its
    server is no name."""
    return (str(row.get("device_owner")).startswith("compute:") and bool(row.get("device_id"))
            and not claim.let_go(row.get("name") or "") and not row.get("description"))
