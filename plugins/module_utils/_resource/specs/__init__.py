# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each kind of resource is, by service.

Lives here: data, and the aspects that need calls of their own.  A new kind of resource is a Spec
in the file of its service, its noun in FILES, a module, and sample values for the contract test.
What is there or not between resources is a Relation, and its noun in RELATED.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from ..related import Relation
from ..spec import Spec

T = TypeVar("T")

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
    "secret_container": ("secret_container",),
    "secret_order": ("secret_order",),
    "security": ("security_group", "security_group_rule"),
    "server": ("server",),
    "shares": ("share_type", "share", "share_snapshot", "share_access", "share_network"),
    "stacks": ("stack",),
    "storage": ("volume", "volume_snapshot", "volume_backup", "volume_type"),
    "storage_admin": ("volume_type_encryption",),
    "vpn": ("vpn_ike_policy", "vpn_ipsec_policy", "vpn_service", "vpn_endpoint_group",
            "vpn_ipsec_site_connection"),
}

RELATED = {
    "access": ("flavor_access", "volume_type_access"),
    "accounts": ("group_assignment", "role_assignment"),
    "bgp": ("bgp_speaker_peer", "bgp_speaker_network"),
    "secret_consumer": ("secret_consumer", "secret_container_consumer"),
}
# what modules are called, where that is not the noun
MODULES = {
    "cluster": "coe_cluster", "cluster_template": "coe_cluster_template",
    "domain": "identity_domain", "flavor_access": "compute_flavor_access",
    "group": "identity_group", "health_monitor": "lb_health_monitor",
    "identity_provider": "federation_idp", "l7_policy": "lb_l7policy", "l7_rule": "lb_l7rule",
    "listener": "lb_listener", "load_balancer": "loadbalancer", "mapping": "federation_mapping",
    "member": "lb_member", "nodegroup": "coe_nodegroup", "pool": "lb_pool",
    "protocol": "keystone_federation_protocol", "ptr": "dns_ptr",
    "rbac_policy": "neutron_rbac_policy", "role": "identity_role", "service": "catalog_service",
    "user": "identity_user", "zone": "dns_zone", "zone_transfer": "dns_zone_transfer",
}
WITHOUT_MODULE = {"region"}     # others refer to it


class _Declared(Mapping[str, T]):
    """{noun: what it is}; a file is imported when it is needed first, as a module needs few.

    constant: of the file, which has them.
    """

    def __init__(self, files: Mapping[str, tuple[str, ...]], constant: str) -> None:
        self._file = {noun: name for name, nouns in files.items() for noun in nouns}
        self._constant = constant

    def __getitem__(self, noun: str) -> T:
        file = import_module(f"{__name__}.{self._file[noun]}")
        return next(one for one in getattr(file, self._constant) if one.noun == noun)

    def __iter__(self) -> Iterator[str]:
        return iter(self._file)

    def __len__(self) -> int:
        return len(self._file)


SPECS: Mapping[str, Spec] = _Declared(FILES, "SPECS")
RELATIONS: Mapping[str, Relation] = _Declared(RELATED, "RELATIONS")


def module_of(noun: str) -> str:
    """The name of the module that manages it; empty if there is none."""
    return "" if noun in WITHOUT_MODULE else MODULES.get(noun, noun)


if TYPE_CHECKING:       # Ansible ships what it finds imported
    from . import (  # noqa: F401
        access,
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
        secret_consumer,
        secret_container,
        secret_order,
        security,
        server,
        shares,
        stacks,
        storage,
        storage_admin,
        vpn,
    )
