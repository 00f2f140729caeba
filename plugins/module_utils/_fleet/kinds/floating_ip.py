# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Floating IPs: each says in its description for which server it is there."""
from __future__ import annotations

from collections.abc import Iterator

from ..._cloud.connection import Connection, own_project
from ..._cloud.target import Target
from ..._portable import floating
from .kind import Kind, Stage
from .owned import Owned, Rows, owner


class FloatingIpKind(Kind):
    """One that somebody has put on another's port is his now."""

    what = "floating IP"
    service, path = "network", "/floatingips"
    stage = Stage.ADDRESSES
    swept = True

    def rows(self, connection: Connection) -> list[dict]:
        return floating.listed(connection, project_id=own_project(connection))

    def owned(self, target: Target, rows: Rows) -> Iterator[Owned]:
        devices = {row["id"]: row.get("device_id") for row in rows.get("port", ())}
        for row in rows["floating_ip"]:
            if marks := self.marks(row):
                port, server = row.get("port_id"), marks.get("server")
                yield self.marked(target, row, marks, name=row["floating_ip_address"],
                                  busy=bool(port and not (server and devices.get(port) == server)))


def proven(rows: Rows) -> dict[str, str | None]:
    """{id of a server: its fleet} of the servers that floating IPs of ours are for."""
    marks = [owner(row.get("description")) for row in rows["floating_ip"]]
    return {found["server"]: found.get("fleet") for found in marks if found.get("server")}
