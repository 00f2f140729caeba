# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Server groups: the name is the mark."""
from __future__ import annotations

from collections.abc import Mapping

from ..._cloud.connection import Connection
from ..._portable import server_group
from .kind import Kind, Stage
from .owned import owner


class ServerGroupKind(Kind):
    """One for each group of a fleet's servers with affinity or anti_affinity."""

    what = "server group"
    service, path = "compute", "/os-server-groups"
    stage = Stage.SHARED
    swept = True

    def rows(self, connection: Connection) -> list[dict]:
        return server_group.listed(connection)

    def marks(self, row: dict) -> Mapping[str, str]:
        return owner(row["name"])
