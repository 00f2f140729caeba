# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking at targets: which servers are there, what the wish means, what room is left."""
from __future__ import annotations

from dataclasses import dataclass

from ..cloud.connection import Connection
from ..cloud.errors import CloudError
from ..portable import floating, keypair
from ..portable.catalog import Answer, Catalog
from ..resource.server import Server
from . import mark
from .spec import Share


def servers(connection: Connection, fleet: str | None = None) -> list[Server]:
    """All servers of a target, or with `fleet` its own only, where Nova can tell them by tag."""
    tag = mark.tag(fleet) if fleet and connection.microversion != "2.1" else None
    rows = connection.pages("compute", "/servers/detail", "servers", "listing servers", tags=tag)
    return [Server.of(row, connection.target) for row in rows]


def floating_ips(connection: Connection, fleet: str) -> list[dict]:
    """The floating IPs that carry the fleet's mark: [{id, address, server}]."""
    return [{"id": row["id"], "address": row["floating_ip_address"], "server": marks.get("server")}
            for row in floating.listed(connection)
            if (marks := mark.read(row.get("description"))).get("fleet") == fleet]


@dataclass(frozen=True)
class Terms:
    """What creating on a target means: the answer to the wish, how many more each quota allows,
    and whether the keypair will have to be made."""

    answer: Answer
    left: dict[str, int]
    new_keypair: bool = False


def terms(connection: Connection, share: Share) -> Terms:
    """Asks a target for all that a creation there needs.  Raises CloudError."""
    wish = share.wish
    answer = Catalog(connection).answer(image=wish.image, flavor=wish.flavor,
                                        network=wish.network, auto_ip=wish.auto_ip)
    limits = connection.get("compute", "/limits", "reading limits")["limits"]["absolute"]
    left = compute_left(limits, answer)
    if answer.floating:
        left.update(network_left(_network_quota(connection)))
    new = bool(wish.key_name) and keypair.missing(connection, wish.key_name, wish.public_key)
    return Terms(answer, left, new)


def compute_left(limits: dict, answer: Answer) -> dict[str, int]:
    """How many servers of this flavor each of Nova's limits still allows; -1 is no limit.  Pure."""
    needs = {"instances": ("maxTotalInstances", "totalInstancesUsed", 1),
             "cores": ("maxTotalCores", "totalCoresUsed", answer.vcpus),
             "ram": ("maxTotalRAMSize", "totalRAMUsed", answer.ram)}
    return {name: max(0, limits[most] - limits.get(used, 0)) // each
            for name, (most, used, each) in needs.items() if limits.get(most, -1) >= 0 and each}


def network_left(quota: dict) -> dict[str, int]:
    """How many servers Neutron's quotas still allow, with a port and a floating IP each.  Pure."""
    return {name: max(0, quota[key]["limit"] - quota[key]["used"] - quota[key].get("reserved", 0))
            for name, key in (("floating IPs", "floatingip"), ("ports", "port"))
            if quota.get(key, {}).get("limit", -1) >= 0}


def _network_quota(connection):
    """With usage; empty where the cloud does not tell."""
    try:
        return connection.get("network", f"/quotas/{connection.project_id()}/details.json",
                              "reading network quota")["quota"]
    except CloudError as error:
        if error.kind not in ("not_found", "forbidden"):
            raise
        return {}
