# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a data volume is: the spec for one, the request to Cinder, the rows of its lists.  Pure."""
from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from .._cloud.answer import number, text


@dataclass(frozen=True)
class DataVolume:
    """A disk beside the one that a server boots from; size in GiB.

    keep: it stays when its server goes, for the next one in its place.  That is Cinder's and
    Nova's to know once the volume is there, and makes no other server: it is not in the digest.
    image: the id of what is on it, so that it is the one that the server boots from.
    """

    name: str
    size: int
    type: str | None = None
    keep: bool = field(default=False, metadata={"built_from": False})
    image: str | None = field(default=None, metadata={"built_from": False})

    @classmethod
    def of(cls, options: dict[str, Any]) -> DataVolume:
        """From options; None and missing ones keep their defaults."""
        return cls(**{f.name: options[f.name] for f in fields(cls)
                      if options.get(f.name) is not None})


@dataclass(frozen=True)
class Volume:
    """A row of Cinder's list; size in GiB, servers: the ids of those that it is attached to."""

    id: str
    name: str
    size: int
    status: str
    zone: str | None
    created: str
    servers: tuple[str, ...]
    metadata: dict[str, str]
    bootable: bool = False
    type: str | None = None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Volume:
        """row: of /volumes/detail.  Raises TypeError and the like where it is not of that form, as
        Server.of() does."""
        return cls(id=row["id"], name=row.get("name") or "", size=number(row["size"]),
                   status=text(row["status"]) or "", zone=text(row.get("availability_zone")),
                   created=text(row.get("created_at")) or "",
                   servers=tuple(server for a in row.get("attachments") or ()
                                 if a.get("server_id") and (server := text(a["server_id"]))),
                   metadata=row.get("metadata") or {}, bootable=row.get("bootable") == "true",
                   type=text(row.get("volume_type")))


@dataclass(frozen=True)
class Copy:
    """A row of Cinder's list of snapshots, or of that of backups, which is its kind; size in GiB,
    volume: the id of what it was made of."""

    kind: str
    id: str
    name: str
    size: int
    status: str
    created: str
    volume: str
    metadata: dict[str, str]

    @classmethod
    def of(cls, kind: str, row: dict[str, Any]) -> Copy:
        """row: of /snapshots/detail or /backups/detail.  Raises as Volume.of() does."""
        return cls(kind=kind, id=row["id"], name=row.get("name") or "", size=number(row["size"]),
                   status=text(row["status"]) or "", created=text(row.get("created_at")) or "",
                   volume=text(row.get("volume_id")) or "", metadata=row.get("metadata") or {})


def request(name: str, volume_spec: DataVolume, metadata: dict[str, str],
            zone: str | None) -> dict[str, Any]:
    """The body of POST /volumes; metadata: our marks."""
    volume = {"name": name, "size": volume_spec.size, "volume_type": volume_spec.type,
              "metadata": metadata, "availability_zone": zone, "imageRef": volume_spec.image}
    return {"volume": {key: value for key, value in volume.items() if value is not None}}
