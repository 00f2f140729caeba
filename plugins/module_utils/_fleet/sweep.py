# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What belongs to a fleet beside its servers: floating IPs, keypairs, the file of host keys."""
from __future__ import annotations

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._portable import floating, keypair, server_group
from .._portable.mark import of_server, read
from .._resource.server.model import Server
from .apply.journey import Facts
from .observe import known_hosts
from .observe import servers as observe_servers
from .observe.known_hosts import Known
from .spec import mark


def sweep(connection: Connection, fleet: str, check_mode: bool) -> list[str]:
    """Deletes what a fleet without servers has left on a target; what it was, in words."""
    addresses = [row for rows in observe_servers.floating_ips(connection, fleet).values()
                 for row in rows]
    keys = keypair.owned(connection, mark.tag(fleet))
    groups = {row["id"]: row["name"] for row in server_group.listed(connection)
              if read(row["name"]).get("fleet") == fleet}
    if not check_mode:
        for row in addresses:
            floating.delete(connection, row["id"])
        keypair.remove(connection, keys)
        server_group.remove(connection, list(groups))
    return [*(f"floating IP {row['address']} on {connection.target}" for row in addresses),
            *(f"keypair {name} on {connection.target}" for name in keys),
            *(f"server group {name} on {connection.target}" for name in groups.values())]


class HostKeys:
    """The known_hosts file of a fleet, if it has one."""

    def __init__(self, path: str | None, fleet: str, port: int):
        self.path, self.port, self.mark = path, port, mark.tag(fleet)
        self.text = known_hosts.load(path) if path else ""

    def recall(self, seen: dict[Target, list[Server]], facts: dict[str, Facts]) -> None:
        """Fills in the host keys of servers that the file knows already."""
        known = known_hosts.known(self.text)
        for server in (server for servers in seen.values() for server in servers):
            found = known_hosts.host(server.address, self.port), self._stamp(server.id)
            if found in known and server.id not in facts:
                facts[server.id] = Facts(keys=known[found].keys, launched=known[found].launched)

    def save(self, rows: list[dict], facts: dict[str, Facts], all_seen: bool
             ) -> tuple[bool, list[CloudError]]:
        """Writes the keys of these servers (rows of report.servers); whether that changed it, and
        the addresses that several have, of which it has none."""
        if not self.path:
            return False, []
        rows = [row for row in rows if row["address"] and row["id"] in facts
                and facts[row["id"]].keys]
        clashes = known_hosts.clashes(rows)
        wanted = [line for row in rows if row["address"] not in clashes
                  for line in self._lines(row, facts[row["id"]])]
        return known_hosts.update(self.path, lambda text: known_hosts.merged(
            text, self.mark, wanted, keep_own=not all_seen)), list(clashes.values())

    def _lines(self, row, known):
        return known_hosts.lines(row["address"], self.port, Known(known.keys, known.launched),
                                 self._stamp(row["id"]))

    def _stamp(self, server_id):
        return f"{self.mark} {of_server(server_id)}"
