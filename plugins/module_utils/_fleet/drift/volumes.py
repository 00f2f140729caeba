# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what the volumes of a server differ from those of the definition, in words.  Pure."""
from __future__ import annotations

from collections.abc import Iterator

from ..._resource.server.model import Server, ServerSpec
from ..._resource.volume import Volume
from ..observe.volumes import name_of
from ..spec import mark

LASTS = {True: "deleted with the server", False: "kept without the server",
         None: "maybe deleted with the server"}


def differences(spec: ServerSpec, server: Server, volumes: list[Volume]
                ) -> tuple[list[str], list[str]]:
    """What is there and what it should be, as far as they differ; what the definition does not
    speak of is right as it is.  volumes: those that the server has."""
    own = {name_of(volume): volume for volume in volumes
           if mark.PREFIX + "volume" in volume.metadata}
    boot = next((volume for volume in volumes if volume.bootable
                 and volume not in own.values()), None)
    pairs = [*_boot(spec, server, boot), *_data(spec, own)]
    return ([there for there, desired in pairs if there != desired],
            [desired for there, desired in pairs if there != desired])


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
    lasts = dict(server.attached).get(boot.id) if boot else None
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
