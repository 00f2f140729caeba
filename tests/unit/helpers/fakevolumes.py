# SPDX-License-Identifier: GPL-3.0-or-later
"""Cinder, for fakes.FakeCloud: a volume is creating in the first list after it was asked for, and
available in the next."""

from __future__ import annotations

import ast

from builders import NAME, seat

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import (
    DataVolume,
)

DATA = {"name": "data", "size": 5}
KEPT = {**DATA, "keep": True}


class Body(dict):
    """As cloud.connection.Body."""

    def rows(self, key):
        return list(self[key])


class FakeCinder:
    """rows: {id: row of Cinder's list}.  quota: of volumes.  becomes: what a new one gets to."""

    def __init__(self, cloud):
        self.cloud, self.rows, self.quota, self.becomes = cloud, {}, -1, "available"
        self.zones, self.asked = ["nova"], []
        self.deleted = "deleting"       # and gone with the next list
        self.late = 0                   # lists that do not show a new volume yet
        self.joins = True               # a server that is there, where it is asked to
        self.count = 0
        self.copies = {"snapshots": [], "backups": []}

    def add(self, name, metadata, **more):
        """One that is there."""
        self.count += 1
        volume_id = f"v-{self.cloud.target.cloud}-{self.count}"
        self.rows[volume_id] = {
            "id": volume_id, "name": name, "size": 1, "status": "available", "attachments": [],
            "metadata": metadata, "availability_zone": "nova", "created_at": f"{self.count:06}",
            "bootable": str("imageRef" in more).lower(), "late": 0, **more}
        return self.rows[volume_id]

    def get(self, path):
        self.asked.append(path)
        if path == "/os-availability-zone":
            return Body(availabilityZoneInfo=[
                {"zoneName": zone, "zoneState": {"available": True}} for zone in self.zones])
        if path.startswith("/volumes/"):
            row = self.rows[path.rpartition("/")[2]]
            row.update(row.pop("then", {}))
            return {"volume": dict(row)}
        return {"limits": {"absolute": self.limits()}}

    def limits(self):
        return {"maxTotalVolumes": self.quota, "totalVolumesUsed": len(self.rows),
                "maxTotalVolumeGigabytes": -1, "totalGigabytesUsed": 0}

    def listed(self, metadata):
        marks = ast.literal_eval(metadata or "{}").items()
        found = [dict(row) for row in self.rows.values()
                 if marks <= row["metadata"].items() and not row["late"]]
        for row in list(self.rows.values()):
            row["late"] = max(0, row["late"] - 1)
            row.update(row.pop("then", {}))
            if row["status"] == "deleting":
                del self.rows[row["id"]]
        return found

    def post(self, words, body):
        if not words:
            desired = body["volume"]
            if 0 <= self.quota <= len(self.rows):
                raise CloudError("quota", "Maximum number of volumes allowed exceeded", status=413)
            return {"volume": self.add(**desired, status="creating", late=self.late,
                                       then={"status": self.becomes})}
        row = self.rows[words[0]]
        if words[1] == "metadata":
            row["metadata"] = {**row["metadata"], **body["metadata"]}
        else:
            row.update(status="extending", then={"status": "available",
                                                 "size": body["os-extend"]["new_size"]})
        return {}

    def delete(self, volume_id):
        row = self.rows[volume_id]
        if row["status"] not in ("available", "error"):
            raise CloudError("invalid", "Volume status must be available or error", status=400)
        row["status"] = self.deleted
        return True

    def attach(self, server_id, disks):
        """The block devices of a server that is being created."""
        disks = [disk for disk in disks if disk["source_type"] == "volume"]
        for disk in disks:
            if self.rows[disk["uuid"]]["status"] != "available":
                raise CloudError("invalid", "Volume is not available", status=400)
        for disk in disks:
            self.rows[disk["uuid"]].update(
                status="in-use", attachments=[{"server_id": server_id}],
                goes=disk["delete_on_termination"])

    def join(self, server_id, desired):
        """Is attached to a server that is there, after the next list."""
        there = {"status": "in-use", "attachments": [{"server_id": server_id}]}
        self.rows[desired["volumeId"]].update(
            status="reserved", goes=desired.get("delete_on_termination", False),
            then=there if self.joins else {"status": "available"})
        return {}

    def detach(self, server_id):
        """A server is gone."""
        for row in list(self.rows.values()):
            if {"server_id": server_id} in row["attachments"]:
                row.update(status="available", attachments=[])
                if row["goes"]:
                    del self.rows[row["id"]]


def disk_marks(index=1, disk=None):
    """The metadata of a data volume of the fleet; it is KEPT unless it is given."""
    return mark.volume(NAME, seat(index), DataVolume.of(disk or KEPT))


def disks(cloud):
    """The name and the status of each volume."""
    return sorted((row["name"], row["status"]) for row in cloud.volumes.rows.values())
