# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keypairs of a fleet: the comment of the public key is its mark, and nothing else."""
from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable.mark import comment, read
from ..spec import mark
from .kind import Kind, Stage
from .owned import Rows


class KeypairKind(Kind):
    """It has no id but its name."""

    what = "keypair"
    service, path = "compute", "/os-keypairs"
    stage = Stage.SHARED
    swept = True

    def rows(self, connection: Connection) -> list[dict]:
        return connection.pages("compute", self.path, "keypairs", "listing keypairs",
                                make=lambda row: row["keypair"])

    def completed(self, connection: Connection, rows: Rows) -> list[dict]:
        """With the age of ours."""
        return [{**row, "created_at": created(connection, row["name"])} if self.marks(row)
                else row for row in rows[self.name]]

    def id_of(self, row: dict) -> str:
        return row["name"]

    def marks(self, row: dict) -> Mapping[str, str]:
        text = comment(row["public_key"])
        marks = read(text)
        return marks if text == mark.tag(marks.get("fleet", "")) else {}


def created(connection: Connection, name: str) -> str | None:
    """When one was, which no list tells; None if it is gone."""
    try:
        return connection.get("compute", f"/os-keypairs/{quote(name, safe='')}",
                              f"looking up keypair {name}")["keypair"].get("created_at")
    except CloudError as error:
        if error.kind != "not_found":
            raise
        return None
