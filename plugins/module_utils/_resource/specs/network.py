# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Neutron's networks, subnets and ports."""
from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..._cloud.connection import CHUNK
from ..._cloud.errors import CloudError
from ..._portable.network import usable
from ..api import Api
from ..compare import rows
from ..spec import FORBID, Aspect, Field, Info, Spec
from .aspects import Provider, Tags

if TYPE_CHECKING:
    from openstack.resource import Resource

PROJECT = Field(attr="project_id", ref="project", **FORBID)
QOS = Field(attr="qos_policy_id", names=("qos_policy",), send=lambda given, resolve: resolve(
    "qos_policy", given) if given else None)        # "" takes it away
STRINGS = {"elements": "str"}
MAC = re.compile("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")


def lower(given: str, _resolve: object = None) -> str:
    """As Neutron keeps words."""
    return given.lower()


DNS = Field(send=lower)


def plain(given: Any, _resolve: object = None) -> Any:
    """Addresses in the form that Neutron gives them, in lists and dicts as well; None is left out
    of dicts."""
    if isinstance(given, list):
        return [plain(one) for one in given]
    if isinstance(given, Mapping):
        return {key: plain(one) for key, one in given.items() if one is not None}
    if not isinstance(given, str):
        return given
    for read in (ipaddress.ip_address, lambda text: ipaddress.ip_network(text, strict=False)):
        try:
            return str(read(given))
        except ValueError:
            continue
    return given.lower() if MAC.fullmatch(given) else given


NETWORK = Spec(
    noun="network", service="network", sdk="network.v2.network.Network", scope=("project",),
    fields={
        "admin_state_up": Field("bool", "is_admin_state_up"),
        "description": Field(),
        "dns_domain": DNS,
        "external": Field("bool", "is_router_external"),
        # Neutron says nothing of it where the network is not external
        "is_default": Field("bool", compare=lambda before, after: bool(before) == after),
        "is_vlan_transparent": Field("bool", **FORBID),
        "mtu": Field("int", option={"aliases": ["mtu_size"]}),
        "port_security_enabled": Field("bool", "is_port_security_enabled"),
        "project": PROJECT,
        "qos_policy": QOS,
        "shared": Field("bool", "is_shared"),
    },
    aspects=(Provider(), Tags()),
)


def _subnet(given: dict) -> dict:
    given, extra = dict(given), given.get("extra_attrs") or {}
    if strange := extra.keys() - {"dns_publish_fixed_ip", "service_types"}:
        raise CloudError("invalid", f"extra_attrs: {sorted(strange)[0]} is not known; it takes "
                         "dns_publish_fixed_ip and service_types")
    given = {**extra, **given}
    if given.get("allocation_pool_start"):
        given["allocation_pools"] = [{"start": given["allocation_pool_start"],
                                      "end": given["allocation_pool_end"]}]
    if given.get("disable_gateway_ip"):
        if given.get("gateway_ip"):
            raise CloudError("invalid", "disable_gateway_ip: mutually exclusive with gateway_ip")
        given["gateway_ip"] = None
    if given.get("cidr"):
        given.setdefault("ip_version", 6 if ":" in given["cidr"] else 4)
    return given


def _on_usable(api: Api, rows: list[Resource]) -> list[Resource]:
    """A subnet does not say that its network is shared."""
    ids = sorted({row.network_id for row in rows})
    networks = [network for start in range(0, len(ids), CHUNK)
                for network in api.connection.pages(
                    "network", "/networks", "networks", "listing networks",
                    id=ids[start:start + CHUNK])]
    found = {network["id"] for network in usable(networks, api.home)}
    return [row for row in rows if row.network_id in found]


IPV6_MODE = Field(option={"choices": ["dhcpv6-stateful", "dhcpv6-stateless", "slaac"]}, **FORBID)

SUBNET = Spec(
    noun="subnet", service="network", sdk="network.v2.subnet.Subnet", scope=("project", "network"),
    fields={
        "allocation_pools": Field("list", compare="set", send=plain, option={
            "elements": "dict",
            "options": {"start": {"required": True}, "end": {"required": True}}}),
        "cidr": Field(send=plain, **FORBID),
        "description": Field(),
        "dns_nameservers": Field("list", send=plain, option=STRINGS),
        "dns_publish_fixed_ip": Field("bool"),
        "gateway_ip": Field(send=plain),
        "host_routes": Field("list", compare="set", send=plain, option={
            "elements": "dict",
            "options": {"destination": {"required": True}, "nexthop": {"required": True}}}),
        "ip_version": Field("int", initial=4, option={"choices": [4, 6]}, **FORBID),
        "ipv6_address_mode": IPV6_MODE,
        "ipv6_ra_mode": IPV6_MODE,
        "is_dhcp_enabled": Field("bool", option={"aliases": ["enable_dhcp"]}),
        "network": Field(attr="network_id", ref="network", option={"aliases": ["network_name"]},
                         **FORBID),
        "network_segment": Field(attr="segment_id", ref="network_segment"),
        "prefix_length": Field(compare="never"),
        "project": PROJECT,
        "service_types": Field("list", compare="set", option=STRINGS),
        "subnet_pool": Field(attr="subnet_pool_id", ref="subnet_pool", **FORBID),
        "use_default_subnet_pool": Field("bool", compare="never",
                                         option={"aliases": ["use_default_subnetpool"]}),
    },
    aspects=(Tags(),), completes=("network",),
    shared=_on_usable, prepare=_subnet,
    only_prepare={
        "allocation_pool_start": {},
        "allocation_pool_end": {},
        "disable_gateway_ip": {"type": "bool", "aliases": ["no_gateway_ip"]},
        "extra_attrs": {"type": "dict", "aliases": ["extra_specs"]},
    },
    constraints={
        "required_together": [("allocation_pool_start", "allocation_pool_end")],
        "required_if": [("state", "present", ("network",)),
                        ("state", "present",
                         ("cidr", "subnet_pool", "use_default_subnet_pool"), True)],
        "mutually_exclusive": [("subnet_pool", "use_default_subnet_pool"),
                               ("allocation_pool_start", "allocation_pools"),
                               ("allocation_pool_end", "allocation_pools")],
    },
)


def _port(given: dict) -> dict:
    given = dict(given)
    if given.get("no_security_groups"):
        given["security_groups"] = []
    if given.get("fixed_ips") and "network" in given:       # its subnets are meant
        given["fixed_ips"] = [{**one, "network": given["network"]} for one in given["fixed_ips"]]
    return given


def addresses(given: list[dict], resolve: Callable[..., str]) -> list[dict]:
    """Rows with an ip_address, with the subnet_id by name or id, or both; network: what the subnet
    is in, if that is known."""
    found = []
    for one in given:
        subnet, network = one.get("subnet_id"), one.get("network")
        within = {"network_id": resolve("network", network)} if subnet and network else {}
        found.append(plain({"ip_address": one.get("ip_address") or None,
                            "subnet_id": resolve("subnet", subnet, **within) if subnet else None}))
    return found


def automatic(row: dict) -> bool:
    """Whether an IPv6 subnet has made the address of the MAC address: Neutron gives and takes these
    as it likes."""
    return ipaddress.ip_address(row["ip_address"]).packed[11:13] == b"\xff\xfe"


def same_addresses(before: Any, after: Any) -> bool:
    """Whether all are there that are desired, and no others but automatic ones."""
    before = before or []
    found = rows(before, after)
    return all(row in before for row in found) and all(row in found or automatic(row)
                                                       for row in before)


class DhcpOptions(Aspect):
    """Neutron keeps those that a change does not name."""

    at_creation = True
    fields = {"extra_dhcp_opts": Field(
        "list", compare="rows", send=lambda given, _resolve: [{"ip_version": 4, **one}
                                                              for one in given],
        option={"elements": "dict", "options": {
            "ip_version": {"type": "int", "choices": [4, 6], "default": 4},
            "opt_name": {"required": True},
            "opt_value": {"required": True}}})}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        return {"extra_dhcp_opts": resource.extra_dhcp_opts or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Those without a value go."""
        before, after = changes["extra_dhcp_opts"]
        named = [(row["opt_name"], row["ip_version"]) for row in after]
        gone = [{**row, "opt_value": None} for row in before
                if (row["opt_name"], row["ip_version"]) not in named]
        api.update(resource, {"extra_dhcp_opts": after + gone})


PORT = Spec(
    noun="port", service="network", sdk="network.v2.port.Port", scope=("network",),
    fields={
        "allowed_address_pairs": Field("list", compare="rows", send=plain, option={
            "elements": "dict",
            "options": {"ip_address": {"required": True}, "mac_address": {}}}),
        "binding_profile": Field("dict"),
        "binding_vnic_type": Field(option={
            "choices": ["normal", "direct", "direct-physical", "macvtap", "baremetal",
                        "virtio-forwarder"],
            "aliases": ["vnic_type"]}),
        "description": Field(),
        "device_id": Field(),
        "device_owner": Field(),
        "dns_domain": DNS,
        "dns_name": DNS,
        "fixed_ips": Field(
            "list", names=("subnet",), compare=same_addresses, send=addresses, option={
                "elements": "dict",
                "options": {"ip_address": {}, "subnet_id": {"aliases": ["subnet"]}}}),
        "is_admin_state_up": Field("bool", option={"aliases": ["admin_state_up"]}),
        "is_port_security_enabled": Field("bool", option={"aliases": ["port_security_enabled"]}),
        "mac_address": Field(send=plain),
        "network": Field(attr="network_id", ref="network", **FORBID),
        "qos_policy": QOS,
        "security_groups": Field("list", "security_group_ids", ref="security_group", compare="set",
                                 option=STRINGS),
    },
    aspects=(DhcpOptions(),),
    prepare=_port,
    only_prepare={"no_security_groups": {"type": "bool"}},
    constraints={"required_if": [("state", "present", ("network",))],
                 "mutually_exclusive": [("no_security_groups", "security_groups")]},
)

NETWORKS = Info(NETWORK, "networks")
SUBNETS = Info(SUBNET, "subnets", aliases=("subnet",))
PORTS = Info(PORT, "ports", aliases=("port",))

SPECS = (NETWORK, SUBNET, PORT)
