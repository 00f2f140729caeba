# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which network a server gets, and whether it needs a floating IP there: pure.

The rules are those of openstack.cloud._network_common of openstacksdk, on plain rows.
"""
from __future__ import annotations

from dataclasses import dataclass

from ..cloud.errors import CloudError
from .choose import by_name


@dataclass(frozen=True)
class Hints:
    """What clouds.yaml says about a cloud's networks (its `networks` and `floating_ip_source`)."""

    floating_ips: bool = True
    external: tuple[str, ...] = ()      # names or ids with routes_externally
    nat_source: str | None = None
    default: str | None = None          # the network with default_interface


def choose(networks: list[dict], wished: str | None, hints: Hints) -> dict:
    """The network for a server: the wished one, clouds.yaml's default, or the only one there is.

    networks: rows of Neutron's list.  Raises CloudError: not_found, ambiguous.
    """
    if wished or hints.default:
        return by_name(networks, wished or hints.default, "network")
    own = [n for n in networks if not n.get("router:external")] or networks
    if len(own) == 1:
        return own[0]
    if not own:
        raise CloudError("not_found", "there is no network here")
    names = ", ".join(sorted(n["name"] or n["id"] for n in own))
    raise CloudError("ambiguous", f"there are {len(own)} networks: set network to one of {names}")


def floating_source(networks: list[dict], network: dict, hints: Hints) -> str | None:
    """The id of the network that a floating IP for a server on `network` comes from.

    None: the server's own address is reachable from outside, or there are no floating IPs here.
    """
    if not hints.floating_ips or is_external(network, hints):
        return None
    if hints.nat_source:
        return by_name(networks, hints.nat_source, "network")["id"]
    external = [n for n in networks if n.get("router:external")]
    if len(external) > 1:
        names = ", ".join(sorted(n["name"] for n in external))
        raise CloudError("ambiguous", "floating IPs may come from several networks: mark one of "
                         f"{names} with nat_source in this cloud's networks in clouds.yaml")
    return external[0]["id"] if external else None


def is_external(network: dict, hints: Hints) -> bool:
    """Whether an address on this network is reachable from outside by itself."""
    return bool(network.get("router:external")
                or {network["id"], network.get("name")} & set(hints.external))


def overview(networks: list[dict], hints: Hints) -> list[dict]:
    """Every network, by name, with how a server on it is reached from outside.

    address: 'direct' (by its own address), 'floating' (by a floating IP from one of
    `floating_from`) or 'none'.  default: what a server gets that wishes for no network.
    """
    try:
        default = choose(networks, None, hints)["id"]
    except CloudError:
        default = None
    rows = []
    for network in sorted(networks, key=lambda row: (row.get("name") or "", row["id"])):
        sources = [] if is_external(network, hints) else _sources(networks, network, hints)
        direct = "direct" if is_external(network, hints) else "none"
        rows.append({"id": network["id"], "name": network.get("name") or "",
                     "external": bool(network.get("router:external")),
                     "shared": bool(network.get("shared")), "default": network["id"] == default,
                     "address": "floating" if sources else direct, "floating_from": sources})
    return rows


def _sources(networks, network, hints):
    """Names; more than one where clouds.yaml has to say which."""
    try:
        ids = {floating_source(networks, network, hints)}
    except CloudError as error:
        if error.kind != "ambiguous":
            raise
        ids = {row["id"] for row in networks if row.get("router:external")}
    return sorted(row.get("name") or row["id"] for row in networks if row["id"] in ids)
