# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A look at one target: its servers, and how much of its quotas is used.  Four requests."""
from __future__ import annotations

from functools import partial

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._fleet.observe import servers
from .._portable import info
from .conditions import Look

QUOTAS = ("instances", "cores", "ram", "floating_ips", "volumes", "gigabytes")


def look(connection: Connection) -> Look:
    """Raises CloudError where the servers cannot be listed.  A quota that cannot be read, or that
    the cloud has not, is left out."""
    found = tuple(servers.servers(connection))
    limits = info.ask(connection, {service: partial(limit, connection, None)
                                   for service, limit in info.LIMITS.items()})
    return Look(found, {service: {name: row for name, row in rows.items() if name in QUOTAS}
                        for service, rows in limits.items() if not isinstance(rows, CloudError)})
