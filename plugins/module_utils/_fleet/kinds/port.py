# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ports: those that Nova has made for a server carry no mark."""
from __future__ import annotations

from collections.abc import Iterator

from ..._cloud.connection import Connection
from ..._cloud.target import Target
from .floating_ip import proven
from .kind import Kind, Stage, of_neutron
from .owned import Owned, Rows


class PortKind(Kind):
    """One without a mark is ours if a floating IP's mark names its server."""

    what = "port"
    service, path = "network", "/ports"
    stage = Stage.PARTS

    def rows(self, connection: Connection) -> list[dict]:
        return of_neutron(connection, self.path, "status", "device_id")

    def owned(self, target: Target, rows: Rows) -> Iterator[Owned]:
        fleets = proven(rows)
        for row in rows["port"]:
            marks, device = self.marks(row), row.get("device_id") or ""
            if marks or device in fleets:
                fleet = marks.get("fleet") or fleets.get(device)
                yield self.marked(target, row, {**marks, "fleet": fleet}, device,
                                  name=row.get("name") or row["id"], busy=row["status"] != "DOWN")

    def delete(self, connection: Connection, one: Owned) -> None:
        # only Nova may delete one that is a server's
        connection.put(self.service, self.path_of(one), {"port": {"device_owner": ""}},
                       f"deleting the {one.words}")
        super().delete(connection, one)
