# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The request to Nova that creates a server.  Pure."""
from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from typing import Any

from ..._portable.resolved import Resolved
from .model import IP_VERSION, LONGEST, ServerSpec
from .user_data import UserData, message, parts

TYPED = "2.67"      # of Nova, where a boot volume has a type


def boot_size(spec: ServerSpec, resolved: Resolved) -> int:
    """Of the boot volume, in GiB; Nova chooses none by itself."""
    return spec.volume_size or max(resolved.disk or 0, resolved.image_disk or 0, 1)


def _disks(spec: ServerSpec, resolved: Resolved,
           volumes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Nova's block devices; none for a server that has its local disk only."""
    on_volume = spec.boot_from_volume or spec.boot_volume
    if not on_volume and not spec.data_volumes:
        return []
    root = {"boot_index": 0, "uuid": resolved.image, "source_type": "image",
            "destination_type": "local", "delete_on_termination": True}
    if on_volume:
        root.update(destination_type="volume", delete_on_termination=spec.terminate_volume)
    if spec.boot_volume:
        root.update(uuid=spec.boot_volume, source_type="volume")
    elif on_volume:
        root.update(volume_size=boot_size(spec, resolved),
                    **({"volume_type": spec.volume_type} if spec.volume_type else {}))
    return [root, *({"boot_index": -1, "uuid": volumes[disk.name], "source_type": "volume",
                     "destination_type": "volume", "delete_on_termination": not disk.keep}
                    for disk in spec.data_volumes)]


def packed(userdata: UserData) -> bytes:
    """As it is, if Nova accepts that; else compressed, which cloud-init undoes."""
    found = message(parts(userdata)).encode()
    return found if len(found) <= LONGEST else gzip.compress(found, mtime=0)


def request(name: str, spec: ServerSpec, resolved: Resolved, metadata: dict[str, Any],
            tags: tuple[str, ...], volumes: dict[str, str] | None = None,
            nics: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The body of POST /servers; with a volume_type, that of microversion TYPED.

    resolved: _portable.resolved.Resolved.  metadata, tags: our marks, beside the user's own.
    volumes: {name: id} of its data volumes.  nics: in Nova's words, instead of answer's network.
    """
    kind = {} if spec.ip_version == "any" else {IP_VERSION: spec.ip_version}
    on_volume = spec.boot_from_volume or spec.boot_volume
    server = {
        "name": name, "imageRef": None if on_volume else resolved.image,
        "flavorRef": resolved.flavor,
        "block_device_mapping_v2": _disks(spec, resolved, volumes or {}),
        "networks": nics or [{"uuid": resolved.network}],
        "metadata": {**dict(spec.metadata), **metadata, **kind},
        "tags": sorted({*spec.tags, *tags}),
        "key_name": spec.key_name, "availability_zone": spec.availability_zone,
        # a port that is there has its own
        "security_groups": [{"name": group} for group in spec.security_groups if not spec.nics],
        "user_data": spec.userdata and base64.b64encode(packed(spec.userdata)).decode(),
        "config_drive": spec.config_drive or None,
    }
    return {"server": {key: value for key, value in server.items() if value not in (None, [])}}
