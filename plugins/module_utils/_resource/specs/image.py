# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Glance's images."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ..._cloud.errors import CloudError
from ..._portable.choose import UUID
from ..api import Api
from ..engine import ensure
from ..info import listing
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task
from .identity import domain
from .image_data import Data, ask, check, settle
from .image_origin import ORIGINS, arrived

if TYPE_CHECKING:
    from openstack.resource import Resource

# what every image has; anything else in Glance's answers is a property
OWN = {"checksum", "container_format", "created_at", "direct_url", "disk_format", "file", "id",
       "locations", "min_disk", "min_ram", "name", "os_hash_algo", "os_hash_value", "os_hidden",
       "owner", "protected", "schema", "self", "size", "status", "stores", "tags", "updated_at",
       "virtual_size", "visibility"}
PATCH = {"Content-Type": "application/openstack-images-v2.1-json-patch"}


def _patch(api: Api, resource: Resource, changed: dict, gone: Iterable[str] = ()) -> None:
    """Sets keys of an image, and takes others away, in one request."""
    def path(key: str) -> str:
        return "/" + key.replace("~", "~0").replace("/", "~1")
    steps = [{"op": "add", "path": path(key), "value": value} for key, value in changed.items()]
    steps += [{"op": "remove", "path": path(key)} for key in gone]
    api.call("changing", ask, "PATCH", f"/images/{resource.id}", json=steps, headers=PATCH)


class Properties(Aspect):
    """What an image has beside what all images have; Glance keeps words alone."""

    fields = {"properties": Field("dict", compare="subset", send=lambda given, _resolve: {
        key: value if value is None else str(value) for key, value in given.items()})}
    at_creation = True

    def read(self, api: Api, resource: Resource) -> dict:
        """As Glance has them, which openstacksdk makes numbers and booleans of."""
        shown = api.connection.get("image", f"/images/{resource.id}", "reading image")
        return {"properties": {key: value for key, value in shown.items() if key not in OWN}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        before, after = changes["properties"]
        _patch(api, resource,
               {key: value for key, value in after.items()
                if value is not None and before.get(key) != value},
               [key for key, value in after.items() if value is None and key in before])


class ImageTags(Aspect):
    """Set as a whole."""

    fields = {"tags": Field("list", compare="set", option={"elements": "str"})}
    at_creation = True

    def read(self, api: Api, resource: Resource) -> dict:
        """Those that it has."""
        return {"tags": resource.tags or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        _patch(api, resource, {"tags": changes["tags"][1]})


class Members(Aspect):
    """The projects that a shared image is offered to; it is theirs to accept."""

    fields = {"members": Field("list", ref="project", compare="set", option={"elements": "str"})}

    def read(self, api: Api, resource: Resource) -> dict:
        """Their ids."""
        if resource.visibility != "shared":
            return {"members": []}
        rows = api.connection.get("image", f"/images/{resource.id}/members",
                                  "listing the members of an image").rows("members")
        return {"members": [row["member_id"] for row in rows]}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """A request for each."""
        before, after = (set(ids or ()) for ids in changes["members"])
        path = f"/images/{resource.id}/members"
        for project in sorted(after - before):
            api.connection.post("image", path, {"member": project}, "sharing image")
        for project in sorted(before - after):
            api.connection.delete("image", f"{path}/{project}", "no longer sharing image")


class Activity(Aspect):
    """Whether the data of an image can be used; it can at first."""

    fields = {"state": Field(option={"choices": ["present", "absent", "inactive"],
                                     "default": "present"})}

    def read(self, api: Api, resource: Resource) -> dict:
        """By its status."""
        return {"state": "inactive" if resource.status == "deactivated" else "present"}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """A new one is as it should be."""
        before, after = changes["state"]
        if before:
            action = "deactivate" if after == "inactive" else "reactivate"
            api.call("changing", ask, "POST", f"/images/{resource.id}/actions/{action}")


def _prepare(given: dict) -> dict:
    if "is_public" in given:
        given["visibility"] = "public" if given["is_public"] else "private"
    if given.get("members"):
        given.setdefault("visibility", "shared")        # Glance lets no others have members
    if "id" not in given and UUID.fullmatch(given["name"]):
        given["id"] = given.pop("name")
    if "owner_domain" in given and "owner" in given:
        given["owner"] = (given["owner"], given["owner_domain"])
    return given


def _owner(given: str | tuple[str, str], resolve: Callable[..., str]) -> str:
    if isinstance(given, str):
        return resolve("project", given)
    return resolve("project", given[0], domain_id=domain(given[1], resolve))


def _image(task: Task, api: Api, given: dict) -> Resource | None:
    """By id, or by name and, if that is given, checksum; with the data that is desired."""
    key, desired = given.get("id") or given["name"], given.get("checksum")
    state = given.get("state", "present")
    rows = api.search(key)
    fitting = [row for row in rows if desired in (None, row.checksum, row.hash_value)]
    rows = fitting or ([] if state == "absent" else rows)
    there = api.only(key, rows)
    if there is None and rows and "owner" in given:     # it may have been given away already
        api.project = _owner(given["owner"], task.resolve)
        there = api.only(key, rows)
    if there is None and state == "inactive":
        raise CloudError("not_found", f"there is no image {key!r} here that could be inactive",
                         api.connection.target)
    if there is not None and state != "absent":
        origin = next(filter(given.get, ORIGINS), None)
        if origin and not task.check_mode:
            arrived(api, there, task.timeout, origin)
        check(task, api, there, given)
    return there


def _create(api: Api, attributes: dict) -> Resource:
    """That of a volume or a server is made by Cinder or Nova, with its name and format; all else
    comes then."""
    origin = next((name for name in ORIGINS if name in attributes), None)
    if origin is None:
        return api.create(attributes)
    if "id" in attributes:
        raise CloudError("invalid", f"id: there is no image {attributes['id']}, and the cloud "
                         f"chooses the id of an image of a {origin}: omit id",
                         api.connection.target)
    own = ("name", *ORIGINS, "container_format", "disk_format", "properties")
    image = api.kind.existing(id=ORIGINS[origin](api, attributes), name=attributes["name"])
    arrived(api, image, api.task.timeout, origin)
    _patch(api, image, {
        **attributes.get("properties", {}),
        **{getattr(api.kind, key).name: value for key, value in attributes.items()
           if key not in own}})
    return api.fetch(image.id) or image


def _shared(api: Api, rows: list[Resource]) -> list[Resource]:
    """The public ones, and without any those that the project has accepted."""
    return [row for row in rows if row.visibility == "public"] or [
        row for row in rows if row.visibility == "shared" and api.task.catalog.is_member(row.id)]


IMAGE = Spec(
    noun="image", service="image", sdk="image.v2.image.Image", lookup=_image, prepare=_prepare,
    shared=_shared,
    create=_create, settle=settle,
    fields={
        "name": Field(option={"required": True}),
        "id": Field(**FORBID),
        "container_format": Field(initial="bare", **FORBID),
        "disk_format": Field(initial="qcow2", **FORBID),
        "is_protected": Field("bool", option={"aliases": ["protected"]}),
        "kernel": Field(attr="kernel_id", ref="image"),
        "min_disk": Field("int"),
        "min_ram": Field("int"),
        "owner": Field(names=("project",), send=_owner, option={"aliases": ["project"]}),
        "ramdisk": Field(attr="ramdisk_id", ref="image"),
        "visibility": Field(initial="private", option={
            "choices": ["public", "private", "shared", "community"]}),
        "server": Field(ref="server", compare="never"),
        "volume": Field(ref="volume", compare="never"),
    },
    aspects=(Data(), Properties(), ImageTags(), Members(), Activity()),
    only_prepare={"is_public": {"type": "bool"},
                  "owner_domain": {"aliases": ["project_domain"]}},
    constraints={"mutually_exclusive": [("filename", "uri", "volume", "server"),
                                        ("visibility", "is_public")],
                 "required_if": [("import_method", "glance-direct", ("filename",)),
                                 ("import_method", "glance-download",
                                  ("remote_region", "remote_image_id")),
                                 ("import_method", "web-download", ("uri",))]},
)

IMAGES = Info(IMAGE, "images", aliases=("image",))
IMAGES_ARGUMENTS = {**IMAGES.arguments(), "filters": {"type": "dict", "aliases": ["properties"]}}


def image(task: Task, options: dict) -> dict:
    """As ensure(), which says how much was sent."""
    result = ensure(task, IMAGE, options)
    sent = result["diff"]["after"].get("filename")
    if sent and not task.check_mode:
        result["msg"] = f"{result['image']['size']} bytes of {sent} were sent"
    return result


def images(task: Task, options: dict) -> dict:
    """As listing(); Glance itself looks for properties of all names."""
    kind, filters = task.api(IMAGE).kind, options.get("filters") or {}
    asked = [("tag" if key == "tags" else getattr(getattr(kind, key, None), "name", key),
              str(value).lower() if isinstance(value, bool) else value)
             for key, value in filters.items()]
    query = f"/images?{urlencode(asked, doseq=True)}" if asked else None
    return listing(task, IMAGES, {**options, "filters": {"base_path": query}})


SPECS = (IMAGE,)
