# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The hosts that servers are on: aggregates, services, and the traits of what they provide."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..engine import ensure
from ..spec import FORBID, REQUIRED, Aspect, Field, Info, Spec
from ..task import Task
from .network import STRINGS
from .storage import Metadata

if TYPE_CHECKING:
    from openstack.resource import Resource

ZONE = "availability_zone"      # which Nova keeps in an aggregate's metadata


class Hosts(Aspect):
    """Of an aggregate."""

    early = True
    fields = {"hosts": Field("list", compare="set", option=STRINGS)}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        return {"hosts": resource.hosts or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """A request for each."""
        before, after = (set(hosts or ()) for hosts in changes["hosts"])
        for host in sorted(after - before):
            api.call("adding a host to", resource.add_host, host)
        for host in sorted(before - after):
            api.call("removing a host from", resource.remove_host, host)

    def release(self, api: Api, resource: Resource) -> None:
        """Nova deletes an aggregate that has none."""
        self.apply(api, resource, {"hosts": (resource.hosts, [])})


class AggregateMetadata(Metadata):
    """Of an aggregate, set key by key."""

    at_creation = False
    early = True

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request, which takes away keys without a value."""
        before, after = changes["metadata"]
        api.call("changing", resource.set_metadata, {
            key: value for key, value in after.items() if value != (before or {}).get(key)})


def _numbered(kind: Any) -> Any:
    """Nova's ids of aggregates are numbers, and all others are text."""
    class Numbered(kind):
        """An aggregate."""

        def __getattribute__(self, name: str) -> Any:
            found = super().__getattribute__(name)
            return str(found) if name == "id" and found is not None else found
    return Numbered


def _aggregate(given: dict) -> dict:
    """The zone is an option of its own."""
    if "metadata" in given:
        given = {**given, "metadata": {key: value for key, value in given["metadata"].items()
                                       if key != ZONE}}
    return dict(given)


def _find_aggregate(_task: Task, api: Api, given: dict) -> Resource | None:
    """With the hosts that stay put into options."""
    there = api.find(given["name"])
    if there is not None and given.get("purge_hosts") is False and "hosts" in given:
        given["hosts"] = sorted({*(there.hosts or ()), *given["hosts"]})
    return there


HOST_AGGREGATE = Spec(
    noun="host_aggregate", service="compute", role="admin", sdk="compute.v2.aggregate.Aggregate",
    kind=_numbered, find="list", lookup=_find_aggregate, prepare=_aggregate, returns=("aggregate",),
    fields={"availability_zone": Field()},
    aspects=(AggregateMetadata(), Hosts()),
    only_prepare={"purge_hosts": {"type": "bool", "default": True}},
)


class Status(Aspect):
    """Whether a service is in use, and why not: Nova takes the two together."""

    fields = {
        "disabled_reason": Field(),
        "status": Field(option={"choices": ["disabled", "enabled"], "default": "enabled"}),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """Both."""
        return {"disabled_reason": resource.disabled_reason, "status": resource.status}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request; openstacksdk sends what has changed alone."""
        changed = api.kind.new(id=resource.id, **{
            name: api.given[name] for name in self.fields if name in api.given})
        api.call("changing", changed.commit)
        for name in self.fields:
            setattr(resource, name, getattr(changed, name))


def _find_service(task: Task, api: Api, given: dict) -> Resource:
    found = api.list(host=given["host"], binary=given["binary"])
    if not found:
        raise CloudError("not_found", f"there is no {given['binary']} on the host "
                         f"{given['host']!r} here", task.connection.target)
    return found[0]


def _with_reason(given: dict) -> dict:
    if "disabled_reason" in given and given["status"] == "enabled":
        raise CloudError("invalid", "disabled_reason: only with status disabled")
    return given


# not one of SPECS: services come and go with the hosts alone
COMPUTE_SERVICE = Spec(
    noun="compute_service", service="compute", role="admin", sdk="compute.v2.service.Service",
    microversion="2.53", find="list", key="host", lookup=_find_service, prepare=_with_reason,
    fields={"binary": Field(**REQUIRED, **FORBID), "host": Field(**REQUIRED, **FORBID)},
    aspects=(Status(),),
)


def compute_service(task: Task, options: dict) -> dict:
    """What the module does."""
    result = ensure(task, COMPUTE_SERVICE, options)
    return {**result, "compute_services": [result["compute_service"]]}


TRAIT = Spec(
    noun="trait", service="placement", role="admin", sdk="placement.v1.trait.Trait", key="id",
    find="id", microversion="1.6", fields={"id": Field(compare="never", **REQUIRED)},
    show=lambda shown, _target: {**shown, "name": shown["id"]},
)

HOST_AGGREGATES = Info(HOST_AGGREGATE, "aggregates")
COMPUTE_SERVICES = Info(COMPUTE_SERVICE, "compute_services", named=False, filters={
    "binary": Field(), "host": Field()})
TRAITS = Info(TRAIT, "traits", aliases=("id",), filters={"associated": Field("bool")})

SPECS = (HOST_AGGREGATE, TRAIT)
