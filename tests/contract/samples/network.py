# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

NET = ("network", {"name": "contract-neutron"})
SUBNET = ("subnet", {"name": "contract-neutron", "network": "contract-neutron",
                     "cidr": "10.90.0.0/24"})
SAMPLES: dict[str, Sample] = {
    "network": Sample(
        create={"name": "contract-network", "mtu": 1400, "description": "one", "tags": ["a", "b"],
                "is_default": False},
        update={"mtu": 1450, "description": "two", "tags": ["b", "c"]},
        forbidden={"provider_network_type": "flat"}),
    "subnet": Sample(
        create={"name": "contract-subnet", "network": "contract-neutron", "cidr": "10.91.0.7/24",
                "allocation_pool_start": "10.91.0.10", "allocation_pool_end": "10.91.0.99",
                "disable_gateway_ip": True, "dns_nameservers": ["10.0.0.2", "10.0.0.1"],
                "host_routes": [{"destination": "10.1.0.0/16", "nexthop": "10.91.0.2"},
                                {"destination": "10.2.0.0/16", "nexthop": "10.91.0.2"}],
                "is_dhcp_enabled": False, "description": "one",
                "tags": ["a", "b"]},
        update={"allocation_pools": [{"start": "10.91.0.10", "end": "10.91.0.49"}],
                "gateway_ip": "10.91.0.1", "dns_nameservers": ["10.0.0.1", "10.0.0.2"],
                "host_routes": [{"destination": "10.2.0.0/16", "nexthop": "10.91.0.3"}],
                "is_dhcp_enabled": True, "description": "two", "tags": ["c"]},
        forbidden={"cidr": "10.92.0.0/24"},
        needs=(NET,)),
    "port": Sample(
        create={"name": "contract-port", "network": "contract-neutron",
                "fixed_ips": [{"subnet_id": "contract-neutron"}, {"ip_address": "10.90.0.9"}],
                "security_groups": ["contract-neutron"],
                "allowed_address_pairs": [{"ip_address": "10.90.0.200"}],
                "extra_dhcp_opts": [{"opt_name": "bootfile-name", "opt_value": "one"},
                                    {"opt_name": "server-ip-address", "opt_value": "10.90.0.2"}],
                "binding_vnic_type": "normal", "description": "one"},
        update={"fixed_ips": [{"ip_address": "10.90.0.10"}], "no_security_groups": True,
                "allowed_address_pairs": [],
                "extra_dhcp_opts": [{"opt_name": "bootfile-name", "opt_value": "two"}],
                "is_admin_state_up": False, "description": "two"},
        diff={"fixed_ips": [{"ip_address": "10.90.0.10"}], "security_groups": [],
              "allowed_address_pairs": [], "is_admin_state_up": False, "description": "two",
              "extra_dhcp_opts": [{"opt_name": "bootfile-name", "opt_value": "two",
                                   "ip_version": 4}]},
        needs=(NET, SUBNET, ("security_group", {"name": "contract-neutron"}))),
}
