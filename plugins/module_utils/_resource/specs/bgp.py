# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Neutron tells other routers by BGP, and the VPNs that it joins networks to with it."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._cloud.connection import Connection
from ..api import Api
from ..related import Ends, Relation
from ..spec import FORBID, REQUIRED, Field, Info, Spec
from ..task import Task
from .image_data import ask
from .network import PROJECT, STRINGS, plain

if TYPE_CHECKING:
    from openstack.resource import Resource

BGP: dict[str, Any] = {"service": "network", "extension": "bgp", "role": "admin",
                       "scope": ("project",)}

BGP_SPEAKER = Spec(
    noun="bgp_speaker", sdk="network.v2.bgp_speaker.BgpSpeaker", **BGP,
    fields={
        "advertise_floating_ip_host_routes": Field("bool"),
        "advertise_tenant_networks": Field("bool"),
        "ip_version": Field("int", initial=4, option={"choices": [4, 6]}, **FORBID),
        "local_as": Field("int", **FORBID),
        "project": PROJECT,
    },
    needs=(("local_as",),),
)

BGP_PEER = Spec(
    noun="bgp_peer", sdk="network.v2.bgp_peer.BgpPeer", hidden=("password",), **BGP,
    fields={
        "auth_type": Field(initial="none", option={"choices": ["md5", "none"]}, **FORBID),
        "password": Field(compare="never", option={"no_log": True}),
        "peer_ip": Field(send=plain, **FORBID),
        "project": PROJECT,
        "remote_as": Field("int", **FORBID),
    },
    needs=(("peer_ip",), ("remote_as",)),
)


def _of_speaker(end: str, shown: str, named: str) -> Relation:
    """end: the option.  shown: where a speaker has all of them.  named: as its actions say."""
    noun = f"bgp_speaker_{end}"

    def exists(connection: Connection, ends: Ends) -> bool:
        found = connection.get("network", f"/bgp-speakers/{ends['speaker']}",
                               "reading bgp speaker")
        return ends[end] in found["bgp_speaker"][shown]

    def change(connection: Connection, ends: Ends, desired: bool) -> None:
        path = f"/bgp-speakers/{ends['speaker']}/{'add' if desired else 'remove'}_{named}"
        body = {f"{named.removeprefix('gateway_')}_id": ends[end]}
        # some of the answers are null
        connection.guarded(f"changing {noun}", lambda: ask(
            connection.adapter("network"), "PUT", path, json=body), "network")

    return Relation(noun, exists=exists, change=change, fields={
        "speaker": Field(ref="bgp_speaker", **REQUIRED),
        end: Field(ref="bgp_peer" if end == "peer" else end, **REQUIRED)})


BGP_SPEAKER_PEER = _of_speaker("peer", "peers", "bgp_peer")
BGP_SPEAKER_NETWORK = _of_speaker("network", "networks", "gateway_network")

TARGETS = Field("list", compare="set", option=STRINGS)

# Neutron refuses all filters
BGPVPN = Spec(
    noun="bgpvpn", sdk="network.v2.bgpvpn.BgpVpn", service="network", extension="bgpvpn",
    role="admin", find="list",
    fields={
        "export_targets": TARGETS,
        "import_targets": TARGETS,
        "project": PROJECT,
        "route_distinguishers": TARGETS,
        "route_targets": TARGETS,
        "type": Field(option={"choices": ["l2", "l3"]}, **FORBID),
    },
)


def _association(end: str, sdk: str) -> Spec:
    """Of a BGP VPN with what it leads to: a network or a router."""
    def find(task: Task, api: Api, given: dict) -> Resource | None:
        attribute = f"{end}_id"
        there, vpn = task.resolve(end, given[end]), task.resolve("bgpvpn", given["bgpvpn"])
        return next((row for row in api.list(bgpvpn_id=vpn)
                     if getattr(row, attribute) == there), None)

    return Spec(
        noun=f"bgpvpn_{end}_association", sdk=f"network.v2.{sdk}", service="network", key=end,
        extension="bgpvpn", lookup=find,
        fields={"bgpvpn": Field(attr="bgpvpn_id", ref="bgpvpn", compare="never", **REQUIRED),
                end: Field(attr=f"{end}_id", ref=end, compare="never", **REQUIRED)})


NETWORK_ASSOCIATION = _association(
    "network", "bgpvpn_network_association.BgpVpnNetworkAssociation")
ROUTER_ASSOCIATION = _association(
    "router", "bgpvpn_router_association.BgpVpnRouterAssociation")

BGP_SPEAKERS = Info(BGP_SPEAKER, "bgp_speakers")
BGP_PEERS = Info(BGP_PEER, "bgp_peers")
BGPVPNS = Info(BGPVPN, "bgpvpns")
NETWORK_ASSOCIATIONS, ROUTER_ASSOCIATIONS = (
    Info(spec, f"{spec.noun}s", named=False, filters={
        "bgpvpn": Field(attr="bgpvpn_id", ref="bgpvpn", **REQUIRED),
        spec.key: Field(attr=f"{spec.key}_id", ref=spec.key)})
    for spec in (NETWORK_ASSOCIATION, ROUTER_ASSOCIATION))

SPECS = (BGP_SPEAKER, BGP_PEER, BGPVPN, NETWORK_ASSOCIATION, ROUTER_ASSOCIATION)
RELATIONS = (BGP_SPEAKER_PEER, BGP_SPEAKER_NETWORK)
