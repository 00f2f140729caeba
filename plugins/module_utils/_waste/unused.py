# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What of a target's resources nothing uses, and why.  Pure.

Where a list does not tell for certain that something is unused, it is not in here.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Any

from .._cloud.answer import number, text
from .._cloud.target import Target
from .._fleet.kinds.owned import owner
from .._fleet.spec.mark import PREFIX
from .._fleet.spec.prices import Prices, report
from .._portable.expiry import moment, stamp
from .._portable.mark import read

# {kind: rows of its list} of one target
Rows = Mapping[str, Sequence[Any]]
Row = Mapping[str, Any]
FREE = ("available", "error")       # of a volume or snapshot with which nothing is done
# whoever has these may need them later: they are waste only when they are old
COPIES = ("volume_snapshot", "image")


@dataclass(frozen=True)
class Unused:
    """size: in GiB, of what has one.  price: per hour, if there is one.  created: if the cloud
    tells."""

    target: Target
    kind: str
    id: str
    name: str
    reason: str
    fleet: str | None = None
    created: datetime | None = None
    size: float | None = None
    price: float | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """By target and kind, the oldest first."""
        return (self.target, self.kind, self.created is not None, self.created, self.name, self.id)

    def report(self) -> dict[str, Any]:
        """As results show it."""
        return {"kind": self.kind, "id": self.id, "name": self.name, **self.target.report(),
                "reason": self.reason, "fleet": self.fleet,
                "created": self.created and stamp(self.created),
                "size": self.size, "cost": None if self.price is None else report(self.price)}


def unused(target: Target, rows: Rows, prices: Prices | None) -> Iterator[Unused]:
    """What of these rows nothing uses.  Raises TypeError and the like where one is not of the form
    that it has in OpenStack."""
    for kind, judge in JUDGES.items():
        for row, reason in judge(rows):
            yield Unused(target, kind, str(text(row.get("id") or row["name"])),
                         str(text(row.get("floating_ip_address") or row.get("name")) or ""),
                         reason, _fleet(row), moment(text(row.get("created_at"))), _size(row),
                         _price(kind, row, prices))


def _fleet(row: Row) -> str | None:
    """The fleet that it was made for, by its mark."""
    metadata = row.get("metadata")
    marked = metadata.get(PREFIX + "fleet") if isinstance(metadata, dict) else None
    return text(marked or row.get(PREFIX + "fleet")
                or owner(text(row.get("description"))).get("fleet"))


def _size(row: Row) -> float | None:
    """Glance tells bytes, in a row that has a disk_format."""
    if row.get("size") is None:
        return None
    size = number(row["size"])
    return round(size / 2**30, 2) if "disk_format" in row else size


def _price(kind: str, row: Row, prices: Prices | None) -> float | None:
    if prices and kind == "floating_ip":
        return prices.floating_ip
    if prices and kind == "volume":
        return prices.volumes([(text(row.get("volume_type")), number(row["size"]))])
    return None


Found = Iterator[tuple[Row, str]]


def _floating_ips(rows: Rows) -> Found:
    for row in rows["floating_ip"]:
        if not row.get("port_id") and not row.get("port_forwardings"):
            yield row, "it is on no port"


def _ports(rows: Rows) -> Found:
    servers = {server.id for server in rows["server"]}
    reached = {row.get("port_id") for row in rows["floating_ip"]}
    virtual = list(_virtual(rows["port"]))
    for row in rows["port"]:
        if row["status"] != "DOWN" or row["id"] in reached or _is_virtual(row, virtual):
            continue
        if not row.get("device_id") and not row.get("device_owner"):    # subports have an owner
            yield row, "no device has it"
        elif (str(row.get("device_owner")).startswith("compute:")
              and row["device_id"] not in servers):
            yield row, "its server does not exist"


def _virtual(ports: Sequence[Row]) -> Iterator[tuple[str, Any]]:
    """(network, addresses) that servers may take over, as keepalived does: the port that has such
    an address for them is on no server."""
    for port in ports:
        for pair in port.get("allowed_address_pairs") or ():
            yield port["network_id"], ip_network(pair["ip_address"], strict=False)


def _is_virtual(port: Row, virtual: Collection[tuple[str, Any]]) -> bool:
    own = [ip_address(fixed["ip_address"]) for fixed in port.get("fixed_ips") or ()]
    return any(network == port["network_id"] and address in addresses
               for network, addresses in virtual for address in own)


def _volumes(rows: Rows) -> Found:
    for row in rows["volume"]:
        if row["status"].startswith(FREE) and not row.get("attachments"):
            yield row, "it is on no server"


def _snapshots(rows: Rows) -> Found:
    sources = {disk.get("snapshot_id") for disk in (*rows["volume"], *_disks(rows["image"]))}
    for row in rows["volume_snapshot"]:
        if row["status"].startswith(FREE) and row["id"] not in sources:
            yield row, "no volume was created from it, and no image has it"


def _disks(images: Sequence[Row]) -> Iterator[Row]:
    """Of images of servers that boot from a volume: the data are in snapshots."""
    for row in images:
        try:
            found = json.loads(text(row.get("block_device_mapping")) or "[]")
        except (ValueError, RecursionError):
            continue
        yield from (disk for disk in found if isinstance(disk, dict))


def _images(rows: Rows) -> Found:
    """rows: the project's own; who uses those that it publishes cannot be seen."""
    used = {server.image for server in rows["server"]} | {
        (row.get("volume_image_metadata") or {}).get("image_id") for row in rows["volume"]}
    for row in rows["image"]:
        if (row["id"] not in used and not row.get("protected")
                and row.get("visibility") not in ("public", "community")):
            yield row, "no server or volume was created from it"


def _keypairs(rows: Rows) -> Found:
    used = {server.key_name for server in rows["server"]}
    for row in rows["keypair"]:
        if row["name"] not in used:
            yield row, "no server of the project has it"


def _security_groups(rows: Rows) -> Found:
    used = {group for port in rows["port"] for group in port.get("security_groups") or ()} | {
        rule.get("remote_group_id") for row in rows["security_group"]
        for rule in row.get("security_group_rules") or ()
        if rule.get("remote_group_id") != row["id"]}
    for row in rows["security_group"]:
        if (row["id"] not in used and row["name"] != "default" and not row.get("shared")
                and "lock" not in read(text(row.get("description")))):      # of a fleet
            yield row, "no port has it, and no rule of another group names it"


JUDGES: dict[str, Callable[[Rows], Found]] = {
    "floating_ip": _floating_ips,
    "port": _ports,
    "volume": _volumes,
    "volume_snapshot": _snapshots,
    "image": _images,
    "keypair": _keypairs,
    "security_group": _security_groups,
}
