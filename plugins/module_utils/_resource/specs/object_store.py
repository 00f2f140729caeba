# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Swift's containers and objects."""
from __future__ import annotations

import hashlib
import hmac
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from ..._cloud.errors import CloudError
from ..api import Api
from ..info import listing
from ..spec import FORBID, REQUIRED, Aspect, Field, Info, Spec
from ..task import Task
from .object_data import SEGMENT, Content, Store, address, delete, in_parallel

if TYPE_CHECKING:
    from openstack.resource import Resource

# metadata that are secrets, as the keys of temporary URLs, with options of their own
KEYS = {"sync-key": "sync_key", "temp-url-key": "temp_url_key", "temp-url-key-2": "temp_url_key_2"}
# and settings, by openstacksdk's names
SYSTEM = ("content_type", "is_content_type_detected", "versions_location", "history_location",
          "read_ACL", "write_ACL", "sync_to")


def _headed(kind: Any) -> Any:
    """What they are is in headers, and names may have all characters."""
    class Headed(kind):
        """A container or an object."""

        name = vars(kind)["name"]       # which is its id: openstacksdk looks only here for that

        def __init__(self, metadata: dict | None = None, **attributes: Any) -> None:
            self.metadata = dict(metadata or {})        # openstacksdk has one dict for all
            super().__init__(**attributes)

        @classmethod
        def new(cls, **attributes: Any) -> Any:
            name = attributes.pop("id", None)
            return cls(_synchronized=False, **{**({"name": name} if name else {}), **attributes})

        def _prepare_request(self, *arguments: Any, **options: Any) -> Any:
            request = super()._prepare_request(*arguments, **options)
            request.url, request.body = self._address, None
            return request

        @property
        def _address(self) -> str:
            place = getattr(self, "container", None)
            return address(place, self.name) if place else address(self.name)

        def delete(self, session: Any, **_options: Any) -> None:
            delete(session, self._address, bool(getattr(self, "is_static_large_object", False)))

        def fetch(self, session: Any, **_query: Any) -> Any:
            return self.head(session)

        def to_dict(self, **options: Any) -> dict:
            return {**super().to_dict(**options), "metadata": self.metadata}
    return Headed


def _without_secrets(shown: dict, _target: object) -> dict:
    secret = {"meta_temp_url_key", "meta_temp_url_key_2", "sync_key"}
    return {**shown, **dict.fromkeys(secret), "metadata": {
        key: value for key, value in shown["metadata"].items() if key not in KEYS}}


def _container(given: dict) -> dict:
    """All keys in Swift's own spelling, and those to delete without a value."""
    prepared = dict(given)
    keys = {**dict.fromkeys(given.get("delete_metadata_keys", ())), **given.get("metadata", {})}
    spelled = {_spelled(key): value for key, value in keys.items()}
    prepared.update({KEYS[key]: spelled.pop(key) or "" for key in KEYS.keys() & spelled.keys()})
    return {**prepared, "metadata": spelled} if keys else prepared


def _spelled(key: str) -> str:
    return key if key in SYSTEM else key.lower().replace("_", "-")


class Metadata(Aspect):
    """Of a container, key by key, which leaves the others alone."""

    at_creation = True
    fields = {"metadata": Field("dict", compare="subset", send=lambda given, _resolve: {
        key: None if value in (None, "") else str(value) for key, value in given.items()})}

    def read(self, api: Api, resource: Resource) -> dict:
        """Its own, and settings that the option names as well."""
        named = {key: getattr(resource, key) for key in SYSTEM if key in api.given["metadata"]}
        return {"metadata": {**named, **{key: value for key, value in resource.metadata.items()
                                         if key not in KEYS}}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request; Swift deletes what is empty."""
        before, after = changes["metadata"]
        api.call("changing", resource.set_metadata, {
            key: value or "" for key, value in after.items() if before.get(key) != value},
            refresh=False)


class Objects(Aspect):
    """What a container must not have when it is deleted."""

    def release(self, api: Api, resource: Resource) -> None:
        """Deletes them, in parallel, if that is asked for."""
        store = Store(api, resource.name)
        if api.given.get("delete_with_all_objects"):
            in_parallel(store.rows(), lambda row: store.remove(row["name"], "slo_etag" in row))
        elif store.rows(limit=1):
            raise CloudError("conflict", f"container {resource.name!r} has objects: delete them "
                             "first, or set delete_with_all_objects", api.connection.target)


ACL = Field(compare=lambda before, after: (before or "") == after)
KEY: dict[str, Any] = {"compare": ACL.compare, "option": {"no_log": True}}
CONTAINER = Spec(
    noun="object_container", service="object-store", sdk="object_store.v1.container.Container",
    kind=_headed, find="id", returns=("container",), prepare=_container,
    show=_without_secrets,
    fields={
        "name": Field(option={"required": True, "aliases": ["container"]}),
        "read_ACL": ACL,
        "sync_key": Field(**KEY),
        "temp_url_key": Field(attr="meta_temp_url_key", **KEY),
        "temp_url_key_2": Field(attr="meta_temp_url_key_2", **KEY),
        "write_ACL": ACL,
    },
    aspects=(Metadata(), Objects()),
    only_prepare={"delete_metadata_keys": {"type": "list", "elements": "str", "no_log": False,
                                           "aliases": ["keys"]},
                  "delete_with_all_objects": {"type": "bool", "default": False}},
)
CONTAINERS = Info(CONTAINER, "containers", aliases=("container",), filters={"prefix": Field()})


def _content(options: dict) -> Content:
    return Content(options.get("filename"), options.get("data", ""))


class Bytes(Aspect):
    """Of an object, compared by its checksums."""

    at_creation = True
    fields = {"data": Field(), "filename": Field("path")}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is given, if it is that; else what tells it from others."""
        given = {name: api.given[name] for name in self.fields if name in api.given}
        if _content(given).fits(Store(api, resource.container).parts(resource)):
            return given
        return dict.fromkeys(given, f"{resource.content_length} bytes with the checksum "
                                    f"{(resource.etag or '').strip(chr(34))}")

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Replaces the object."""
        Store(api, resource.container).send(
            resource.name, _content({name: after for name, (_before, after) in changes.items()}),
            api.given.get("segment_size", SEGMENT), bool(resource.is_static_large_object))


def _create_object(api: Api, attributes: dict) -> Resource:
    new = api.kind.new(container=attributes["container"], name=attributes["name"])
    Bytes().apply(api, new, {name: (None, attributes[name]) for name in Bytes.fields
                             if name in attributes})
    return new


OBJECT = Spec(
    noun="object", service="object-store", sdk="object_store.v1.obj.Object", kind=_headed,
    find="id", scope=("container",), create=_create_object,
    needs=(("data", "filename"),),
    fields={"container": Field(names=("object_container",), **REQUIRED, **FORBID)},
    aspects=(Bytes(),),
    only_prepare={"segment_size": {"type": "int", "default": SEGMENT}},
    constraints={"mutually_exclusive": [("data", "filename")],
                 "required_if": [("state", "present", ("data", "filename"), True)]},
)
OBJECTS = Info(OBJECT, "objects", filters={
    "container": Field(ref="object_container", **REQUIRED), "prefix": Field()})
OBJECTS_ARGUMENTS = {
    **OBJECTS.arguments(), "temp_url_seconds": {"type": "int"},
    "temp_url_method": {"choices": ["GET", "HEAD", "PUT", "POST", "DELETE"], "default": "GET"}}


def objects(task: Task, options: dict) -> dict:
    """As listing(), with temporary URLs if they are asked for."""
    result = listing(task, OBJECTS, options)
    if options["temp_url_seconds"] is not None and result["objects"]:
        key = _key(task, options["container"])
        until = int(time.time()) + options["temp_url_seconds"]
        for row in result["objects"]:
            row["temp_url"] = temp_url(
                task.api(OBJECT).adapter.get_endpoint() or "", options["container"], row["name"],
                key, options["temp_url_method"], until)
    return result


def _key(task: Task, name: str) -> str:
    found = task.row("object_container", name)
    key = found and (found.meta_temp_url_key or found.meta_temp_url_key_2)
    if not key:
        raise CloudError("invalid", f"container {name!r} has no key for temporary URLs: set "
                         "temp_url_key with object_container", task.connection.target)
    return key


def temp_url(endpoint: str, container: str, name: str, key: str, method: str, until: int) -> str:
    """A URL that anyone may use until then, in seconds since 1970."""
    whole = urlsplit(endpoint)
    path = f"{whole.path.rstrip('/')}/{container}/{name}"
    signature = hmac.new(key.encode(), f"{method}\n{until}\n{path}".encode(), hashlib.sha256)
    return (f"{whole.scheme}://{whole.netloc}{quote(path)}?temp_url_sig={signature.hexdigest()}"
            f"&temp_url_expires={until}")


SPECS = (CONTAINER, OBJECT)
