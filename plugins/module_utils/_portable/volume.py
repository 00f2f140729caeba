# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Volumes: Cinder's calls.  What a volume's row and request are, says resource.volume."""
from __future__ import annotations

from .._cloud.connection import Connection
from .._cloud.errors import CloudError

SERVICE = "block-storage"
FILTERED = ("volumes", "snapshots")     # Cinder refuses to look for metadata of backups


def listed(connection: Connection, metadata: dict[str, str], kind: str = "volumes") -> list[dict]:
    """The project's volumes with this metadata, or its snapshots, or its backups; none where the
    cloud has no such things at all, or none for this account."""
    asked = str(metadata) if metadata and kind in FILTERED else None
    try:
        rows = connection.pages(SERVICE, f"/{kind}/detail", kind, f"listing {kind}", metadata=asked)
    except CloudError as error:
        if error.kind not in ("not_found", "forbidden"):
            raise
        return []
    # not every Cinder filters
    return [row for row in rows if metadata.items() <= (row.get("metadata") or {}).items()]


def get(connection: Connection, volume_id: str) -> dict:
    """The row of one."""
    return connection.get(SERVICE, f"/volumes/{volume_id}", "looking up a volume")["volume"]


def limits(connection: Connection) -> dict:
    """Cinder's absolute limits, as portable.limits reads them."""
    return connection.get(SERVICE, "/limits", "reading volume limits")["limits"]["absolute"]


def zones(connection: Connection) -> set[str]:
    """The availability zones that Cinder has, which need not be Nova's."""
    found = connection.get(SERVICE, "/os-availability-zone", "listing zones of volumes")
    return {zone["zoneName"] for zone in found.rows("availabilityZoneInfo")
            if zone["zoneState"]["available"]}


def create(connection: Connection, body: dict) -> dict:
    """Makes a volume, which is there some time later; its row.  body: _resource.volume.request."""
    return connection.post(SERVICE, "/volumes", body,
                           f"creating volume {body['volume']['name']}")["volume"]


def mark(connection: Connection, volume_id: str, metadata: dict[str, str]) -> None:
    """Sets metadata, beside what there is."""
    connection.post(SERVICE, f"/volumes/{volume_id}/metadata", {"metadata": metadata},
                    "setting metadata of a volume")


def extend(connection: Connection, volume_id: str, size: int) -> None:
    """Makes one larger, which takes some time; size in GiB."""
    connection.post(SERVICE, f"/volumes/{volume_id}/action", {"os-extend": {"new_size": size}},
                    "extending a volume")


def delete(connection: Connection, volume_id: str) -> bool:
    """Deletes one, which takes some time; False if it was gone already."""
    return connection.delete(SERVICE, f"/volumes/{volume_id}", "deleting a volume")
