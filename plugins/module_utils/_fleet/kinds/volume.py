# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Volumes with the metadata of a fleet."""
from __future__ import annotations

from collections.abc import Iterator

from ..._cloud.connection import Connection
from ..._cloud.target import Target
from ..._portable import volume as cinder
from ..._portable.expiry import moment
from ..._resource.volume import Volume
from ..spec import mark
from .kind import Kind, Stage
from .owned import Owned, Rows

FREE = ("available", "error")       # of a volume on no server


class VolumeKind(Kind):
    """Those of a fleet that goes are data_volumes' to delete: they may be kept, or have snapshots,
    and take their time."""

    what = "volume"
    service, path = cinder.SERVICE, "/volumes"
    stage = Stage.PARTS

    def rows(self, connection: Connection) -> list[Volume]:
        return [Volume.of(row) for row in cinder.listed(connection, {})]

    def id_of(self, row: Volume) -> str:
        return row.id

    def owned(self, target: Target, rows: Rows) -> Iterator[Owned]:
        for volume in rows["volume"]:
            if fleet := mark.fleet_of(volume):
                kept = mark.kept(volume)
                yield Owned(self.key(target, volume), self.what, volume.name, fleet, volume.servers,
                            moment(volume.created), shared=kept, kept=kept, size=volume.size,
                            busy=not volume.servers and not volume.status.startswith(FREE))
