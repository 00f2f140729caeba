# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ownership marks: how a fleet finds again what is its own.  Pure.

As far as each API carries them, and with the create call itself: metadata, a tag and the
description of servers, metadata of volumes, the description of floating IPs, the comment of a
keypair's public key.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..._portable import mark as marks_of_all
from ..._portable.mark import NIC, of_server
from ..._resource.server.model import DIGESTS
from .seat import Seat

if TYPE_CHECKING:       # an inventory needs none of these
    from ..._portable.expiry import Expiry
    from ..._portable.resolved import Resolved
    from ..._resource.server.model import Server, ServerSpec
    from ..._resource.volume import Copy, DataVolume, Volume

PREFIX = marks_of_all.PREFIX
THROUGH = PREFIX + "through"    # of a server: the group of its bastions
LONGEST = 60                    # a tag of Nova; it may hold neither comma nor slash
NICS = 16                       # of a server: all of its ports are asked for by their marks
DIGITS = 9                      # of a number in a fleet: Python refuses some thousands
NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


def is_name(fleet: str) -> bool:
    """Whether a fleet may be called so: its name is in tags, metadata, texts and names of hosts."""
    return bool(len(tag(fleet)) <= LONGEST and NAME.fullmatch(fleet))


def tag(fleet: str) -> str:
    """What servers are listed by, and what a keypair's comment says."""
    return f"{PREFIX}fleet={fleet}"


def metadata(fleet: str, seat: Seat, run: str, spec: ServerSpec, resolved: Resolved,
             expires: Expiry | None = None) -> dict[str, str]:
    """Of a server: whose it is, until when, and what it was made of (resolved:
    _portable.resolved.Resolved)."""
    marks = {"fleet": fleet, "group": seat.group or None, "index": seat.index, "run": run,
             "image": resolved.image, "flavor": resolved.flavor_name, "floating": resolved.floating,
             "spec": built_from(spec.digests(seat.index)), "expires": expires,
             "through": spec.through}
    return {PREFIX + key: str(value) for key, value in marks.items() if value is not None}


def volume(fleet: str, seat: Seat, disk: DataVolume) -> dict[str, str]:
    """Metadata of a volume."""
    marks = {"fleet": fleet, "group": seat.group or None, "index": seat.index,
             "volume": disk.name, "keep": str(disk.keep).lower()}
    return {PREFIX + key: str(value) for key, value in marks.items() if value is not None}


def built_from(digests: dict[str, str]) -> str:
    """What a server was built from, in the form of its mark."""
    return ",".join(f"{key}={value}" for key, value in sorted(digests.items()))


def made_of(server: Server) -> Mapping[str, str]:
    """The digests in a server's mark, by the names of options; anybody may have written others."""
    return _digests(server.metadata.get(PREFIX + "spec", ""))


@lru_cache      # thousands of servers have the same, and are asked several times
def _digests(text: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in text.split(","))
    return MappingProxyType({key: value for key, _equals, value in pairs if key in DIGESTS})


def image_of(server: Server) -> str | None:
    """The id of the image that it was made of: Nova shows none of a server on a volume."""
    return server.image or server.metadata.get(PREFIX + "image")


def flavor_of(server: Server) -> str | None:
    """The name of its flavor: Nova shows none before 2.47."""
    return server.flavor or server.metadata.get(PREFIX + "flavor")


def words(fleet: str, group: str) -> str:
    """What belongs to a whole group of servers, in a text."""
    return f"{tag(fleet)} {PREFIX}group={group}" if group else tag(fleet)


def place(fleet: str, seat: Seat) -> str:
    """The description of a server: all that Nova still tells of one that it has deleted."""
    return f"{words(fleet, seat.group)} {PREFIX}index={seat.index}"


def description(fleet: str, seat: Seat, server_id: str) -> str:
    """Of a floating IP."""
    return f"{place(fleet, seat)} {of_server(server_id)}"


def port(fleet: str, seat: Seat, number: int) -> str:
    """The description of a port that a run has made: number, from 1 on, of those of its server."""
    return f"{place(fleet, seat)} {PREFIX}{NIC}={number}"


def ports(fleet: str, seat: Seat) -> list[str]:
    """All that ports of a place may have for a description."""
    return [port(fleet, seat, number) for number in range(1, NICS + 1)]


def fleet_of(found: Server | Volume | Copy) -> str | None:
    """The fleet that a server, a volume or a copy of one says it belongs to, if a fleet may be
    called so: anybody in the project can set metadata."""
    name = found.metadata.get(PREFIX + "fleet")
    return name if name is not None and is_name(name) else None


def belongs(server: Server, fleet: str) -> bool:
    """Whether it has all marks of a fleet's server, also what it was made of.  What has not is left
    alone, and counts for nothing."""
    return fleet_of(server) == fleet and bool(made_of(server))


def run_of(server: Server) -> str | None:
    """The run that has created it."""
    return server.metadata.get(PREFIX + "run")


def through(metadata: Mapping[str, str]) -> str | None:
    """The group of its fleet through which a server is reached, if it is: anybody can set
    metadata."""
    group = metadata.get(THROUGH, "")
    return group if NAME.fullmatch(group) and is_name(metadata.get(PREFIX + "fleet", "")) else None


def alias(server_id: str, metadata: Mapping[str, str]) -> str | None:
    """What ssh calls a server that is reached through a bastion (HostKeyAlias): behind another one,
    another server may have the same address.  None of all others."""
    return f"{PREFIX}{server_id}" if through(metadata) else None


def kept(volume: Volume) -> bool:
    """Whether it outlives its server."""
    return volume.metadata.get(PREFIX + "keep") == "true"


def seat_of(found: Server | Volume | Copy) -> Seat:
    """Its place, wherever that is; number 0, which is never desired, where the mark was damaged."""
    text = found.metadata.get(PREFIX + "index", "")
    return Seat(found.metadata.get(PREFIX + "group", ""),
                int(text) if text.isdecimal() and len(text) <= DIGITS else 0)


def changed(server: Server, spec: ServerSpec) -> set[str]:
    """The options in which the definition is another than that which a server was made of."""
    made, desired = made_of(server), spec.digests(seat_of(server).index)
    return {key for key in made.keys() | desired.keys() if made.get(key) != desired.get(key)}


def metadata_to_set(server: Server, spec: ServerSpec) -> dict[str, str]:
    """What the server lacks, or has with another value."""
    return {key: value for key, value in spec.metadata if server.metadata.get(key) != value}


def metadata_to_remove(server: Server, spec: ServerSpec) -> list[str]:
    """Keys that are neither desired nor marks of ours."""
    return sorted(key for key in server.metadata
                  if key not in dict(spec.metadata) and not key.startswith(PREFIX))


def tags_to_remove(server: Server, spec: ServerSpec) -> list[str]:
    """Tags that are neither desired nor a mark of ours."""
    return sorted(tag for tag in server.tags
                  if tag not in spec.tags and not tag.startswith(PREFIX))
