# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Neutron's routers."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable.floating import INTERFACES
from ..api import Api
from ..compare import rows
from ..spec import Aspect, Field, Info, Spec
from ..task import Task
from .aspects import Tags
from .network import PORT, PROJECT, SUBNET, addresses, automatic, same_addresses

if TYPE_CHECKING:
    from openstack.resource import Resource

LONGEST = 50        # routers that a query for their ports names
FIXED_IPS = {"type": "list", "elements": "dict", "options": {
    "ip_address": {"aliases": ["ip"]},
    "subnet_id": {"required": True, "aliases": ["subnet"]}}}
GATEWAY = {"network": {}, "enable_snat": {"type": "bool"}, "external_fixed_ips": FIXED_IPS}


def _router(given: dict) -> dict:
    """The options about the gateway as one."""
    gateway = {**(given.get("external_gateway_info") or {}),
               **{name: given[name] for name in GATEWAY if name in given}}
    gateway = {name: value for name, value in gateway.items() if value not in (None, [])}
    given = {name: value for name, value in given.items()
             if name not in (*GATEWAY, "external_gateway_info")}
    if not gateway:
        return given
    if "network" not in gateway:
        raise CloudError("invalid", "external_gateway_info: network is missing")
    return {**given, "external_gateway_info": gateway if gateway["network"] else {}}


def _gateway(given: dict | None, resolve: Callable[..., str]) -> dict:
    """As Neutron has it; {} for none."""
    if not given:
        return {}
    network = given["network"]
    own = {"enable_snat": given.get("enable_snat"), "external_fixed_ips": addresses(
        [{**one, "network": network} for one in given.get("external_fixed_ips", ())], resolve)}
    return {"network_id": resolve("network", network),
            **{name: value for name, value in own.items() if value not in (None, [])}}


def _same_gateway(before: Any, after: Any) -> bool:
    """Whether it is up to date; what nobody desired may be anything."""
    if not before or not after:
        return bool(before) == bool(after)
    addresses_fit = "external_fixed_ips" not in after or _fit(
        before.get("external_fixed_ips") or [], after["external_fixed_ips"])
    return addresses_fit and all(before.get(name) == value for name, value in after.items()
                                 if name != "external_fixed_ips")


def _fit(there: list[dict], desired: list[dict]) -> bool:
    """Neutron gives one address for all that only name the same subnet."""
    fits = [[one.items() <= row.items() for row in there] for one in desired]
    return all(map(any, fits)) and all(map(any, zip(*fits, strict=True)))


class Gateway(Aspect):
    """The network outside that a router leads to."""

    at_creation = True
    fields = {"external_gateway_info": Field(
        "dict", names=("network", "subnet"), send=_gateway, compare=_same_gateway,
        option={"options": GATEWAY})}

    def read(self, api: Api, resource: Resource) -> dict:
        """As Neutron has it."""
        return {"external_gateway_info": resource.external_gateway_info or {}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request, with nothing that was not desired: that is not for everybody to set.

        But for SNAT that somebody has turned off: Neutron would turn it on.
        """
        before, after = changes["external_gateway_info"]
        before, sent = before or {}, dict(after)
        if sent and before.get("enable_snat") is False:
            sent.setdefault("enable_snat", False)
        if "external_fixed_ips" in sent:
            sent["external_fixed_ips"] = rows(before.get("external_fixed_ips"),
                                              sent["external_fixed_ips"])
        api.update(resource, {"external_gateway_info": sent})


def _interfaces(given: list, resolve: Callable[..., str]) -> list[dict]:
    """Each a subnet, and its address there, if that is desired."""
    found = []
    for one in given:
        row = one if isinstance(one, Mapping) else {"subnet": one}
        if not row.get("subnet"):
            raise CloudError("invalid", f"interfaces: {one!r} names no subnet")
        found.append({"subnet_id": row["subnet"], "network": row.get("net"),
                      "ip_address": row.get("portip")})
    return addresses(found, resolve)


class Interfaces(Aspect):
    """The subnets inside that a router is on."""

    fields = {"interfaces": Field("list", names=("subnet",), send=_interfaces,
                                  compare=same_addresses, option={"elements": "raw"})}

    def read(self, api: Api, resource: Resource) -> dict:
        """One row for each address."""
        return {"interfaces": [dict(address) for port in _ports(api, device_id=resource.id)
                               for address in port.fixed_ips]}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """What goes first: a subnet has one address for a router."""
        before, desired = changes["interfaces"][0] or [], changes["interfaces"][1]
        kept = rows(before, desired)
        for port in _ports(api, device_id=resource.id) if before else []:
            self._detach(api, resource, port, kept)
        for row in kept:
            if row not in before:
                self._attach(api, resource, row)

    def release(self, api: Api, resource: Resource) -> None:
        """Neutron deletes no router that is on a subnet."""
        for port in _ports(api, device_id=resource.id):
            api.call("removing a port from", resource.remove_interface, port_id=port.id)

    @staticmethod
    def _detach(api: Api, resource: Resource, port: Resource, kept: list[dict]) -> None:
        gone = [row for row in port.fixed_ips if row not in kept]
        if len(gone) == len(port.fixed_ips):
            api.call("removing a port from", resource.remove_interface, port_id=port.id)
            return
        for row in gone:
            if not automatic(row):
                api.call("removing a subnet from", resource.remove_interface,
                         subnet_id=row["subnet_id"])

    @staticmethod
    def _attach(api: Api, resource: Resource, row: dict) -> None:
        if "ip_address" not in row:     # that of the subnet's gateway
            api.call("adding a subnet to", resource.add_interface, subnet_id=row["subnet_id"])
            return
        ports = Api(api.connection, PORT)
        there = ports.list(fixed_ips=[f"{name}={value}" for name, value in row.items()])
        port = there[0] if there else ports.create({
            "network_id": Api(api.connection, SUBNET).get(row["subnet_id"]).network_id,
            "fixed_ips": [row],
            "device_owner": INTERFACES[0]})     # else IPv6 subnets give it addresses as well
        try:
            api.call("adding a port to", resource.add_interface, port_id=port.id)
        except CloudError:
            if not there:
                ports.delete(port)
            raise


def _ports(api: Api, **query: Any) -> list[Resource]:
    return Api(api.connection, PORT).list(device_owner=INTERFACES, **query)


def _with_interfaces(task: Task, found: list[dict]) -> list[dict]:
    """interfaces_info: the addresses inside, of all routers in one list."""
    named = {"device_id": [row["id"] for row in found]} if len(found) <= LONGEST else {}
    own: dict[str, list[dict]] = {row["id"]: [] for row in found}
    for port in _ports(task.api(PORT), **named):
        own.get(port.device_id, []).extend({"port_id": port.id, **address}
                                           for address in port.fixed_ips)
    return [{**row, "interfaces_info": own[row["id"]]} for row in found]


ROUTER = Spec(
    noun="router", service="network", sdk="network.v2.router.Router", scope=("project",),
    fields={
        "description": Field(),
        "is_admin_state_up": Field("bool", option={"aliases": ["admin_state_up"]}),
        "project": PROJECT,
    },
    aspects=(Gateway(), Interfaces(), Tags()), completes=("interfaces",),
    prepare=_router,
    only_prepare=GATEWAY,
    constraints={
        "mutually_exclusive": [("external_gateway_info", name) for name in GATEWAY],
        "required_by": {"external_fixed_ips": "network", "enable_snat": "network"},
    },
)

ROUTERS = Info(ROUTER, "routers", extend=_with_interfaces)

SPECS = (ROUTER,)
