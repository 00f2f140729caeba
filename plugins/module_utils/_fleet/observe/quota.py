# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What quotas still allow, and what a server takes of them.  Pure."""
from __future__ import annotations

from typing import Any

from ..._portable import limits
from ..._portable.resolved import Resolved
from ..._resource.server.body import boot_size
from ..._resource.server.model import ServerSpec

MEMBERS = "server group members"


def needs(resolved: Resolved, spec: ServerSpec) -> dict[str, int]:
    """Of one server (resolved: _portable.resolved.Resolved); ram in MiB."""
    return {"instances": 1, "cores": resolved.vcpus or 0, "ram": resolved.ram or 0,
            "ports": len(spec.nics) or 1,
            "floating ips": 1 if resolved.floating else 0, **_volumes(resolved, spec)}


def _volumes(resolved: Resolved, spec: ServerSpec) -> dict[str, int]:
    sizes = [disk.size for disk in spec.data_volumes]
    if spec.boot_from_volume:
        sizes.append(boot_size(spec, resolved))
    return {"volumes": len(sizes), "gigabytes": sum(sizes)} if sizes else {}


def told(compute: dict[str, Any], network: dict[str, Any],
         volume: dict[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """Quotas, as portable.limits has them.

    compute, volume: Nova's and Cinder's absolute limits, the latter if they matter.  network:
    Neutron's quota with details, or {}.
    """
    return {**limits.absolute(compute, limits.COMPUTE), **limits.network(network),
            **limits.absolute(volume or {}, limits.VOLUME)}


def remaining(found: dict[str, dict[str, Any]]) -> dict[str, int]:
    """{quota: how much of it is left}; what has no limit is not in it."""
    return {name.replace("_", " "): max(0, row["limit"] - (row["used"] or 0))
            for name, row in found.items() if row["limit"] is not None}


def members_left(compute: dict[str, Any], group: dict[str, Any] | None) -> dict[str, int]:
    """How many more servers a server group takes (MEMBERS), if Nova tells."""
    most = compute.get("maxServerGroupMembers", -1)
    return {MEMBERS: max(0, most - len((group or {}).get("members", ())))} if most >= 0 else {}
