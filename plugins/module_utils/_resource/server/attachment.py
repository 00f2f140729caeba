# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A volume that is there, attached to a server that is there, or detached from it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from .. import wait
from ..compare import Change
from ..task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

# Cinder shows another status from the answer to a request on, until it is carried out
LASTING = ("available", "in-use")
# of Nova: volumes that several servers may have at the same time
MULTIATTACH = "2.60"


def volume(task: Task, options: Mapping) -> dict:
    """{changed, diff, id, volume}; options: server, volume, device, state."""
    present = options["state"] == "present"
    server, disk = (_named(task, noun, options[noun], present) for noun in ("server", "volume"))
    if server is None or disk is None:
        return _result(present, options)
    changed = present is not _is_attached(server, disk)
    if changed and not task.check_mode:
        disk = (attach if present else _detach)(task, server, disk, options["device"])
    elif task.wait and not task.check_mode and (present or disk.status == "detaching"):
        disk = _lasting(task, disk)
    shown = task.api(task.specs["volume"]).shown(disk)
    return {**_result(changed, options), **({"volume": shown, "id": disk.id} if present else {})}


def _named(task: Task, noun: str, desired: str, present: bool) -> Resource | None:
    """None where nothing is to be attached to it, or check mode takes it for granted."""
    return task.row(noun, desired) if present else task.api(task.specs[noun]).find(desired)


def _is_attached(server: Resource, disk: Resource) -> bool:
    """Nova knows it from the request on, Cinder when it is done, or undone again."""
    return (disk.id in [one.id for one in server.attached_volumes or ()]
            and disk.status not in ("available", "detaching"))


def _result(changed: bool, options: Mapping) -> dict:
    pair = {name: options[name] for name in ("server", "volume", "device") if options[name]}
    ends = (None, pair) if options["state"] == "present" else (pair, None)
    diff = {side: end or {} for side, end in zip(("before", "after"), ends, strict=True)}
    return {"changed": changed, "diff": diff if changed else Change("none").diff}


def attach(task: Task, server: Resource, disk: Resource, device: str | None = None) -> Resource:
    """The volume, attached; server, disk: openstacksdk's.  Raises CloudError: conflict,
    build_failed."""
    if task.wait:    # it may have just been created, or detached from another
        disk = _lasting(task, disk)
    if disk.status == "in-use" and not disk.is_multiattach:
        others = ", ".join(one["server_id"] for one in disk.attachments)
        raise CloudError("conflict", f"volume {disk.name} ({disk.id}) is attached to another "
                         f"server already ({others}): detach it there first")
    desired = {"volumeId": disk.id, **({"device": device} if device else {})}
    task.connection.post("compute", _path(server), {"volumeAttachment": desired},
                         f"attaching volume {disk.name} to server {server.name}",
                         microversion=MULTIATTACH if disk.is_multiattach else None)
    return _settled(task, server, disk, True)


def _detach(task: Task, server: Resource, disk: Resource, _device: str | None) -> Resource:
    task.connection.delete("compute", f"{_path(server)}/{disk.id}",
                           f"detaching volume {disk.name} from server {server.name}")
    return _settled(task, server, disk, False)


def _path(server: Resource) -> str:
    return f"/servers/{server.id}/os-volume_attachments"


def _lasting(task: Task, disk: Resource) -> Resource:
    return wait.until_ready(task.api(task.specs["volume"]), disk, task.timeout, LASTING)


def _settled(task: Task, server: Resource, disk: Resource, present: bool) -> Resource:
    """The volume as it is at last.  Raises CloudError (build_failed) if that is as it was."""
    disk = task.api(task.specs["volume"]).fetch(disk.id) or disk
    if not task.wait:
        return disk
    disk = _lasting(task, disk)
    if present is not (server.id in [one["server_id"] for one in disk.attachments or ()]):
        raise CloudError("build_failed", f"volume {disk.name} ({disk.id}) is "
                         f"{'not' if present else 'still'} attached to server {server.name} "
                         f"({server.id}): the cloud has tried and failed")
    return disk
