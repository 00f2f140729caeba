# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable import floating
from ..._portable.expiry import Expiry, expiry
from ..._portable.mark import EXPIRES, PREFIX
from .. import wait
from ..api import Api
from ..server import calls
from ..server.built_from import BuiltFrom
from ..server.floating_ips import Addresses
from ..server.floating_ips import shown as floating_ips
from ..server.model import FLOATING, shown
from ..server.options import prepared
from ..server.request import attributes, create
from ..server.settle import settle
from ..server.volumes import Volumes
from ..spec import FORBID, Aspect, Field, Spec
from ..task import Task
from .aspects import Tags
from .storage import Metadata

if TYPE_CHECKING:
    from openstack.resource import Resource

# in these a server is, or may be left, as it is
READY = ("active", "shutoff", "paused", "suspended", "shelved", "shelved_offloaded", "rescue",
         "verify_resize")


class ServerMetadata(Metadata):
    """In two forms; marks of ours are keys like others that nobody speaks of."""

    fields = {"metadata": replace(Metadata.fields["metadata"], type="raw",
                                  option={"aliases": ["meta"]})}

    def read(self, api: Api, resource: Resource) -> dict:
        """Without the marks."""
        desired = api.given["metadata"]
        return {"metadata": {key: value for key, value in (resource.metadata or {}).items()
                             if key in desired or not key.startswith(PREFIX)}}


def _expiry(text: str | None) -> Expiry | None:
    return expiry("expires", text, datetime.now(UTC))


def _fits(before: str | None, after: str) -> bool:
    desired = _expiry(after)
    return desired is not None and desired.fits(before)


class Expires(Aspect):
    """A mark in its metadata."""

    at_creation = True
    fields = {"expires": Field(compare=_fits)}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is marked."""
        return {"expires": (resource.metadata or {}).get(EXPIRES)}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """With a key of its own."""
        _before, after = changes["expires"]
        calls.set_metadata(api.connection, resource, {EXPIRES: str(_expiry(after))})


class ServerTags(Tags):
    """Nova's; marks of ours stay."""

    at_creation = True

    def read(self, api: Api, resource: Resource) -> dict:
        """All others."""
        return {"tags": [tag for tag in resource.tags or () if not tag.startswith(PREFIX)]}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        marks = [tag for tag in resource.tags or () if tag.startswith(PREFIX)]
        api.call("tagging", resource.set_tags, [*changes["tags"][1], *marks])


def _is_open(api: Api, server: Resource) -> bool:
    """Whether no port of it has port security: Nova gives the group `default` to none then."""
    ports = floating.ports_of(api.connection, server.id)
    return bool(ports) and not any(port.get("port_security_enabled", True) for port in ports)


class SecurityGroups(Aspect):
    """Those of all its ports, which Nova tells by their names."""

    at_creation = True
    # no attribute of openstacksdk's server, which has them as dicts
    fields = {"security_groups": Field("list", "group_names", names=("security_group",),
                                       compare="set", option={"elements": "str"})}

    def read(self, api: Api, resource: Resource) -> dict:
        """As they are given, if it has just these."""
        desired = api.given["security_groups"]
        there = {group["name"] for group in resource.security_groups or ()}
        others = set(desired) - there
        names = set(desired) & there | calls.group_names(api.connection, others)
        # it has none until it has ports
        same = names == there or resource.status == "BUILD" or (
            (names, there) == ({"default"}, set()) and _is_open(api, resource))
        return {"security_groups": desired if same else sorted(there)}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Those that are desired first, so that it is never without."""
        before, after = changes["security_groups"]
        calls.set_security_groups(api.connection, resource, set(before), after)


def _is_in_zone(before: Any, after: Any) -> bool:
    """Before it is built, it is in none; of the zone that is asked for, a host may be a part."""
    return not before or after.partition(":")[0] == before


def _prepared(options: dict) -> dict:
    """Also, for its error, what is given for expires."""
    _expiry(options.get("expires"))
    return prepared(options)


def _attributes(task: Task, options: dict) -> dict:
    """With the mark."""
    found = attributes(task, options)
    if expires := _expiry(options.get("expires")):
        found["metadata"] = {**found["metadata"], EXPIRES: str(expires)}
    return found


def _beside(there: Resource, options: dict) -> None:
    """Puts into options what is there beside them: it stays, or goes with `purge`."""
    if not options.get("purge"):
        if "tags" in options:
            others = {tag for tag in there.tags or () if not tag.startswith(PREFIX)}
            options["tags"] = sorted(others.union(options["tags"]))
    elif "metadata" in options:
        gone = (key for key in there.metadata or () if not key.startswith(PREFIX))
        options["metadata"] = {**dict.fromkeys(gone), **options["metadata"]}


def _lookup(task: Task, api: Api, options: dict) -> Resource | None:
    """The server, as soon as it has become what it will be; not one that is being deleted."""
    found = api.search(options["name"])
    staying = [row for row in found if row.task_state != "deleting"]
    there = api.only(options["name"], staying)
    if found and not staying and task.wait:
        for row in found:
            wait.until_gone(api, row, task.timeout)
    if options.get("state") == "absent":
        return there
    calls.require(api.connection, options)
    if there is None:
        return None
    if there.status == "ERROR":
        error = wait.broken(api, there)
        error.message = (f"{error.message.rstrip('. ')}; to replace it, delete it first (state "
                         "absent)")
        raise error
    there = _at_rest(api, there, task.timeout) if task.wait else there
    if there:
        if (there.metadata or {}).get(FLOATING) and not floating_ips(there) and (
                Addresses.fields.keys().isdisjoint(options)):
            options["auto_ip"] = True       # it was made to have one
        _beside(there, options)
    return there


def _at_rest(api: Api, there: Resource, timeout: float) -> Resource | None:
    """The server, as soon as nothing is under way on it; None if it is deleted meanwhile."""
    try:
        return wait.until_ready(api, there, timeout)
    except CloudError as error:
        if error.kind != "not_found":
            raise
        return None


SERVER = Spec(
    noun="server", service="compute", sdk="compute.v2.server.Server", find="pattern",
    query={"base_path": "/servers/detail"}, lookup=_lookup, ready=READY,
    needs=(("image", "boot_volume"), ("flavor", "flavor_ram")),
    prepare=_prepared, attributes=_attributes, create=create, settle=settle, show=shown,
    fields={
        "availability_zone": Field(compare=_is_in_zone, **FORBID),
        # with false, none is asked for; some clouds have one for every server
        "config_drive": Field("bool", compare=lambda before, after: not after or bool(before),
                              **FORBID),
        "description": Field(),
        "key_name": Field(names=("keypair",), option={"no_log": False}, **FORBID),
        "scheduler_hints": Field("dict", compare="never"),
    },
    aspects=(BuiltFrom(), ServerMetadata(), Expires(), ServerTags(), SecurityGroups(), Volumes(),
             Addresses()),
    only_prepare={
        "delete_ips": {"type": "bool", "default": False, "aliases": ["delete_fip"]},
        "image_exclude": {"default": "(deprecated)"},
        "purge": {"type": "bool", "default": False},
        "reuse_ips": {"type": "bool", "default": False},
        "wait_port": {"type": "int"},
    },
    constraints={"mutually_exclusive": [
        ("flavor", "flavor_ram"), ("image", "boot_volume"), ("boot_from_volume", "boot_volume"),
        ("nics", "network"), ("floating_ips", "floating_ip_pools")]},
)

SPECS = (SERVER,)
