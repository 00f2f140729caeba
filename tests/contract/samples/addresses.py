# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .sample import Sample

ADDRESS, ANOTHER = "127.18.7.201", "127.18.7.202"      # of alpha's network outside


def port(name, network="private"):
    return "port", {"name": name, "network": network}


def inside(name):
    """A network of the provider's own project, behind a router."""
    return (("network", {"name": name}),
            ("subnet", {"name": name, "network": name, "cidr": "10.93.0.0/24"}),
            ("router", {"name": name, "network": "public", "interfaces": [name]}))


SAMPLES: dict[str, Sample] = {
    # who may choose an address is the provider
    "floating_ip": Sample(
        admin=True,
        needs=(*inside("contract-floating_ip"),
               port("contract-floating_ip", "contract-floating_ip")),
        create={"floating_ip_address": ADDRESS, "network": "public"},
        update={"port": "contract-floating_ip"},
        diff={"port": ANY},
        forbidden={"network": "contract-floating_ip"}),
    "port_forwarding": Sample(
        admin=True,
        needs=(*inside("contract-port_forwarding"),
               port("contract-port_forwarding", "contract-port_forwarding"),
               port("contract-port_forwarding-2", "contract-port_forwarding"),
               ("floating_ip", {"floating_ip_address": ANOTHER, "network": "public"})),
        create={"floating_ip": ANOTHER, "external_protocol_port": 80, "protocol": "TCP",
                "network_port": "contract-port_forwarding", "internal_protocol_port": 8080},
        update={"network_port": "contract-port_forwarding-2", "internal_protocol_port": 9090},
        diff={"network_port": ANY, "internal_ip": ANY, "internal_protocol_port": 9090}),
    "trunk": Sample(
        needs=(port("contract-trunk"), port("contract-trunk-1"), port("contract-trunk-2"),
               port("contract-trunk-3")),
        create={"name": "contract-trunk", "port": "contract-trunk", "sub_ports": [
            {"port": "contract-trunk-1", "segmentation_type": "vlan", "segmentation_id": 11},
            {"port": "contract-trunk-2", "segmentation_type": "vlan", "segmentation_id": 12}]},
        update={"sub_ports": [
            {"port": "contract-trunk-2", "segmentation_type": "vlan", "segmentation_id": 11},
            {"port": "contract-trunk-3", "segmentation_type": "vlan", "segmentation_id": 13}]},
        diff={"sub_ports": ANY},
        forbidden={"port": "contract-trunk-1"}),
}
