# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Claims: who has a server of a fleet, and until when.  Pure.

A claim is in the server's metadata, where every list shows it.  Nova sets metadata whatever they
were before, so whoever wants a server has to hold it first: the name of its first port says until
when nobody else may have it, and Neutron changes that for one of many who ask at the same time.
A hold lasts as long as it takes to set the metadata.  So whoever holds a server reads it once more:
a list of servers may be older than a claim whose hold is over.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..._cloud.errors import CloudError
from ..._portable.expiry import expiry, moment, stamp
from ..._portable.mark import PREFIX, read

if TYPE_CHECKING:
    from ..._resource.server.model import Server

KEY = PREFIX + "claim"          # in a server's metadata, and in the name of its port
UNTIL = PREFIX + "until"
OWNER = PREFIX + "owner"        # of a lock
SETTLING = timedelta(minutes=2)     # who holds a server has set its metadata by then, or never
LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
EVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")
VALID = re.compile(r"[!-~]([ -~]{0,126}[!-~])?")
WORD = re.compile(r"[\w.:@-]{1,64}", re.ASCII)


class Claim(NamedTuple):
    """id: of its hold.  owner: who has the server."""

    id: str
    expires: datetime
    owner: str

    def __str__(self) -> str:
        return f"{self.id} {stamp(self.expires)} {self.owner}"

    def over(self, now: datetime) -> bool:
        """Whether it is, by the clock of its cloud."""
        return self.expires <= now

    def report(self) -> dict[str, str]:
        """For results."""
        return {"owner": self.owner, "expires": stamp(self.expires)}


def of(server: Server) -> Claim | None:
    """What a server's metadata say of it.  What somebody has made of them is a claim that ends when
    it is released."""
    text = server.metadata.get(KEY)
    if text is None:
        return None
    own_id, when, owner = (*text.split(" ", 2), "", "")[:3]
    expires = moment(when)
    return Claim(own_id, expires, owner) if expires and owner else Claim("", EVER, text)


def checked(options: Mapping[str, Any]) -> None:
    """Raises CloudError (invalid) where nobody can be called so, or have so many servers until
    then."""
    owner, count = options["owner"], options["count"]
    if owner is not None and not VALID.fullmatch(owner):
        raise CloudError("invalid", f"owner: {owner[:40]!r} is not a valid owner: use 1 to 128 "
                         "letters, digits, spaces and punctuation of ASCII")
    if count < 0:
        raise CloudError("invalid", f"count: {count} is less than 0")
    expiry("expires", options["expires"], LONG_AGO)     # a cloud's clock says what is in the past


def held(name: str, own_id: str, until: datetime, owner: str = "") -> str:
    """The name of what is held; it keeps the words that others have set."""
    return " ".join([*_others(name), f"{KEY}={own_id}", f"{UNTIL}={stamp(until)}",
                     *[f"{OWNER}={owner}"] * bool(owner)])


def holder(name: str) -> str:
    """Who holds it, and until when, as it says."""
    marks = read(name)
    return f"{marks.get('owner') or 'somebody'} until {marks.get('until')}"


def let_go(name: str) -> str:
    """The name of what is not held."""
    return " ".join(_others(name))


def is_held(name: str, now: datetime, over: Claim | None = None) -> bool:
    """Whether a name says that somebody holds it.  over: a claim that has ended, and its hold with
    it."""
    marks = read(name)
    until = moment(marks.get("until"))
    return until is not None and now < until and not (over and marks.get("claim") == over.id)


def _others(name: str) -> list[str]:
    own = tuple(f"{key}=" for key in (KEY, UNTIL, OWNER))
    return [word for word in name.split() if not word.startswith(own)]


def row(port: Mapping[str, Any]) -> tuple[str, int]:
    """The name and the revision of what Neutron has.  Raises CloudError where it counts none."""
    revision = port.get("revision_number")
    if not isinstance(revision, int):
        raise CloudError("api", "its Neutron has no revision numbers, without which nobody can "
                         "claim a server or lock a fleet")
    return port.get("name") or "", revision
