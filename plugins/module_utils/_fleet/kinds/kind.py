# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each kind of thing that a fleet owns says of itself."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any
from urllib.parse import quote

from ..._cloud.connection import Connection, own_project
from ..._cloud.target import Target
from ..._portable.expiry import moment
from .owned import Key, Owned, Rows, owner


class Stage(IntEnum):
    """When it is deleted: each stage is over on all targets before the next one begins."""

    SERVERS = 1         # they hold what they use
    PARTS = 2           # what was on servers, or only for them
    ADDRESSES = 3       # late, as the marks of floating IPs tell whose a port is
    SHARED = 4          # what servers of a fleet have in common, on several targets


class Kind(ABC):
    """what: how it is called in sentences.  service, path: where it is listed and deleted.

    swept: a fleet without servers has left it, whatever its state; what is not, goes with the
    servers, or as a leak.
    """

    what: str
    service: str
    path: str
    stage: Stage
    swept = False

    @property
    def name(self) -> str:
        """How it is called in results."""
        return self.what.lower().replace(" ", "_")

    @abstractmethod
    def rows(self, connection: Connection) -> list:
        """What there is, whosever it is."""

    def completed(self, connection: Connection, rows: Rows) -> Sequence[Any]:
        """Its rows with what their list does not tell; rows: of all kinds, as they were listed."""
        return rows[self.name]

    def id_of(self, row: Any) -> str:
        """The id of one of the rows."""
        return row["id"]

    def marks(self, row: Any) -> Mapping[str, str]:
        """What one of the rows says of its owner; empty if it is not ours."""
        return owner(row.get("description"))

    def owned(self, target: Target, rows: Rows) -> Iterator[Owned]:
        """What of these rows is ours.  Pure.  Those of other kinds may tell for whom it is."""
        for row in rows[self.name]:
            if marks := self.marks(row):
                yield self.marked(target, row, marks)

    def left(self, target: Target, rows: Rows) -> Iterator[Owned]:
        """What of that a fleet without servers leaves: see swept.  Pure."""
        return self.owned(target, rows)

    def delete(self, connection: Connection, one: Owned) -> None:
        """Asks for it to be deleted, which may take some time."""
        connection.delete(self.service, self.path_of(one), f"deleting the {one.words}")

    def path_of(self, one: Owned) -> str:
        """Its own path."""
        return f"{self.path}/{quote(one.key.id, safe='')}"

    def key(self, target: Target, row: Any) -> Key:
        """The key of one of the rows."""
        return Key(target, self.name, self.id_of(row))

    def marked(self, target: Target, row: Mapping[str, Any], marks: Mapping[str, str | None],
               *servers: str, name: str | None = None, busy: bool = False) -> Owned:
        """What has its marks in a text; servers: the ids of those that it is on."""
        ids = tuple(dict.fromkeys(filter(None, (marks.get("server"), *servers))))
        return Owned(self.key(target, row), self.what, name or row["name"], marks.get("fleet"), ids,
                     moment(row.get("created_at")), shared=not ids, busy=busy)


def of_neutron(connection: Connection, path: str, *fields: str) -> list[dict]:
    """The rows of a list of Neutron's, which shows an administrator those of all projects."""
    key = path[1:].replace("-", "_")
    return connection.pages("network", path, key, f"listing {key.replace('_', ' ')}",
                            project_id=own_project(connection),
                            fields=["id", "name", "description", "created_at", *fields])
