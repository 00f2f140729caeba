# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking at targets: which servers, volumes, backups and floating IPs of a fleet are there."""
from __future__ import annotations

from collections import defaultdict

from ..._cloud.connection import Connection, own_project
from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable import floating
from ..._portable import volume as cinder
from ..._portable.mark import read
from ..._resource.server.model import Server
from ..._resource.volume import Copy, Volume
from ..kinds.server import listed
from ..spec import mark
from .volumes import own, staying


def servers(connection: Connection, fleet: str | None = None) -> list[Server]:
    """All servers of a target, or with `fleet` its own only, where Nova can tell them by tag."""
    tag = mark.tag(fleet) if fleet and connection.microversion != "2.1" else None
    return listed(connection, tag)


def twins(found: dict[Target, list[Server] | CloudError]) -> dict[Target, CloudError]:
    """An error for each target that shows a server which another one shows as well: it would be
    its own duplicate, or somebody's whom that cloud has no say in."""
    where = defaultdict(set)
    for target, rows in found.items():
        for server in rows if isinstance(rows, list) else ():
            where[server.id].add(target)
    return {target: CloudError(
        "config", f"the server {own_id} is also on {_listed(targets - {target})}: if these are the "
        "same project, name only one of them in targets", target)
        for own_id, targets in where.items() if len(targets) > 1 for target in targets}


def _listed(targets: set[Target]) -> str:
    return ", ".join(map(str, sorted(targets)))


def volumes(connection: Connection, fleet: str) -> list[Volume]:
    """Those that carry the fleet's mark, the oldest first."""
    rows = cinder.listed(connection, {mark.PREFIX + "fleet": fleet})
    return own(map(Volume.of, rows), fleet)


def storage(connection: Connection, fleet: str | None) -> tuple[list[Volume], list[Copy]]:
    """Every volume of the project, as those that Nova makes carry no mark; and snapshots and
    backups, those of the fleet if it is given."""
    return (staying(map(Volume.of, cinder.listed(connection, {}))), copies(connection, fleet))


def copies(connection: Connection, fleet: str | None) -> list[Copy]:
    """Every snapshot and backup of the project, or those of a fleet."""
    marks = {mark.PREFIX + "fleet": fleet} if fleet else {}
    return [Copy.of(kind, row) for kind in ("snapshot", "backup")
            for row in cinder.listed(connection, marks, f"{kind}s")]


def floating_ips(connection: Connection, fleet: str) -> dict[str, list[dict]]:
    """The project's floating IPs that carry the fleet's mark: {server id: [{id, address}]}.

    An administrator sees those of all projects, which may have a fleet of the same name.
    """
    found: dict[str, list[dict]] = {}
    for row in floating.listed(connection, project_id=own_project(connection)):
        marks = read(row.get("description"))
        if marks.get("fleet") == fleet:
            found.setdefault(marks.get("server", ""), []).append(
                {"id": row["id"], "address": row["floating_ip_address"]})
    return found
