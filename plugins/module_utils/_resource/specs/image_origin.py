# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An image that Cinder or Nova makes, of a volume or of a server."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from .. import wait
from ..api import Api

if TYPE_CHECKING:
    from openstack.resource import Resource

NAMING = "2.45"     # from here on Nova says the id of an image that it makes
MAKER = {"volume": "Cinder", "server": "Nova"}


def _of_volume(api: Api, attributes: dict) -> str:
    """The id of an image that Cinder begins to make."""
    made = api.connection.post(
        "block-storage", f"/volumes/{attributes['volume']}/action", {"os-volume_upload_image": {
            "image_name": attributes["name"],
            **{key: attributes[key] for key in ("container_format", "disk_format")}}},
        "creating an image of a volume")
    return made["os-volume_upload_image"]["image_id"]


def _of_server(api: Api, attributes: dict) -> str:
    """The id of an image that Nova begins to make, in a format of its own choice."""
    path, action = f"/servers/{attributes['server']}", "creating an image of a server"
    server = api.connection.get("compute", path, action)["server"]
    if not server.get("image"):
        raise CloudError("invalid", f"server: {server['name']} boots from a volume: use the option "
                         "volume, with a copy of it that is not attached", api.connection.target)
    return api.connection.post("compute", f"{path}/action", {"createImage": {
        "name": attributes["name"]}}, action, microversion=NAMING)["image_id"]


ORIGINS: dict[str, Callable[[Api, dict], str]] = {"volume": _of_volume, "server": _of_server}


def arrived(api: Api, image: Resource, timeout: float, origin: str) -> None:
    """Waits for the data: until they are there, Glance may lose a change."""
    try:
        wait.until_ready(api, image, timeout, ("active", "deactivated"), ("killed", "deleted"))
    except CloudError as error:
        if error.kind == "not_found":
            error.message = (f"{MAKER[origin]} could not create image {image.id} of the {origin}, "
                             f"and has deleted it again: see the {origin}'s messages")
        raise
