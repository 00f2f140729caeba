# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Manila's resources."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..api import Api
from ..info import listing
from ..spec import FORBID, REQUIRED, Aspect, Field, Info, Spec
from ..task import Task
from .image_data import ask
from .storage import Metadata, Size, divided, texts

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource

API: dict[str, Any] = {"service": "shared-file-system", "microversion": "2.50"}
SERVERS = "driver_handles_share_servers"


def _share_type(_share: Any) -> Any:
    """openstacksdk 4.5 has no class for them."""
    from openstack.resource import Body, QueryParameters, Resource

    class ShareType(Resource):
        """Of a service."""

        resource_key, resources_key, base_path = "share_type", "share_types", "/types"
        allow_create = allow_fetch = allow_commit = allow_delete = allow_list = True
        _query_mapping = QueryParameters("is_public")
        description = Body("description")
        extra_specs = Body("extra_specs", type=dict, default={})
        is_default = Body("is_default", type=bool)
        is_public = Body("share_type_access:is_public", type=bool)
        required_extra_specs = Body("required_extra_specs", type=dict)
    return ShareType


def _servers_apart(given: dict) -> dict:
    """The one that has an option of its own."""
    specs = dict(given.get("extra_specs", {}))
    if SERVERS in specs:
        given = {**given, "extra_specs": specs, SERVERS: str(specs.pop(SERVERS)).lower() == "true"}
    return dict(given)


class ShareTypeSpecs(Aspect):
    """Of a type of shares."""

    at_creation = True
    fields = {SERVERS: Field("bool", initial=True),
              "extra_specs": Field("dict", compare="subset", send=texts)}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        specs = dict(resource.extra_specs or {})
        return {SERVERS: specs.pop(SERVERS, None) == "True", "extra_specs": specs}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One request for all that are set, and one for each that is taken away."""
        desired, gone = divided(changes.get("extra_specs", ({}, {})))
        if SERVERS in changes:
            desired[SERVERS] = str(changes[SERVERS][1])
        path = f"/types/{resource.id}/extra_specs"
        if desired:
            api.call("changing", ask, "POST", path, json={"extra_specs": desired})
        for key in gone:
            api.call("changing", ask, "DELETE", f"{path}/{quote(key, safe='')}")


def _attributes(_task: Task, desired: dict) -> dict:
    specs = {**desired.get("extra_specs", {}), SERVERS: str(desired[SERVERS])}
    return {**{name: value for name, value in desired.items() if name != SERVERS},
            "extra_specs": specs}


SHARE_TYPE = Spec(
    noun="share_type", role="admin", find="list", kind=_share_type, **API,
    sdk="shared_file_system.v2.share.Share",
    query={"is_public": "all"},         # providers see public ones alone otherwise
    prepare=_servers_apart, attributes=_attributes,
    fields={"description": Field(), "is_public": Field("bool", initial=True)},
    aspects=(ShareTypeSpecs(),),
)
SHARE_TYPES = Info(SHARE_TYPE, "share_types")


def types(task: Task, options: dict) -> dict:
    """As listing(); the one that is named as openstack.cloud returns it as well."""
    result = listing(task, SHARE_TYPES, options)
    if not options.get("name") or not result["share_types"]:
        return result
    found: dict[str, Any] = result["share_types"][0]
    required = found["required_extra_specs"] or {}
    return {**result, "share_type": {
        **found, "description": found["description"] or "", "optional_extra_specs": {
            key: value for key, value in found["extra_specs"].items() if key not in required}}}


# which Manila changes by another name than it shows it by
DESCRIPTION = Field(attr="display_description", seen=lambda there: there.description)


class ShareSize(Size):
    """Of a share."""

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Manila goes on with it afterwards."""
        api.call("extending", resource.extend_share, changes["size"][1])


def _message(adapter: Adapter, kind: str, resource: str) -> str | None:
    found = ask(adapter, "GET", "/messages", params={
        "resource_type": kind, "resource_id": resource, "sort_key": "created_at",
        "sort_dir": "desc", "limit": 1}).json()["messages"]
    return str(found[0]["user_message"]) if found else None


def _reason(kind: str) -> Callable[[Api, Resource], str | None]:
    """A Spec's, of Manila's messages about this kind: a resource itself has none."""
    return lambda api, there: api.call("reading messages about", _message, kind, there.id)


SHARE = Spec(
    noun="share", sdk="shared_file_system.v2.share.Share", **API,
    query={"base_path": "/shares/detail"}, ready=("available",),
    failed=("error", "error_deleting", "extending_error"), reason=_reason("SHARE"),
    fields={
        "availability_zone": Field(**FORBID),
        "description": DESCRIPTION,
        "is_public": Field("bool"),
        "share_network": Field(attr="share_network_id", ref="share_network", **FORBID),
        "share_protocol": Field(compare=lambda before, after: before == after.upper(), **FORBID),
        "share_type": Field(ref="share_type", **FORBID),
        "snapshot": Field(attr="snapshot_id", ref="share_snapshot", compare="never"),
    },
    aspects=(ShareSize(), Metadata()),
    needs=(("size",), ("share_protocol",)),
)
SHARES = Info(SHARE, "shares", filters={
    "all_projects": Field("bool"), "share_type": Field(attr="share_type_id", ref="share_type"),
    "status": Field()})

SHARE_SNAPSHOT = Spec(
    noun="share_snapshot", sdk="shared_file_system.v2.share_snapshot.ShareSnapshot", **API,
    find="list", query={"base_path": "/snapshots/detail"}, ready=("available",),
    failed=("error", "error_deleting"), reason=_reason("SHARE_SNAPSHOT"),
    fields={"description": DESCRIPTION,
            "share": Field(attr="share_id", ref="share", **FORBID)},
    needs=(("share",),),
)
SHARE_SNAPSHOTS = Info(SHARE_SNAPSHOT, "share_snapshots", filters={
    "share": Field(attr="share_id", ref="share")})


def _find_access(task: Task, api: Api, given: dict) -> Resource | None:
    """Manila takes one of each type and target, and its list says nothing of their share."""
    share = task.resolve("share", given["share"])
    found = next((row for row in api.list(share_id=share) if (row.access_type, row.access_to) == (
        given["access_type"], given["access_to"])), None)
    if found is not None:
        found.share_id = share
    return found


def _allow(api: Api, attributes: dict) -> Resource:
    """openstacksdk's address is that of the list."""
    share, attributes = attributes["share_id"], {
        name: value for name, value in attributes.items() if name != "share_id"}
    return api.call("creating", api.kind.new(**attributes).create, creates=True,
                    base_path=f"/shares/{share}/action")


SHARE_ACCESS = Spec(
    noun="share_access", sdk="shared_file_system.v2.share_access_rule.ShareAccessRule", **API,
    key="access_to", lookup=_find_access, create=_allow, hidden=("access_key",),
    status="state", ready=("active",),
    fields={
        "access_level": Field(update="recreate", option={"choices": ["ro", "rw"]}),
        "access_to": Field(**REQUIRED),
        "access_type": Field(option={"required": True, "choices": ["cephx", "cert", "ip", "user"]}),
        "share": Field(attr="share_id", ref="share", compare="never", **REQUIRED),
    },
)
SHARE_ACCESSES = Info(SHARE_ACCESS, "share_accesses", named=False, filters={
    "share": Field(attr="share_id", ref="share", **REQUIRED)})
WITH_KEYS = replace(SHARE_ACCESSES, spec=replace(SHARE_ACCESS, hidden=()))

SHARE_NETWORK = Spec(
    noun="share_network", sdk="shared_file_system.v2.share_network.ShareNetwork", **API,
    find="list", query={"base_path": "/share-networks/detail"},
    fields={
        "description": Field(),
        "network": Field(attr="neutron_net_id", ref="network"),
        "subnet": Field(attr="neutron_subnet_id", ref="subnet", within={"network_id": "network"}),
    },
    needs=(("network",), ("subnet",)),
)
SHARE_NETWORKS = Info(SHARE_NETWORK, "share_networks", filters={"all_projects": Field("bool")})

SPECS = (SHARE_TYPE, SHARE, SHARE_SNAPSHOT, SHARE_ACCESS, SHARE_NETWORK)
