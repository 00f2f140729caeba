# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A thing on a target that is ours by its marks, whatever it is, and for whom it is there.  Pure.

What carries no mark of a fleet, a server or an expiry is not ours.  What a landing zone has made
carries another mark: it is needed as long as its zone is.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from ..._cloud.answer import text
from ..._cloud.target import Target
from ..._portable.mark import read

SERVER = "server"               # the kind that all others are for
OWNERS = {"fleet", "server"}    # marks in a text that say whose it is

# {kind: rows of its list} of one target, as far as they were listed
Rows = Mapping[str, Sequence[Any]]


class Key(NamedTuple):
    """What tells it from all others."""

    target: Target
    kind: str
    id: str


@dataclass(frozen=True)
class Owned:
    """what: its kind, in words.  fleet, run: as its marks say.  servers: the ids of those that it
    is for, or is on.  created: if the cloud tells.  expires: of a server.

    shared: it is there for a whole fleet, for no server or for the next one.  kept: of a volume
    that outlives its server.  busy: something is done with it, or somebody else has it now.  size:
    of a volume, in GiB.
    """

    key: Key
    what: str
    name: str
    fleet: str | None
    servers: tuple[str, ...] = ()
    created: datetime | None = None
    run: str | None = None
    expires: datetime | None = None
    shared: bool = False
    kept: bool = False
    busy: bool = False
    size: int | None = None

    def __post_init__(self) -> None:
        """Raises TypeError while its target is looked at: where those of all targets come together,
        they are keys."""
        for word in (self.key.id, self.name, *self.servers):
            text(word)

    @property
    def words(self) -> str:
        """What it is called."""
        return f"{self.what} {self.name}"

    @property
    def is_server(self) -> bool:
        """Whether others may be there for it."""
        return self.key.kind == SERVER

    @property
    def users(self) -> frozenset[Key]:
        """Its servers: what another cloud calls by the same id is none of them."""
        return frozenset(Key(self.key.target, SERVER, server) for server in self.servers)


def owner(text: str | None) -> dict[str, str]:
    """The marks in a text; empty if they do not say whose it is."""
    marks = read(text)
    return marks if marks.keys() & OWNERS else {}
