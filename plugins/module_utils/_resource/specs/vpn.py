# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Neutron's VPNs: IPsec between the networks behind a router and those of another site."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import wait
from ..api import Api
from ..spec import FORBID, Field, Info, Spec
from .network import PROJECT, STRINGS, lower, plain
from .pool import UP

if TYPE_CHECKING:
    from openstack.resource import Resource

VPN: dict[str, Any] = {"service": "network", "extension": "vpnaas", "scope": ("project",)}
SETTLED = ("active", "down")        # which of them is the other site's doing as well


POLICY = {
    "auth_algorithm": Field(send=lower),
    "description": Field(),
    "encryption_algorithm": Field(send=lower),
    "lifetime": Field("dict", compare="subset", option={"options": {
        "units": {}, "value": {"type": "int"}}}),
    "pfs": Field(send=lower),
    "project": PROJECT,
}

IKE_POLICY = Spec(
    noun="vpn_ike_policy", sdk="network.v2.vpn_ike_policy.VpnIkePolicy", **VPN,
    fields={
        **POLICY,
        "ike_version": Field(option={"choices": ["v1", "v2"]}),
        "phase1_negotiation_mode": Field(option={"choices": ["aggressive", "main"]}),
    },
)

IPSEC_POLICY = Spec(
    noun="vpn_ipsec_policy", sdk="network.v2.vpn_ipsec_policy.VpnIpsecPolicy", **VPN,
    fields={
        **POLICY,
        "encapsulation_mode": Field(option={"choices": ["transport", "tunnel"]}),
        "transform_protocol": Field(option={"choices": ["ah", "ah-esp", "esp"]}),
    },
)

VPN_SERVICE = Spec(
    noun="vpn_service", sdk="network.v2.vpn_service.VpnService", **VPN,
    fields={
        "description": Field(),
        "is_admin_state_up": UP,
        "project": PROJECT,
        "router": Field(attr="router_id", ref="router", **FORBID),
        "subnet": Field(attr="subnet_id", ref="subnet", **FORBID),
    },
    needs=(("router",),),
)


def _group(given: dict) -> dict:
    """The endpoints with their type, which says what they are the names of."""
    if "endpoints" not in given:
        return given
    return {**given, "endpoints": {given.get("type", "cidr"): given["endpoints"]}}


def _endpoints(given: dict[str, list[str]], resolve: Callable[..., str]) -> list[str]:
    return [plain(one) if noun == "cidr" else resolve(noun, one)
            for noun, endpoints in given.items() for one in endpoints]


ENDPOINT_GROUP = Spec(
    noun="vpn_endpoint_group", sdk="network.v2.vpn_endpoint_group.VpnEndpointGroup",
    prepare=_group, **{**VPN, "extension": "vpn-endpoint-groups"},
    fields={
        "description": Field(),
        "endpoints": Field("list", names=("subnet",), send=_endpoints, compare="set",
                           option=STRINGS, **FORBID),
        "project": PROJECT,
        "type": Field(option={"choices": ["cidr", "subnet"]}, **FORBID),
    },
    constraints={"required_by": {"endpoints": ["type"]}}, needs=(("type",), ("endpoints",)),
)


def _same_key(before: str | None, after: str) -> bool:
    """Whether it is the key; some clouds hide it."""
    return before == after or set(before or "") <= {"*"}


def _settle(api: Api, connection: Resource, _changed: bool) -> None:
    """No agent says anything of a connection that is not to be up."""
    if api.timeout and connection.is_admin_state_up:
        wait.until_ready(api, connection, api.timeout, SETTLED)


CONNECTION = Spec(
    noun="vpn_ipsec_site_connection", settle=_settle, hidden=("psk",), **VPN,
    sdk="network.v2.vpn_ipsec_site_connection.VpnIPSecSiteConnection",
    fields={
        "description": Field(),
        "dpd": Field("dict", compare="subset", option={"options": {
            "action": {"choices": ["clear", "disabled", "hold", "restart", "restart-by-peer"]},
            "interval": {"type": "int"}, "timeout": {"type": "int"}}}),
        "ike_policy": Field(attr="ikepolicy_id", ref="vpn_ike_policy", **FORBID),
        "initiator": Field(option={"choices": ["bi-directional", "response-only"]}),
        "ipsec_policy": Field(attr="ipsecpolicy_id", ref="vpn_ipsec_policy", **FORBID),
        "is_admin_state_up": UP,
        "local_endpoint_group": Field(attr="local_ep_group_id", ref="vpn_endpoint_group"),
        "local_id": Field(),
        "mtu": Field("int"),
        "peer_address": Field(send=plain),
        "peer_cidrs": Field("list", compare="set", send=plain, option=STRINGS),
        "peer_endpoint_group": Field(attr="peer_ep_group_id", ref="vpn_endpoint_group"),
        "peer_id": Field(send=plain),
        "project": PROJECT,
        "psk": Field(compare=_same_key, option={"no_log": True}),
        "vpn_service": Field(attr="vpnservice_id", ref="vpn_service", **FORBID),
    },
    needs=tuple((name,) for name in (
        "ike_policy", "ipsec_policy", "peer_address", "peer_id", "psk", "vpn_service")),
)

IKE_POLICIES = Info(IKE_POLICY, "vpn_ike_policies")
IPSEC_POLICIES = Info(IPSEC_POLICY, "vpn_ipsec_policies")
VPN_SERVICES = Info(VPN_SERVICE, "vpn_services", filters={
    "router": Field(attr="router_id", ref="router")})
ENDPOINT_GROUPS = Info(ENDPOINT_GROUP, "vpn_endpoint_groups")
CONNECTIONS = Info(CONNECTION, "vpn_ipsec_site_connections", filters={
    "vpn_service": Field(attr="vpnservice_id", ref="vpn_service")})

SPECS = (IKE_POLICY, IPSEC_POLICY, VPN_SERVICE, ENDPOINT_GROUP, CONNECTION)
