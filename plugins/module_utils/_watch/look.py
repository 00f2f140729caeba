# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A look at one target: its servers and which of them have drifted, how much of its quotas is used,
and which images are promoted.  Four requests, and one for each rollout."""
from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._fleet.observe import servers
from .._fleet.spec.fleet import Fleet
from .._portable import image, info
from .conditions import Look
from .drifted import drifted

QUOTAS = ("instances", "cores", "ram", "floating_ips", "volumes", "gigabytes")


def look(rollouts: Iterable[str], fleets: Iterable[Fleet], connection: Connection) -> Look:
    """fleets: the definitions that servers are compared with.

    Raises CloudError where the servers cannot be listed.  A quota that cannot be read, or that the
    cloud has not, is left out.
    """
    found = tuple(servers.servers(connection))
    limits = info.ask(connection, {service: partial(limit, connection, None)
                                   for service, limit in info.LIMITS.items()})
    return Look(found, {service: {name: row for name, row in rows.items() if name in QUOTAS}
                        for service, rows in limits.items() if not isinstance(rows, CloudError)},
                {name: row for name in rollouts if (row := _promoted(connection, name))},
                drifted(fleets, found))


def _promoted(connection: Connection, rollout: str) -> dict[str, Any] | None:
    """The version that serves; None where there is none, or where that cannot be read."""
    try:
        rows = connection.pages("image", "/images", "images", "listing images",
                                **{**image.EVERY, image.ROLLOUT: rollout})  # type: ignore[arg-type]
    except CloudError:
        return None
    found = [row for row in rows if image.is_version(row, rollout) and image.promoted_at(row)]
    return image.promoted_last(found) if found else None
