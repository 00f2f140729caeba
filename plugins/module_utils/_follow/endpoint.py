# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which servers of a fleet serve, and where.  Pure."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from .._cloud.errors import CloudError
from .._fleet.observe import status
from .._fleet.spec import mark
from .._portable import address
from .._portable.mark import OUT, read
from .._resource.server.model import IP_VERSION, Server

LABEL = 63          # characters of a part of a domain
PORTS = range(1, 65536)
SILENT = "its port does not answer"     # why a server is not ready


@dataclass(frozen=True)
class Endpoint:
    """A server, as those see it that send others there.

    addresses: by preference.  reason: why it is not ready; empty if it is.  leaving: it works, and
    is to get nothing new.
    """

    server: Server
    addresses: tuple[str, ...] = ()
    reason: str = ""
    leaving: bool = False

    @property
    def address(self) -> str | None:
        """The one that is preferred."""
        return next(iter(self.addresses), None)

    def of_version(self, colon: bool) -> str | None:
        """The IPv6 address that is preferred, or else the IPv4 address."""
        return next((found for found in self.addresses if (":" in found) is colon), None)

    def report(self) -> dict[str, Any]:
        """A row of a result."""
        seat = mark.seat_of(self.server)
        return {"id": self.server.id, "name": self.server.name, "label": label(self.server.name),
                "group": seat.group, "index": seat.index, **self.server.target.report(),
                "address": self.address, "addresses": list(self.addresses),
                "ready": not self.reason, "reason": self.reason}


def label(name: str) -> str:
    """A server's name as a part of a domain: it is a cloud's text."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:LABEL].strip("-")


def own(servers: Iterable[Server], fleet: str, group: str | None) -> list[Server]:
    """Those of a fleet, or of one of its groups."""
    return [server for server in servers if mark.belongs(server, fleet)
            and server.status not in status.GONE
            and group in (None, mark.seat_of(server).group)]


def of(server: Server, preferences: tuple[address.Preference, ...],
       answers: bool) -> Endpoint:
    """answers: whether its port does, as far as that was asked for."""
    found = tuple(address.ordered(list(server.addresses), preferences,
                                  server.metadata.get(IP_VERSION, "any")))
    if server.status not in status.AT_WORK or server.task == "deleting":
        return Endpoint(server, found, f"is {server.task or server.status}")
    if OUT in server.metadata:
        return Endpoint(server, found, f"has {OUT} in its metadata", leaving=True)
    if not found:
        return Endpoint(server, found, "has no such address")
    return Endpoint(server, found, "" if answers else SILENT)


def words(fleet: str, group: str | None) -> list[str]:
    """The mark of what follows a fleet, or one of its groups."""
    return mark.words(fleet, group or "").split()


def follows(text: str | None, fleet: str, group: str | None) -> bool:
    """Whether a text says that something follows it.  What has no group was made before there was
    one: whoever is now for a group of its fleet has it."""
    marks = read(text)
    return marks.get("fleet") == fleet and (
        group in (None, marks.get("group")) or "group" not in marks)


def marked(there: Iterable[str], fleet: str, group: str | None) -> list[str]:
    """Words with this mark instead of one of another group; what others have added stays."""
    found, own = list(there), words(fleet, group)
    if sorted(filter(read, found)) == sorted(own):
        return found
    return [*(word for word in found if not read(word)), *own]


def checked(options: dict[str, Any]) -> None:
    """Raises CloudError (invalid) where no fleet, or no group, can be called so, and where there
    can be no such port or time."""
    if not mark.is_name(options["name"]):
        raise CloudError("invalid", f"name: {options['name']!r} is not a valid fleet name")
    if options["group"] is not None and not mark.NAME.fullmatch(options["group"]):
        raise CloudError("invalid", f"group: {options['group']!r} is not a valid group name")
    for name in ("port", "protocol_port"):
        given = options.get(name)
        wrong = [port for port in (given if isinstance(given, list) else [given])
                 if port is not None and port not in PORTS]
        if wrong or given == []:
            raise CloudError("invalid", f"{name}: {(wrong or [given])[0]} is not a port: use a "
                                        "number from 1 to 65535")
    for name in ("drain", "timeout"):
        if not 0 <= options.get(name, 0) < inf:
            raise CloudError("invalid", f"{name}: {options[name]:g} is not a number of seconds: "
                                        "use 0 or more")
