# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

VPN = ("bgpvpn", {"name": "contract-associated"})
SAMPLES: dict[str, Sample] = {
    "bgp_speaker": Sample(
        admin=True,
        create={"name": "contract-speaker", "local_as": 64512, "advertise_tenant_networks": False},
        update={"advertise_tenant_networks": True, "advertise_floating_ip_host_routes": False},
        forbidden={"local_as": 64513}),
    "bgp_peer": Sample(
        admin=True,
        create={"name": "contract-peer", "remote_as": 64513, "peer_ip": "192.0.2.1",
                "auth_type": "md5", "password": "no longer than this"},
        update={},
        forbidden={"remote_as": 64514}),
    "bgpvpn": Sample(
        admin=True,
        create={"name": "contract-bgpvpn", "type": "l3", "route_targets": ["64512:1", "64512:2"],
                "route_distinguishers": ["64512:9"]},
        update={"route_targets": ["64512:2"], "import_targets": ["64512:3"],
                "export_targets": ["64512:4"]},
        forbidden={"type": "l2"}),
    "bgpvpn_network_association": Sample(
        admin=True,
        needs=(VPN, ("network", {"name": "contract-associated"})),
        create={"bgpvpn": "contract-associated", "network": "contract-associated"},
        update={}),
    "bgpvpn_router_association": Sample(
        admin=True,
        needs=(VPN, ("router", {"name": "contract-associated"})),
        create={"bgpvpn": "contract-associated", "router": "contract-associated"},
        update={}),
}
