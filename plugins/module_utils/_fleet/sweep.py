# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet has on a target beside its servers: floating IPs, keypairs, server groups."""
from __future__ import annotations

from .._cloud.connection import Connection
from .._portable import floating, keypair, server_group
from .._portable.mark import read
from .observe import servers as observe_servers
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
