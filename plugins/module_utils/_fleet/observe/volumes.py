# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which volumes are whose, and what a server's own still need before it can have them.
Pure."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..._cloud.target import Target
from ..._portable.resolved import Resolved
from ..._resource.server.body import boot_size
from ..._resource.server.model import ServerSpec
from ..._resource.volume import Copy, DataVolume, Volume
from ..spec import mark
from ..spec.fleet import Fleet, Seat

BOOT = "_boot"


class Home(NamedTuple):
    """Where a seat's kept volume is, and so its server has to be."""

    target: Target
    zone: str | None


@dataclass
class VolumeState:
    """On the volumes of one server: ready: {name: Volume}, make: what is missing, alter: what is
    too small or has another mark, with how it should be, waiting: {name: status}, broken."""

    ready: dict[str, Volume] = field(default_factory=dict)
    make: list[DataVolume] = field(default_factory=list)
    alter: list[tuple[Volume, DataVolume]] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    broken: list[Volume] = field(default_factory=list)


def any_defined(fleet: Fleet) -> bool:
    """Whether any of its servers has volumes."""
    return any(needed(spec) for share in fleet.shares for _group, spec in share.specs)


def needed(spec: ServerSpec) -> bool:
    """Whether a server has volumes that are there before it."""
    return spec.boot_from_volume or bool(spec.data_volumes)


def disks(spec: ServerSpec, resolved: Resolved) -> list[DataVolume]:
    """The volumes that are there before a server.  The one that it boots from is among them, as
    Nova would make one without a mark."""
    boot = DataVolume(BOOT, boot_size(spec, resolved), spec.volume_type,
                      keep=not spec.terminate_volume, image=resolved.image)
    return [*[boot] * spec.boot_from_volume, *spec.data_volumes]


def own(volumes: Iterable[Volume], fleet: str) -> list[Volume]:
    """Those of a fleet, the oldest first."""
    return sorted((volume for volume in volumes if mark.fleet_of(volume) == fleet), key=_age)


def staying(volumes: Iterable[Volume]) -> list[Volume]:
    """Those that are not being deleted."""
    return [volume for volume in volumes if volume.status != "deleting"]


def free(volumes: Iterable[Volume], copies: Iterable[Copy]) -> list[Volume]:
    """Those without a snapshot, which Cinder does not delete."""
    held = {copy.volume for copy in copies if copy.kind == "snapshot"}
    return [volume for volume in volumes if volume.id not in held]


def _age(volume: Volume) -> tuple[str, str]:
    return volume.created, volume.id


def name_of(volume: Volume) -> str:
    """The name that the spec has for it; of one that is not a data volume, another than all such
    may have: BOOT, or its id."""
    return volume.metadata.get(mark.PREFIX + "volume") or (BOOT if volume.bootable else volume.id)


def homes(fleet: Fleet, seen: dict[Target, list[Volume]], made: Collection[str]
          ) -> dict[Seat, Home]:
    """{seat: where its oldest kept volume is}; made: ids of volumes that this run has made, which
    hold nothing yet."""
    found: dict[Seat, Home] = {}
    everyone = [(volume, target) for target, volumes in seen.items() for volume in volumes]
    for volume, target in sorted(everyone, key=lambda pair: _age(pair[0])):
        if mark.kept(volume) and volume.id not in made and _desired(fleet, target, volume):
            found.setdefault(fleet.seat_of(volume, target), Home(target, volume.zone))
    return found


def doubled(fleet: Fleet, seen: dict[Target, list[Volume]]) -> dict[tuple[Seat, str], list[Target]]:
    """{(seat, name): where its kept volume is}, of those that are on several targets."""
    found: dict[tuple[Seat, str], set[Target]] = defaultdict(set)
    for target, volumes in seen.items():
        for volume in volumes:
            if mark.kept(volume) and _desired(fleet, target, volume):
                found[fleet.seat_of(volume, target), name_of(volume)].add(target)
    return {key: sorted(targets) for key, targets in sorted(found.items()) if len(targets) > 1}


def spare(fleet: Fleet, seen: dict[Target, list[Volume]], missing: Collection[Seat],
          leaving: Collection[str]) -> dict[Target, Counter[str]]:
    """What of the quotas for volumes missing servers need not, as theirs are there, or go with the
    servers that have them.  leaving: ids of servers."""
    found: dict[Target, Counter[str]] = defaultdict(Counter)
    for target, volumes in seen.items():
        for volume in volumes:
            free = set(volume.servers) <= set(leaving)
            seat = fleet.seat_of(volume, target)
            if free and (seat in missing and _desired(fleet, target, volume)
                         or volume.servers and not mark.kept(volume)):
                found[target].update({"volumes": 1, "gigabytes": volume.size})
    return found


def _desired(fleet: Fleet, target: Target, volume: Volume) -> bool:
    seat = fleet.seat_of(volume, target)
    return fleet.has(seat) and name_of(volume) in {
        disk.name for disk in fleet.spec(seat, target).data_volumes}


def judge(disks: Iterable[DataVolume], volumes: list[Volume], made: Collection[str],
          new: Collection[str] = ()) -> VolumeState:
    """volumes: of the server's seat on its target, the oldest first.  made: names of those that
    were asked for already.  new: ids of volumes that this run has made, and no server was made with
    yet.

    What another server has goes with that one, unless it is kept: then it is waited for.
    """
    verdict = VolumeState()
    for disk in disks:
        able = [volume for volume in volumes
                if name_of(volume) == disk.name and _is_able(disk, volume, new)]
        able.sort(key=lambda volume: volume.status != "available")
        if able:
            _judge(verdict, disk, able[0])
        elif disk.name in made:
            verdict.waiting[disk.name] = "not listed yet"
        else:
            verdict.make.append(disk)
    return verdict


def _is_able(disk: DataVolume, volume: Volume, new: Collection[str]) -> bool:
    """A server does not boot from what another one may have written on."""
    if disk.image:
        return volume.id in new and not volume.servers
    return disk.keep or not volume.servers


def _judge(verdict: VolumeState, disk: DataVolume, volume: Volume) -> None:
    if volume.status.startswith("error"):
        verdict.broken.append(volume)
    elif volume.status != "available":
        verdict.waiting[disk.name] = volume.status
    elif volume.size < disk.size or mark.kept(volume) != disk.keep:
        verdict.alter.append((volume, disk))
    else:
        verdict.ready[disk.name] = volume


def by_seat(fleet: Fleet, target: Target, volumes: Iterable[Volume]) -> dict[Seat, list[Volume]]:
    """The volumes of each place, the one that its server boots from among them."""
    found: dict[Seat, list[Volume]] = defaultdict(list)
    for volume in volumes:
        found[fleet.seat_of(volume, target)].append(volume)
    return dict(found)


def of_servers(volumes: Iterable[Volume]) -> dict[str, list[dict[str, Any]]]:
    """{server id: its volumes, as results show them}, by name."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for volume in sorted(volumes, key=name_of):
        for server in volume.servers:
            found[server].append(report(volume))
    return found


def report(volume: Volume) -> dict[str, Any]:
    """As results show it."""
    return {"name": name_of(volume), "id": volume.id, "size": volume.size,
            "type": volume.type, "keep": mark.kept(volume)}


def placed(target: Target, volumes: Iterable[Volume]) -> list[dict[str, Any]]:
    """As results show them beside servers: each with its place."""
    return [{**report(volume), **mark.seat_of(volume).report(), **target.report()}
            for volume in volumes]
