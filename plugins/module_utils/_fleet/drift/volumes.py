# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what the volumes of a server differ from those of the definition, in words.  Pure."""
from __future__ import annotations

from collections.abc import Iterator

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable.mark import PREFIX
from ..._resource.server.model import Server, ServerSpec
from ..._resource.volume import DataVolume, Volume
from ..observe.volumes import BOOT, name_of
from .case import Case

LASTS = {True: "deleted with the server", False: "kept without the server",
         None: "maybe deleted with the server"}
MOVING = ("reserved", "attaching", "detaching")     # of a volume that somebody is at work on


def differences(spec: ServerSpec, server: Server, volumes: list[Volume]
                ) -> tuple[list[str], list[str]]:
    """What is there and what it should be, as far as they differ; what the definition does not
    speak of is right as it is.  volumes: those that the server has."""
    boot = _booted(server, volumes)
    own = {name_of(volume): volume for volume in volumes
           if PREFIX + "volume" in volume.metadata and name_of(volume) != BOOT}
    pairs = [*_boot(spec, server, boot), *_data(spec, own)]
    return ([there for there, desired in pairs if there != desired],
            [desired for there, desired in pairs if there != desired])


def _booted(server: Server, volumes: list[Volume]) -> Volume | None:
    """The one that it boots from: that with the mark, else the first that Nova shows, as others may
    have attached a bootable one beside it."""
    order = [volume for volume, _lasts in server.attached or ()]
    able = [volume for volume in volumes if name_of(volume) == BOOT]
    return min(able, default=None, key=lambda volume: (
        PREFIX + "volume" not in volume.metadata,
        order.index(volume.id) if volume.id in order else len(order)))


def _boot(spec: ServerSpec, server: Server, boot: Volume | None) -> Iterator[tuple[str, str]]:
    words = {True: "boots from a volume", False: "boots from its local disk"}
    yield words[server.image is None], words[spec.boot_from_volume]
    if server.image is not None or not spec.boot_from_volume:
        return
    if spec.volume_size:
        size = boot.size if boot else 0
        yield f"boot volume of {size} GiB", f"boot volume of {max(size, spec.volume_size)} GiB"
    if spec.volume_type:
        yield f"boot volume of type {boot and boot.type}", f"boot volume of type {spec.volume_type}"
    lasts = dict(server.attached or ()).get(boot.id) if boot else None
    if lasts is not None or not spec.terminate_volume:
        yield f"boot volume {LASTS[lasts]}", f"boot volume {LASTS[spec.terminate_volume]}"


def _data(spec: ServerSpec, own: dict[str, Volume]) -> Iterator[tuple[str, str]]:
    """A larger one is large enough."""
    for disk in spec.data_volumes:
        there = own.pop(disk.name, None)
        if there is None:
            yield f"no data volume {disk.name}", f"data volume {disk.name} of {disk.size} GiB"
        else:
            yield (f"data volume {disk.name} of {there.size} GiB",
                   f"data volume {disk.name} of {max(there.size, disk.size)} GiB")
            if disk.type:
                yield (f"data volume {disk.name} of type {there.type}",
                       f"data volume {disk.name} of type {disk.type}")
    for name, volume in own.items():
        yield f"data volume {name} of {volume.size} GiB", f"no data volume {name}"


def lost(case: Case) -> list[tuple[DataVolume, Volume | None]]:
    """The data volumes that a server should have and has not: somebody has detached them, or, where
    there is none, deleted them.  Both services have to say so: not every cloud shows volumes, and
    not every volume its marks."""
    own = case.known.own if case.known else None
    if own is None or case.adopted:
        return []
    attached, found = dict(case.server.attached or ()), []
    for disk in case.spec.data_volumes:
        there = [volume for volume in own.get(case.seat, ()) if name_of(volume) == disk.name]
        if not any(volume.id in attached or case.server.id in volume.servers
                   or volume.status in MOVING for volume in there):
            there.sort(key=lambda volume: volume.status != "available")
            found.append((disk, there[0] if there else None))
    detached = [pair for pair in found if pair[1]]
    return found if _fewer(case, len(detached)) else detached


def _fewer(case: Case, detached: int) -> bool:
    """Whether there are fewer volumes than there should be, with those that Nova shows; whoever
    likes may attach more."""
    boot = case.server.image is None
    return case.server.attached is not None and (
        len(case.server.attached) + detached < boot + len(case.spec.data_volumes))


def unable(volume: Volume, target: Target) -> CloudError | None:
    """Why one that is not attached to its server cannot be."""
    what = f"data volume {name_of(volume)} ({volume.id}) is"
    if volume.servers:
        return CloudError("conflict", f"{what} attached to server {', '.join(volume.servers)}: "
                          "detach it there", target)
    if volume.status == "available":
        return None
    do = ("repair it, or delete it" if volume.status.startswith("error")
          else "it can be attached once it is available")
    return CloudError("conflict", f"{what} in {volume.status}: {do}", target)
