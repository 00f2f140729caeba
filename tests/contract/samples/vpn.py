# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .network import NET
from .sample import Sample

# of neutron's values, sha1, the default, is not one that this release can read
SHA = {"auth_algorithm": "sha256"}
ROUTER = (
    ("network", {"name": "contract-vpn"}),
    ("subnet", {"name": "contract-vpn", "network": "contract-vpn", "cidr": "10.95.0.0/24"}),
    ("router", {"name": "contract-vpn", "network": "public", "interfaces": ["contract-vpn"]}))
POLICIES = (("vpn_ike_policy", {"name": "contract-vpn", **SHA}),
            ("vpn_ike_policy", {"name": "contract-other", **SHA}),
            ("vpn_ipsec_policy", {"name": "contract-vpn", **SHA}))
SERVICE = ("vpn_service", {"name": "contract-vpn", "router": "contract-vpn"})


def group(name, endpoint, kind="cidr"):
    return "vpn_endpoint_group", {"name": name, "type": kind, "endpoints": [endpoint]}


POLICY = {"auth_algorithm": "SHA512", "encryption_algorithm": "aes-256", "pfs": "group14",
          "lifetime": {"value": 7200}, "description": "two"}
CHANGED = {**POLICY, "auth_algorithm": "sha512", "lifetime": {"units": "seconds", "value": 7200}}
SAMPLES: dict[str, Sample] = {
    "vpn_ike_policy": Sample(
        create={"name": "contract-ike", "description": "one", "ike_version": "v2", **SHA,
                "phase1_negotiation_mode": "main", "lifetime": {"units": None, "value": 3600}},
        update={**POLICY, "ike_version": "v1"},
        diff={**CHANGED, "ike_version": "v1"}),
    "vpn_ipsec_policy": Sample(
        create={"name": "contract-ipsec", "description": "one", **SHA,
                "encapsulation_mode": "tunnel", "transform_protocol": "esp"},
        update={**POLICY, "encapsulation_mode": "transport"},
        diff={**CHANGED, "encapsulation_mode": "transport"}),
    "vpn_service": Sample(
        needs=ROUTER,
        create={"name": "contract-vpn-service", "router": "contract-vpn", "description": "one"},
        update={"description": "two", "is_admin_state_up": False},
        forbidden={"router": "router"}),
    "vpn_endpoint_group": Sample(
        needs=(NET, ("subnet", {"name": "contract-vpn-a", "network": NET[1]["name"],
                                "cidr": "10.96.0.0/24"})),
        create={"name": "contract-endpoints", "type": "subnet", "endpoints": ["contract-vpn-a"],
                "description": "one"},
        update={"description": "two"},
        forbidden={"type": "cidr"}),
    "vpn_ipsec_site_connection": Sample(
        needs=(*ROUTER, *POLICIES, SERVICE, group("contract-ours", "contract-vpn", "subnet"),
               group("contract-theirs", "192.0.2.0/25"), group("contract-more", "192.0.2.128/25")),
        create={"name": "contract-connection", "vpn_service": "contract-vpn",
                "ike_policy": "contract-vpn", "ipsec_policy": "contract-vpn",
                "local_endpoint_group": "contract-ours", "peer_endpoint_group": "contract-theirs",
                "peer_address": "198.51.100.1", "peer_id": "198.51.100.1", "psk": "first key",
                "dpd": {"action": "restart", "interval": None, "timeout": None},
                "description": "one"},
        update={"psk": "second key", "description": "two", "peer_address": "198.51.100.2",
                "initiator": "response-only", "mtu": 1400, "dpd": {"interval": 20},
                "peer_endpoint_group": "contract-more", "is_admin_state_up": False},
        diff={"description": "two", "peer_endpoint_group": ANY, "peer_address": "198.51.100.2",
              "initiator": "response-only",
              "mtu": 1400, "dpd": {"action": "restart", "interval": 20, "timeout": 120},
              "is_admin_state_up": False},
        forbidden={"ike_policy": "contract-other"}),
}
