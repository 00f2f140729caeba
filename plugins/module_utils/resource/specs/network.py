# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Neutron's resources."""
from __future__ import annotations

from ..spec import Field, Info, Spec
from .aspects import Tags

FORBID = {"update": "forbid"}

NETWORK = Spec(
    noun="network", service="network", sdk="network.v2.network.Network", scope=("project",),
    fields={
        "admin_state_up": Field("bool", "is_admin_state_up"),
        "description": Field(),
        "dns_domain": Field(),
        "external": Field("bool", "is_router_external"),
        "is_default": Field("bool"),
        "is_vlan_transparent": Field("bool", **FORBID),
        "mtu": Field("int", option={"aliases": ["mtu_size"]}),
        "port_security_enabled": Field("bool", "is_port_security_enabled"),
        "project": Field(attr="project_id", ref="project", **FORBID),
        "provider_network_type": Field(**FORBID),
        "provider_physical_network": Field(**FORBID),
        "provider_segmentation_id": Field("int", **FORBID),
        "shared": Field("bool", "is_shared"),
    },
    aspects=(Tags(),),
)

NETWORKS = Info(NETWORK, "networks")

SPECS = (NETWORK,)
