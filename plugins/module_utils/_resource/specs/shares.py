# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Manila's resources."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..api import Api
from ..info import listing
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task
from .storage import Metadata, Size, divided, texts

if TYPE_CHECKING:
    from openstack.resource import Resource

API: dict[str, Any] = {"service": "shared-file-system", "microversion": "2.50"}
SERVERS = "driver_handles_share_servers"


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
        if desired:
            api.call("changing", resource.set_extra_specs, **desired)
        for key in gone:
            api.call("changing", resource.delete_extra_specs_property, key)


def _attributes(_task: Task, desired: dict) -> dict:
    specs = {**desired.get("extra_specs", {}), SERVERS: str(desired[SERVERS])}
    return {**{name: value for name, value in desired.items() if name != SERVERS},
            "extra_specs": specs}


SHARE_TYPE = Spec(
    noun="share_type", role="admin", find="list", **API,
    sdk="shared_file_system.v2.share_type.ShareType",
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


class Description(Aspect):
    """Which Manila changes by another name than it shows it by."""

    at_creation = True
    fields = {"description": Field()}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        return {"description": resource.description}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        api.update(resource, {"display_description": changes["description"][1]})


class ShareSize(Size):
    """Of a share."""

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Manila goes on with it afterwards."""
        api.call("extending", resource.extend_share, changes["size"][1])


SHARE = Spec(
    noun="share", sdk="shared_file_system.v2.share.Share", **API,
    query={"base_path": "/shares/detail"}, ready=("available",),
    failed=("error", "error_deleting", "extending_error"),
    fields={
        "availability_zone": Field(**FORBID),
        "is_public": Field("bool"),
        "share_protocol": Field(compare=lambda before, after: before == after.upper(), **FORBID),
        "share_type": Field(ref="share_type", **FORBID),
        "snapshot": Field(attr="snapshot_id", ref="share_snapshot", compare="never"),
    },
    aspects=(Description(), ShareSize(), Metadata()),
    needs=(("size",), ("share_protocol",)),
)
SHARES = Info(SHARE, "shares", filters={
    "all_projects": Field("bool"), "share_type": Field(attr="share_type_id", ref="share_type"),
    "status": Field()})

SHARE_SNAPSHOT = Spec(
    noun="share_snapshot", sdk="shared_file_system.v2.share_snapshot.ShareSnapshot", **API,
    find="list", query={"base_path": "/snapshots/detail"}, ready=("available",),
    failed=("error", "error_deleting"),
    fields={"share": Field(attr="share_id", ref="share", **FORBID)},
    aspects=(Description(),),
    needs=(("share",),),
)
SHARE_SNAPSHOTS = Info(SHARE_SNAPSHOT, "share_snapshots", filters={
    "share": Field(attr="share_id", ref="share")})

SPECS = (SHARE_TYPE, SHARE, SHARE_SNAPSHOT)
