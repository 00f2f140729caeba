# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Calls to the Glance of one target: a new version, its data, its marks."""
from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError, from_response
from .._portable.image import ROLLOUT
from .convert import Data
from .version import Version

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from requests import Response

BYTES = {"Content-Type": "application/octet-stream"}
PATCH = {"Content-Type": "application/openstack-images-v2.1-json-patch"}
TOO_LARGE = 413
SHORTEST, LONGEST, GROWTH = 0.25, 5.0, 1.5      # seconds, seconds, factor
PAGE = "1000"
FAILED = "os_glance_failed_import"      # stores into which data were not brought
COMING = ("saving", "uploading", "importing")


class Counted(io.FileIO):
    """A file that tells how many bytes of it were read."""

    def __init__(self, path: str, told: Callable[[int], None]) -> None:
        super().__init__(path)
        self._told = told

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(-1 if size is None else size) or b""
        if found:
            self._told(len(found))
        return found


class Glance:
    """timeout: seconds for Glance to be done with the data of one image."""

    def __init__(self, connection: Connection, timeout: float) -> None:
        self.connection, self.timeout = connection, timeout

    def versions(self, rollout: str) -> list[dict]:
        """All rows with the mark of a rollout, whosever they are: one request."""
        return self.connection.pages("image", "/images", "images", "listing images",
                                     limit=PAGE, **{ROLLOUT: rollout})  # type: ignore[arg-type]

    def methods(self) -> list[str]:
        """How this Glance imports; none where it does not."""
        try:
            found = self.connection.get("image", "/info/import", "reading import methods")
        except CloudError as error:
            if error.kind != "not_found":
                raise
            return []
        value = found.get("import-methods")
        return list(value.get("value") or ()) if isinstance(value, dict) else []

    def create(self, attributes: Mapping[str, Any]) -> dict:
        """A new image without data; its row."""
        return self.connection.post("image", "/images", dict(attributes), "creating image")

    def get(self, image_id: str) -> dict:
        """Its row."""
        return self.connection.get("image", f"/images/{image_id}", "reading image")

    def change(self, image_id: str, changes: Mapping[str, Any]) -> dict:
        """Sets properties, and removes those that are None, in one request: all or nothing."""
        steps = [{"op": "remove", "path": _path(key)} if value is None else
                 {"op": "add", "path": _path(key), "value": value}
                 for key, value in changes.items()]
        return self._ask("changing image", "PATCH", f"/images/{image_id}", json=steps,
                         headers=PATCH).json()

    def delete(self, image_id: str) -> None:
        """One that is gone is fine."""
        self.connection.delete("image", f"/images/{image_id}", "deleting image")

    def send(self, image_id: str, data: Data, told: Callable[[int], None],
             where: str = "file") -> None:
        """The bytes, block by block; Glance may need its time after the last one.  They are sent
        once: after a failure nobody knows what the image has of them."""
        def send(adapter: Adapter) -> Response:
            with Counted(data.path, told) as file:
                return adapter.request(f"/images/{image_id}/{where}", "PUT", data=file,
                                       headers=BYTES, timeout=self.timeout)
        answer = self.connection.guarded(
            "sending image", lambda: send(self.connection.adapter("image")), "image", creates=True)
        if answer.status_code >= 400:
            raise _refused(from_response(answer, self.connection.target, "sending image"),
                           data.disk_format)

    def fetch(self, image_id: str, method: Mapping[str, Any], stores: frozenset[str]) -> None:
        """Lets Glance import the data by itself, or copy them to more stores."""
        body: dict[str, Any] = {"method": dict(method)}
        if stores:
            body.update(stores=sorted(stores), all_stores_must_succeed=True)
        self._ask("importing image", "POST", f"/images/{image_id}/import", json=body)

    def settled(self, image_id: str, ready: Callable[[Version], bool] = lambda one: one.usable
                ) -> Version:
        """As soon as its data are there.  Raises CloudError: build_failed, timeout."""
        pause, until = SHORTEST, time.monotonic() + self.timeout
        while True:
            found = Version.of(self.get(image_id))
            if found.usable and ready(found):
                return found
            if not (found.coming or found.status in COMING) and (
                    not found.usable or found.row.get(FAILED)):
                raise CloudError("build_failed", f"Glance has not kept the data of image {image_id}"
                                 f", which is in status {found.status}: check their format and, if "
                                 "Glance downloads them, that it can reach uri",
                                 self.connection.target, "sending image")
            if time.monotonic() >= until:
                raise CloudError("timeout", f"image {image_id} is still {found.status} after "
                                 f"{self.timeout:g} s", self.connection.target, "sending image",
                                 waited_for="active")
            time.sleep(min(pause, LONGEST))
            pause *= GROWTH

    def members(self, version: Version) -> dict[str, str]:
        """{id of a project: whether it has accepted that the image is shared with it}; Glance does
        not list those of images of another visibility, which have none."""
        if version.row.get("visibility") != "shared":
            return {}
        rows = self.connection.get("image", f"/images/{version.id}/members",
                                   "listing the members of an image").rows("members")
        return {str(row.get("member_id")): str(row.get("status")) for row in rows}

    def share(self, image_id: str, project: str) -> None:
        """With a project."""
        self.connection.post("image", f"/images/{image_id}/members", {"member": project},
                             "sharing image")

    def accept(self, image_id: str, project: str) -> None:
        """As that project."""
        self.connection.put("image", f"/images/{image_id}/members/{project}",
                            {"status": "accepted"}, "accepting a shared image")

    def _ask(self, action: str, method: str, path: str, **arguments: Any) -> Response:
        def ask() -> Response:
            answer = self.connection.adapter("image").request(path, method, **arguments)
            if answer.status_code >= 400:
                raise from_response(answer, self.connection.target, action)
            return answer
        return self.connection.guarded(action, ask, "image", creates=method == "POST")


def right(version: Version, sha512: str) -> bool:
    """Whether Glance has what was sent, as far as it has a hash of just that."""
    row = version.row
    hashed = row.get("os_hash_algo") == "sha512" and row.get("os_hash_value")
    converted = row.get("disk_format") != version.disk_format
    return converted or not hashed or row["os_hash_value"] == sha512


def _path(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _refused(error: CloudError, disk_format: str) -> CloudError:
    """What Glance says of data: 413 is never about the number of requests."""
    status = error.more.get("status")
    if status == TOO_LARGE:
        return CloudError("quota", error.message, error.target, error.action, status=status)
    if status in (400, 415):
        return CloudError("invalid", f"Glance refuses the data as {disk_format}: {error.message}; "
                          "set image_format of this cloud in clouds.yaml to a format that it takes",
                          error.target, error.action, status=status)
    return error
