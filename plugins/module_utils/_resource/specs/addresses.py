# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Floating IPs and what is done with ports."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..._cloud.connection import own_project
from ..._cloud.errors import CloudError
from ..._portable import floating
from .. import floating_ip as places
from ..api import Api
from ..engine import ensure
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task
from .network import lower

if TYPE_CHECKING:
    from openstack.resource import Resource


class Place(Aspect):
    """The port that a floating IP is on, and which of its addresses: Neutron takes the two in one
    request alone."""

    at_creation = True
    fields = {
        # "" takes it off its port
        "port": Field(attr="port_id", names=("port",), send=lambda port, _resolve: port or None),
        "fixed_address": Field(attr="fixed_ip_address", option={"aliases": ["fixed_ip_address"]}),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """Of the floating IP itself."""
        return {"port": resource.port_id, "fixed_address": resource.fixed_ip_address}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        places.move(api, resource, **{self.fields[name].attr: after
                                      for name, (_before, after) in changes.items()})


FLOATING_IP = Spec(
    noun="floating_ip", service="network", sdk="network.v2.floating_ip.FloatingIP",
    key="floating_ip_address", lookup=places.find, prepare=dict,
    fields={
        "description": Field(),
        **{name: Field(send=lower, **FORBID) for name in places.DNS},
        "floating_ip_address": Field(**FORBID),
        "network": Field(attr="floating_network_id", names=("network",), **FORBID),
    },
    aspects=(Place(),),
    only_prepare={
        "server": {},
        "nat_destination": {"aliases": ["fixed_network", "internal_network"]},
        "reuse": {"type": "bool", "default": False},
        "purge": {"type": "bool", "default": False},
    },
    constraints={
        "mutually_exclusive": [("server", "port")],
        "required_if": [("state", "present", ("server", "port", "network"), True),
                        ("state", "absent", ("floating_ip_address", "server", "port"), True)],
    },
)


def floating_ip(task: Task, options: dict) -> dict:
    """What the module does: a floating IP is only taken off its port, unless `purge` is set."""
    if options["state"] == "present" or options["purge"]:
        return ensure(task, FLOATING_IP, options)
    given = {name: value for name, value in options.items() if value is not None}
    there = places.find(task, Api(task.connection, FLOATING_IP), given)
    if there is None or not there.port_id:
        return {"changed": False, "diff": {"before": {}, "after": {}}}
    return ensure(task, replace(FLOATING_IP, lookup=lambda *_options: there), {"port": ""})


FLOATING_IPS = Info(
    FLOATING_IP, "floating_ips",
    filters={
        "description": Field(),
        "fixed_ip_address": Field(),
        "floating_ip_address": Field(),
        "floating_network": Field(attr="floating_network_id", ref="network"),
        "port": Field(attr="port_id", ref="port"),
        "project": Field(attr="project_id", ref="project", option={"aliases": ["project_id"]}),
        "router": Field(attr="router_id", ref="router"),
        "status": Field(send=lambda status, _resolve: status.upper(),
                        option={"choices": ["active", "down"]}),
    },
)


def _forwarding(task: Task, api: Api, options: dict) -> Resource | None:
    """By its id, or by what Neutron allows once: a port outside, and a protocol."""
    parent = task.row("floating_ip", options["floating_ip"])
    if parent is None:          # yet to be made
        return None
    number = options.get("port_forwarding_id")
    if number:
        there = api.again(api.kind.new(id=number, floatingip_id=parent.id))
        if there is None:
            raise CloudError("not_found", f"the floating IP {parent.name} has no port forwarding "
                             f"{number}", task.connection.target, noun=api.spec.noun)
    else:
        found = api.list(floatingip_id=parent.id, protocol=options["protocol"].lower(),
                         external_port=options["external_protocol_port"])
        there = next(iter(found), None)
    if "network_port" in options and options.get("state") != "absent":
        _address_of(task, options, there)
    return there


def _address_of(task: Task, options: dict, there: Resource | None) -> None:
    """Puts in the first IPv4 address of another port than before, which Neutron has to be told."""
    port = task.row("port", options["network_port"])
    if port is not None and (there is None or there.internal_port_id != port.id):
        for fixed in port.fixed_ips or ():
            if "." in fixed["ip_address"]:
                options.setdefault("internal_ip", fixed["ip_address"])


PORT_FORWARDING = Spec(
    noun="port_forwarding", service="network", sdk="network.v2.port_forwarding.PortForwarding",
    key="external_protocol_port", lookup=_forwarding, prepare=dict,
    fields={
        "external_protocol_port": Field("int", "external_port",
                                        option={"aliases": ["external_port"]}),
        "floating_ip": Field(attr="floatingip_id", ref="floating_ip", option={
            "required": True, "aliases": ["floating_ip_address"]}, **FORBID),
        "internal_ip": Field(attr="internal_ip_address",
                             option={"aliases": ["internal_ip_address"]}),
        "internal_protocol_port": Field("int", "internal_port",
                                        option={"aliases": ["internal_port"]}),
        "network_port": Field(attr="internal_port_id", ref="port"),
        "protocol": Field(send=lambda protocol, _resolve: protocol.lower()),
    },
    only_prepare={"port_forwarding_id": {}},
    needs=(("network_port",), ("internal_protocol_port",)),
    constraints={"required_if": [("port_forwarding_id", None,
                                  ("external_protocol_port", "protocol"))]},
)

# the options of port_forwarding_info
FORWARDINGS = {
    "floating_ip": {},
    "port_forwarding_id": {},
    "external_port": {"type": "int"},
    "internal_port_id": {},
    "protocol": {},
}


def forwardings(task: Task, options: dict) -> dict:
    """What port_forwarding_info does."""
    api, found = task.api(PORT_FORWARDING), []
    query = {name: options[name] for name in ("external_port", "internal_port_id", "protocol")}
    for parent in _with_forwardings(task, options["floating_ip"]):
        if options["port_forwarding_id"]:
            one = api.again(api.kind.new(id=options["port_forwarding_id"], floatingip_id=parent))
            found += [one] if one is not None else []
        else:
            found += api.list(floatingip_id=parent, **query)
    return {"changed": False,
            "port_forwardings": [row.to_dict(computed=False) for row in found]}


def _with_forwardings(task: Task, desired: str | None) -> list[str]:
    """The ids of the floating IPs to ask; those on a port, or that say so, have none."""
    if desired:
        return [task.resolve("floating_ip", desired)]
    return [row["id"] for row in floating.listed(task.connection,
                                                 project_id=own_project(task.connection))
            if not row["port_id"] and row.get("port_forwardings", True)]


def _sub_ports(rows: list[dict], resolve: Callable[..., str]) -> list[dict]:
    """As Neutron has them."""
    return [{**{key: value for key, value in row.items() if key != "port"},
             "port_id": resolve("port", row["port"])} for row in rows]


def _difference(before: Any, after: Any) -> tuple[list[dict], list[dict]]:
    """The sub ports to add, and those to take away; one that gets another segment is both."""
    there = {row["port_id"]: row for row in before or []}
    added = [row for row in after if not _fits(there.get(row["port_id"]), row)]
    kept = {row["port_id"] for row in after if row not in added}
    return added, [{"port_id": port} for port in there if port not in kept]


def _fits(there: dict | None, desired: dict) -> bool:
    """What is inherited is Neutron's choice."""
    return there is not None and (desired.get("segmentation_type") == "inherit"
                                  or desired.items() <= there.items())


class SubPorts(Aspect):
    """The ports on a trunk, each with its segment."""

    at_creation = True
    fields = {"sub_ports": Field(
        "list", names=("port",), send=_sub_ports,
        compare=lambda before, after: _difference(before, after) == ([], []),
        option={"elements": "dict", "options": {
            "port": {"required": True},
            "segmentation_type": {"default": "vlan"},
            "segmentation_id": {"type": "int"},
        }})}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        return {"sub_ports": resource.sub_ports}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Two requests at most; segments are free again before they are given to others."""
        added, taken = _difference(*changes["sub_ports"])
        if taken:
            api.call("removing sub ports from", resource.delete_subports, taken)
        if added:
            api.call("adding sub ports to", resource.add_subports, added)


TRUNK = Spec(
    noun="trunk", service="network", sdk="network.v2.trunk.Trunk",
    fields={"description": Field(), "port": Field(attr="port_id", ref="port", **FORBID)},
    aspects=(SubPorts(),),
    constraints={"required_if": [("state", "present", ("port",))]},
)

TRUNKS = Info(TRUNK, "trunks")

SPECS = (FLOATING_IP, PORT_FORWARDING, TRUNK)
