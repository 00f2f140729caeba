# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The bytes of an image: sent from a file, or fetched by Glance.  They never change."""
from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, BinaryIO

from ..._cloud.errors import CloudError
from .. import wait
from ..api import Api
from ..spec import Aspect, Field
from ..task import Task

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource
    from requests import Response

BLOCK = 1 << 20
BYTES = {"Content-Type": "application/octet-stream"}
QCOW2 = b"QFI\xfb"
COMING = ("saving", "uploading", "importing")
TASK = "os_glance_import_task"      # a property, while Glance fetches or converts


def ask(adapter: Adapter, method: str, path: str, **arguments: Any) -> Response:
    """A request that openstacksdk has no method for, or one that does not say how it ended."""
    from openstack import exceptions
    answer = adapter.request(path, method, **arguments)
    exceptions.raise_from_response(answer)
    return answer


def check(task: Task, api: Api, image: Resource, desired: dict) -> None:
    """Raises CloudError (conflict) if an image has other data than the options say.

    A file that is no longer there is a warning: it may have been for the upload alone.
    """
    if image.status == "queued":        # it has none yet
        return
    other = desired.get("checksum") not in (None, image.checksum, image.hash_value)
    if not other and "filename" in desired:
        try:
            other = not _same(image, desired["filename"])
        except FileNotFoundError:
            task.warnings.append(f"{desired['filename']} does not exist: image {image.name} is not "
                                 "compared with it")
    if other:
        raise CloudError("conflict", f"image {image.name!r} ({image.id}) exists with other data, "
                         f"with the checksum {image.checksum or image.hash_value}: the data of an "
                         "image cannot be changed; delete it first, or choose another name",
                         api.connection.target)


def _same(image: Resource, path: str) -> bool:
    """Whether the image's hash is the file's, as far as Glance has one."""
    hashes = {"md5": image.checksum, image.hash_algo or "sha512": image.hash_value}
    known = [(name, value) for name, value in hashes.items() if value]
    return not known or _digest(path, known[-1][0]) == known[-1][1]


def _digest(path: str, algorithm: str) -> str:
    found = hashlib.new(algorithm)
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            found.update(block)
    return found.hexdigest()


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        where = os.path.abspath(path)
        raise CloudError("invalid", f"cannot read {where}: {error.strerror}") from None


def _is_of_its_format(api: Api, resource: Resource, path: str) -> None:
    """Raises CloudError (invalid) for what an old Glance takes, and no server boots from."""
    with _opened(path) as file:
        if resource.disk_format == "qcow2" and file.read(len(QCOW2)) != QCOW2:
            raise CloudError("invalid", _of_another(path, resource), api.connection.target,
                             "sending image")


def _of_another(path: str, resource: Resource) -> str:
    return (f"{path} is not of the disk_format {resource.disk_format}: set disk_format to the "
            "format that `qemu-img info` reports, or convert it")


def _filled(before: Any, _after: object) -> bool:
    """Compares what counts as long as an image has no data."""
    return bool(before)


def _now(api: Api, image: Resource) -> Resource:
    """The image as it is, or as it was known where it cannot be read."""
    try:
        return api.fetch(image.id) or image
    except CloudError:
        return image


def _delete(api: Api, image: Resource, error: CloudError) -> None:
    """If it cannot be deleted, the engine says that it is there."""
    try:
        api.delete(image)
    except CloudError:
        return
    error.message += f"; the image that was created for it ({image.id}) was deleted again"


class Data(Aspect):
    """Where the bytes come from.  If they do not come, an image that was made for them is deleted
    again."""

    fields = {
        "checksum": Field(compare=_filled),
        "filename": Field("path", compare=_filled),
        "import_method": Field(compare=_filled, option={
            "choices": ["glance-direct", "glance-download", "web-download"]}),
        "remote_image_id": Field(compare=_filled),
        "remote_region": Field(compare=_filled),
        "uri": Field(compare=_filled),
        "use_import": Field("bool", compare=_filled),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """What is said of data is of no concern where there are some."""
        return dict.fromkeys(self.fields, resource.status != "queued" and resource.status)

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Before is None for an image that was just made."""
        desired = {name: after for name, (_before, after) in changes.items()}
        try:
            self._fill(api, resource, desired)
        except CloudError as error:
            there = _now(api, resource)
            if there.status == "active" and self._up_to_date(there, desired):
                return      # the answer was lost, and not the data
            if (all(before is None for before, _after in changes.values())
                    and there.status != "importing" and not _busy(there)):
                _delete(api, resource, error)
            raise

    def _fill(self, api: Api, resource: Resource, desired: dict) -> None:
        path, uri = desired.get("filename"), desired.get("uri")
        if uri:
            self._import(api, resource, {"name": "web-download", "uri": uri})
        elif desired.get("import_method") == "glance-download":
            self._import(api, resource, {"name": "glance-download",
                                         "glance_region": desired["remote_region"],
                                         "glance_image_id": desired["remote_image_id"]})
        elif path and (desired.get("use_import") or desired.get("import_method")):
            self._send(api, resource, path, "stage")
            self._import(api, resource, {"name": "glance-direct"})
        elif path:
            _is_of_its_format(api, resource, path)
            self._send(api, resource, path, "file")
        there = api.fetch(resource.id)
        if (there is not None and there.status == "active"
                and not self._up_to_date(there, desired)):
            raise CloudError("build_failed", "Glance has received different data, with the "
                             f"checksum {there.checksum or there.hash_value}",
                             api.connection.target, "sending image")

    def _up_to_date(self, image: Resource, desired: dict) -> bool:
        return (desired.get("checksum") in (None, image.checksum, image.hash_value)
                and ("filename" not in desired or _same(image, desired["filename"])))

    def _send(self, api: Api, resource: Resource, path: str, where: str) -> None:
        """Block by block; Glance may need its time after the last one."""
        patience = {"timeout": api.timeout} if api.timeout else {}

        def send(adapter: Adapter) -> None:
            with _opened(path) as file:
                ask(adapter, "PUT", f"/images/{resource.id}/{where}", data=file, headers=BYTES,
                    **patience)
        try:
            api.call("sending", send)
        except CloudError as error:
            if error.more.get("status") == 415:     # Glance has looked into them
                error.kind, error.message = "invalid", _of_another(path, resource)
            raise

    def _import(self, api: Api, resource: Resource, method: dict[str, str]) -> None:
        api.call("importing", ask, "POST", f"/images/{resource.id}/import",
                 json={"method": method}, creates=True)
        if api.timeout:
            api.call("reading", resource.fetch)
            _arrived(api, resource)


def settle(api: Api, image: Resource, _changed: bool) -> None:
    """Waits for data that are on their way, also if another task has sent for them."""
    if api.timeout and (image.status in COMING or image.status == "queued" and _busy(image)):
        _arrived(api, image)


def _busy(image: Resource) -> bool:
    return TASK in (image.properties or {})


def _arrived(api: Api, image: Resource) -> None:
    try:
        wait.until_ready(api, image, api.timeout, ("active",), ("queued", "killed"), busy=_busy)
    except CloudError as error:
        if error.kind == "build_failed":
            error.message = (f"Glance could not import the data of image {image.name} ({image.id})"
                             "; check where they come from, and their format")
        raise
