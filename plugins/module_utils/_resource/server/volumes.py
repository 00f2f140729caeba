# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The volumes of a server: attached to it; and what becomes of the one that it boots from."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from ..api import Api
from ..spec import Aspect, Field
from . import attachment

if TYPE_CHECKING:
    from openstack.resource import Resource

CHANGES_FATE = "2.85"       # of Nova, where that can be changed


class Volumes(Aspect):
    """Others that are attached are left alone, and so is what they hold."""

    at_creation = True
    fields = {
        # attributes that openstacksdk's server has not, so that none is foreseen
        "volumes": Field("list", "volume_ids", ref="volume", compare="subset",
                         option={"elements": "str"}),
        "boot_volume": Field(attr="boot_volume_id", ref="volume", update="forbid",
                             compare=lambda before, after: after in before,
                             option={"aliases": ["root_volume"]}),
        "terminate_volume": Field("bool"),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """By their ids; Nova lists the one that a server boots from first."""
        ids = [one.id for one in resource.attached_volumes or ()]
        desired, root = api.given.get("terminate_volume"), _root(resource)
        return {"volumes": ids, "boot_volume": ids,
                "terminate_volume": bool(root.delete_on_termination) if root else desired}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One by one."""
        before, after = changes.get("volumes", ((), ()))
        for volume in after:
            if volume not in before and (disk := api.task.row("volume", volume)) is not None:
                attachment.attach(api.task, resource, disk)
        if "terminate_volume" in changes and (root := _root(resource)):
            _decide(api, resource, root)

    def release(self, api: Api, resource: Resource) -> None:
        """What was said of the volume before is no matter, if something is said now."""
        root, desired = _root(resource), api.given.get("terminate_volume")
        if root and desired is not None and bool(root.delete_on_termination) is not desired:
            _decide(api, resource, root)


def _root(server: Resource) -> Resource | None:
    """What Nova says of the volume that it boots from; None if that is a disk of its host."""
    volumes = server.attached_volumes or ()
    return volumes[0] if volumes and not (server.image or {}).get("id") else None


def _decide(api: Api, server: Resource, root: Resource) -> None:
    desired = api.given["terminate_volume"]
    body = {"volumeAttachment": {"volumeId": root.id, "delete_on_termination": desired}}
    try:
        api.connection.put("compute", f"/servers/{server.id}/os-volume_attachments/{root.id}", body,
                           f"changing the boot volume of {server.name}", microversion=CHANGES_FATE)
    except CloudError as error:
        if error.more.get("status") != 406:
            raise
        raise CloudError("invalid", f"terminate_volume: Nova is older than {CHANGES_FATE} here, "
                         "and cannot change it", api.connection.target) from None
