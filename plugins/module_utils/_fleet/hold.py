# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Holding servers, so that nobody else takes or changes them: one of all who want one gets it.

The name of a server's first port is changed if its revision is still the one that was seen.  More
than that is asked: Neutron tries again when others change the port in the same moment, and has
forgotten the revision by then.  So only the very next revision is ours.
"""
from __future__ import annotations

import contextlib
import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._portable.floating import ports_on
from .spec import claim

FIELDS = ["id", "name", "revision_number", "created_at"]


class Port(NamedTuple):
    """The first of a server's, as it was seen."""

    id: str
    name: str
    revision: int


class Hold(NamedTuple):
    """A server that is ours.  port: as it is now."""

    id: str
    port: Port


NONE = Hold("", Port("", "", 0))        # of what needs none


def ports(connection: Connection, servers: Collection[str]) -> dict[str, Port]:
    """{server id: its first port}; a server that has none is not in it."""
    rows = list(ports_on(connection, sorted(servers), FIELDS))
    rows.sort(key=lambda row: (row.get("created_at") or "", row["id"]), reverse=True)
    return {row["device_id"]: Port(row["id"], *claim.row(row)) for row in rows}


def take(connection: Connection, port: Port, until: datetime) -> Hold | None:
    """The server of a port that nobody holds; None if somebody was faster, or it is gone."""
    own_id = uuid.uuid4().hex[:12]
    name = claim.held(port.name, own_id, until)
    try:
        row = _put(connection, port, name)
    except CloudError as error:
        if error.kind == "not_found":
            return None
        row = _again(connection, port, error)
        if row.get("revision_number") == port.revision:     # nobody was faster
            raise
    if claim.row(row) != (name, port.revision + 1):
        return None
    return Hold(own_id, Port(port.id, name, port.revision + 1))


def _put(connection: Connection, port: Port, name: str) -> dict[str, Any]:
    return connection.put("network", f"/ports/{port.id}", {"port": {"name": name}},
                          "claiming a server", revision=port.revision)["port"]


def _again(connection: Connection, port: Port, error: CloudError) -> dict[str, Any]:
    """The port as it is now: what got no answer may have been done.  Raises the first error."""
    try:
        return connection.get("network", f"/ports/{port.id}", "reading a port")["port"]
    except CloudError as second:
        if second.kind == "not_found":
            return {"revision_number": 0}
        raise error from None


def let_go(connection: Connection, hold: Hold) -> None:
    """Where that fails, it ends by itself."""
    with contextlib.suppress(CloudError):
        _put(connection, hold.port, claim.let_go(hold.port.name))
