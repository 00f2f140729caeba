# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each kind of resource is, by service.

Lives here: data, and the aspects that need calls of their own.  A new kind of resource is a Spec
in the file of its service, its noun in FILES, a module, and sample values for the contract test.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from ..spec import Spec

FILES = {
    "accounts": ("user", "group", "role"),
    "addresses": ("floating_ip", "port_forwarding", "trunk"),
    "attachments": ("server_interface",),
    "bare_metal": ("baremetal_node", "baremetal_port", "baremetal_port_group",
                   "baremetal_deploy_template"),
    "bgp": ("bgp_speaker", "bgp_peer", "bgpvpn", "bgpvpn_network_association",
            "bgpvpn_router_association"),
    "catalog": ("service", "region", "endpoint"),
    "cluster_templates": ("cluster_template",),
    "clusters": ("cluster", "nodegroup"),
    "compute": ("keypair", "server_group", "compute_flavor"),
    "delegation": ("trust",),
    "dns": ("zone", "recordset", "zone_transfer", "ptr"),
    "federation": ("identity_provider", "mapping", "protocol"),
    "firewall": ("firewall_rule", "firewall_policy", "firewall_group"),
    "hosts": ("host_aggregate", "trait"),
    "identity": ("application_credential", "domain", "project"),
    "image": ("image",),
    "listener": ("listener", "l7_policy", "l7_rule"),
    "load_balancer": ("load_balancer", "lb_flavor", "lb_flavor_profile"),
    "network": ("network", "subnet", "port"),
    "network_admin": ("address_scope", "subnet_pool", "network_segment", "rbac_policy"),
    "object_store": ("object_container", "object"),
    "pool": ("pool", "member", "health_monitor"),
    "qos": ("qos_policy",),
    "router": ("router",),
    "secret": ("secret",),
    "security": ("security_group", "security_group_rule"),
    "server": ("server",),
    "shares": ("share_type", "share", "share_snapshot", "share_access", "share_network"),
    "stacks": ("stack",),
    "storage": ("volume", "volume_snapshot", "volume_backup", "volume_type"),
    "storage_admin": ("volume_type_encryption",),
    "vpn": ("vpn_ike_policy", "vpn_ipsec_policy", "vpn_service", "vpn_endpoint_group",
            "vpn_ipsec_site_connection"),
}


class _Specs(Mapping[str, Spec]):
    """{noun: its Spec}; a file is imported when it is needed first, as a module needs few."""

    _file = {noun: name for name, nouns in FILES.items() for noun in nouns}

    def __getitem__(self, noun: str) -> Spec:
        file = import_module(f"{__name__}.{self._file[noun]}")
        return next(spec for spec in file.SPECS if spec.noun == noun)

    def __iter__(self) -> Iterator[str]:
        return iter(self._file)

    def __len__(self) -> int:
        return len(self._file)


SPECS = _Specs()

if TYPE_CHECKING:       # Ansible ships what it finds imported
    from . import (  # noqa: F401
        accounts,
        addresses,
        attachments,
        bare_metal,
        bgp,
        catalog,
        cluster_templates,
        clusters,
        compute,
        delegation,
        dns,
        federation,
        firewall,
        hosts,
        identity,
        image,
        listener,
        load_balancer,
        network,
        network_admin,
        object_store,
        pool,
        qos,
        router,
        secret,
        security,
        server,
        shares,
        stacks,
        storage,
        storage_admin,
        vpn,
    )
