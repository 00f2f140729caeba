# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Limits and how much of them is used, in the same words for all services.  Pure.

A limit is {limit, used}; None is no limit, or one that the cloud does not tell.
"""
from __future__ import annotations

from typing import Any

from .._cloud.answer import number

COMPUTE = {
    "instances": ("maxTotalInstances", "totalInstancesUsed"),
    "cores": ("maxTotalCores", "totalCoresUsed"),
    "ram": ("maxTotalRAMSize", "totalRAMUsed"),
    "server_groups": ("maxServerGroups", "totalServerGroupsUsed"),
}
VOLUME = {
    "volumes": ("maxTotalVolumes", "totalVolumesUsed"),
    "gigabytes": ("maxTotalVolumeGigabytes", "totalGigabytesUsed"),
    "snapshots": ("maxTotalSnapshots", "totalSnapshotsUsed"),
    "backups": ("maxTotalBackups", "totalBackupsUsed"),
    "backup_gigabytes": ("maxTotalBackupGigabytes", "totalBackupGigabytesUsed"),
}
NETWORK = {
    "networks": "network", "subnets": "subnet", "ports": "port", "routers": "router",
    "floating_ips": "floatingip", "security_groups": "security_group",
    "security_group_rules": "security_group_rule",
}


def absolute(limits: dict[str, Any],
             names: dict[str, tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Of Nova's or Cinder's absolute limits; names: COMPUTE or VOLUME."""
    return {name: _limit(limits[most], limits.get(used))
            for name, (most, used) in names.items() if most in limits}


def network(quota: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Of Neutron's quota with details.  What is reserved is as good as used."""
    return {name: _limit(quota[key]["limit"], quota[key]["used"] + quota[key].get("reserved", 0))
            for name, key in NETWORK.items() if key in quota}


def _limit(limit: int, used: int | None) -> dict[str, int | None]:
    return {"limit": number(limit) if limit >= 0 else None, "used": used and number(used)}
