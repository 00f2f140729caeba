# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The file of host keys that a fleet keeps, if it is told to."""
from __future__ import annotations

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._portable.mark import of_server
from .._resource.server.model import Server
from .apply.journey import Facts
from .observe import known_hosts
from .observe.known_hosts import KnownKeys
from .spec import mark


class HostKeys:
    """The known_hosts file of a fleet, if it has one."""

    def __init__(self, path: str | None, fleet: str, port: int) -> None:
        self.path, self.port, self.mark = path, port, mark.tag(fleet)
        self.text = known_hosts.load(path) if path else ""

    def recall(self, seen: dict[Target, list[Server]], facts: dict[str, Facts]) -> None:
        """Fills in the host keys of servers that the file knows already."""
        known = known_hosts.known(self.text)
        for server in (server for servers in seen.values() for server in servers):
            alias = mark.alias(server.id, server.metadata)
            found = known_hosts.host(server.address, self.port, alias), self._stamp(server.id)
            if found in known and server.id not in facts:
                facts[server.id] = Facts(keys=known[found].keys, launched=known[found].launched)

    def save(self, rows: list[dict], facts: dict[str, Facts], all_seen: bool
             ) -> tuple[bool, list[CloudError]]:
        """Writes the keys of these servers (rows of report.servers); whether that changed it, and
        the addresses that several have, of which it has none."""
        if not self.path:
            return False, []
        rows = [{**row, "alias": mark.alias(row["id"], row["metadata"])} for row in rows
                if row["address"] and row["id"] in facts and facts[row["id"]].keys]
        clashes = known_hosts.clashes(rows)
        lines = [line for row in rows if (row["alias"] or row["address"]) not in clashes
                 for line in self._lines(row, facts[row["id"]])]
        return known_hosts.update(self.path, lambda text: known_hosts.merged(
            text, self.mark, lines, keep_own=not all_seen)), list(clashes.values())

    def _lines(self, row: dict, known: Facts) -> list[str]:
        return known_hosts.lines(row["address"], self.port, KnownKeys(known.keys, known.launched),
                                 self._stamp(row["id"]), row["alias"])

    def _stamp(self, server_id: str) -> str:
        return f"{self.mark} {of_server(server_id)}"
