# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Holding servers and fleets, so that nobody else takes or changes them: one of all who want one
gets it.

The name of a server's first port, or of the security group that is the lock of a fleet, is changed
if its revision is still the one that was seen.  More than that is asked: Neutron tries again when
others change it in the same moment, and has forgotten the revision by then.  So only the very next
revision is ours.
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


class Item(NamedTuple):
    """What of Neutron's says by its name who holds it, as it was seen: the first port of a server,
    or a lock."""

    id: str
    name: str
    revision: int
    kind: str = "port"

    @property
    def path(self) -> str:
        """Its own."""
        return f"/{self.kind.replace('_', '-')}s/{self.id}"


class Hold(NamedTuple):
    """What is ours.  item: as it is now.  until: when it ends by itself."""

    id: str
    item: Item
    until: datetime = claim.LONG_AGO


NONE = Hold("", Item("", "", 0))        # of what needs none


def ports(connection: Connection, servers: Collection[str]) -> dict[str, Item]:
    """{server id: its first port}; a server that has none is not in it."""
    rows = list(ports_on(connection, sorted(servers), FIELDS))
    rows.sort(key=lambda row: (row.get("created_at") or "", row["id"]), reverse=True)
    return {row["device_id"]: Item(row["id"], *claim.row(row)) for row in rows}


def take(connection: Connection, item: Item, until: datetime, owner: str = "") -> Hold | None:
    """What nobody holds; None if somebody was faster, or it is gone."""
    own_id = uuid.uuid4().hex[:12]
    return _named(connection, Hold(own_id, item, until),
                  claim.held(item.name, own_id, until, owner))


def renewed(connection: Connection, hold: Hold, until: datetime) -> Hold | None:
    """The same for longer, also where it has ended; None if somebody else has held it since."""
    return _named(connection, hold._replace(until=until),
                  claim.held(hold.item.name, hold.id, until))


def _named(connection: Connection, hold: Hold, name: str) -> Hold | None:
    """None if it is not as it was seen any more."""
    item = hold.item
    try:
        row = _put(connection, item, name)
    except CloudError as error:
        if error.kind == "not_found":
            return None
        row = _again(connection, item, error)
        if row.get("revision_number") == item.revision:     # nobody was faster
            raise
    if claim.row(row) != (name, item.revision + 1):
        return None
    return hold._replace(item=item._replace(name=name, revision=item.revision + 1))


def _put(connection: Connection, item: Item, name: str) -> dict[str, Any]:
    doing = "claiming a server" if item.kind == "port" else "locking the fleet"
    return connection.put("network", item.path, {item.kind: {"name": name}}, doing,
                          revision=item.revision)[item.kind]


def _again(connection: Connection, item: Item, error: CloudError) -> dict[str, Any]:
    """As it is now: what got no answer may have been done.  Raises the first error."""
    try:
        return connection.get("network", item.path, f"reading a {item.kind.replace('_', ' ')}"
                              )[item.kind]
    except CloudError as second:
        if second.kind == "not_found":
            return {"revision_number": 0}
        raise error from None


def let_go(connection: Connection, hold: Hold) -> None:
    """Where that fails, it ends by itself."""
    with contextlib.suppress(CloudError):
        _put(connection, hold.item, claim.let_go(hold.item.name))
