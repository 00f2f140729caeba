# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which network a server gets, and whether it needs a floating IP there: pure.

The rules are those of openstack.cloud._network_common of openstacksdk, on plain rows.
"""
from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from .._cloud.errors import CloudError
from .address import UNIQUE_LOCAL
from .choose import by_name, name_of, owner


@dataclass(frozen=True)
class Hints:
    """What clouds.yaml says about a cloud's networks (its `networks` and `floating_ip_source`)."""

    floating_ips: bool = True
    external: tuple[str, ...] = ()          # names or ids with routes_ipv4_externally
    external_v6: tuple[str, ...] = ()       # and with routes_ipv6_externally
    nat_source: str | None = None
    nat_destination: str | None = None
    default: str | None = None              # the network with default_interface


def choose(networks: list[dict[str, Any]], desired: str | None, hints: Hints,
           with_ipv6: frozenset[str] | None = None, project: str | None = None) -> dict[str, Any]:
    """The network for a server: the desired one, clouds.yaml's default, the one in front of which
    floating IPs are put, or the only one of those that serve best.

    networks: rows of Neutron's list.  with_ipv6: the ids of those that may be chosen, where the
    server must be reachable by IPv6.  project: the id of the one whose own come first.
    Raises CloudError: not_found, ambiguous.
    """
    nat = hints.nat_destination if hints.floating_ips and with_ipv6 is None else None
    named = desired or hints.default or nat
    able = [n for n in networks if with_ipv6 is None or n["id"] in with_ipv6]
    if named:
        found = by_name(networks, named, "network", project)
        if found not in able:
            raise _no_ipv6(f"the network {named!r} has no")
        return found
    if networks and not able:
        raise _no_ipv6("no network here has an")
    best = _best(able)
    if len(best) == 1:
        return best[0]
    if not best:
        raise CloudError("not_found", "there is no network here")
    names = ", ".join(sorted(map(name_of, best)))
    raise CloudError("ambiguous", f"there are {len(best)} networks: set network to one of {names}")


def _best(networks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The project's own before those that others share with it, inner before external ones; none
    without a subnet, where a server gets no address.  A router's outside comes last: most clouds
    let no server on it."""
    usable = [n for n in networks if n.get("subnets") != []]
    inner = [n for n in usable if not n.get("router:external")]
    tiers = ([n for n in inner if not n.get("shared")], inner,
             [n for n in usable if n.get("shared")], usable)
    return next(filter(None, tiers), [])


def usable(networks: list[dict[str, Any]], project: str | None) -> list[dict[str, Any]]:
    """Those of the project, and those that others share with it; administrators see all."""
    return [n for n in networks if owner(n) in (None, project) or n.get("shared")
            or n.get("router:external")]


def _no_ipv6(what: str) -> CloudError:
    return CloudError("not_found", f"{what} IPv6 subnet that can be reached from outside, which "
                                   "ip_version 6 needs", action="ip_version")


def with_ipv6(networks: list[dict[str, Any]], subnets: list[dict[str, Any]],
              hints: Hints) -> frozenset[str]:
    """The ids of the networks on which a server is reachable from outside by IPv6.

    subnets: the IPv6 rows of Neutron's list.  Nobody translates IPv6 addresses, so that all but
    unique local ones count; a network that clouds.yaml names is what is said there.
    """
    found = set()
    for network in networks:
        own = [row for row in subnets if row["network_id"] == network["id"]]
        told = _told(network, hints)
        if own and (6 in told if told else any(_is_global(row["cidr"]) for row in own)):
            found.add(network["id"])
    return frozenset(found)


def _is_global(cidr: str) -> bool:
    return not ipaddress.IPv6Network(cidr).subnet_of(UNIQUE_LOCAL)


def _told(network: dict[str, Any], hints: Hints) -> set[int]:
    """By which versions of IP clouds.yaml says that a network is reachable from outside."""
    names = {network["id"], network.get("name")}
    return {version for version, external in ((4, hints.external), (6, hints.external_v6))
            if names & set(external)}


def floating_source(networks: list[dict[str, Any]], network: dict[str, Any], hints: Hints,
                    routed: Callable[[], set[str]]) -> str | None:
    """The id of the network that a floating IP for a server on `network` comes from.

    None: the server's own address is reachable from outside, or there are no floating IPs here.
    routed: asks for the ids of those that routers of `network` lead to, where there are several.
    """
    if not hints.floating_ips or is_external(network, hints):
        return None
    if hints.nat_source:
        return str(by_name(networks, hints.nat_source, "network")["id"])
    external = _outside(networks, routed)
    if len(external) > 1:
        names = ", ".join(sorted(n["name"] for n in external))
        raise CloudError("ambiguous", "floating IPs may come from several networks: mark one of "
                         f"{names} with nat_source in this cloud's networks in clouds.yaml")
    return external[0]["id"] if external else None


def _outside(networks: list[dict[str, Any]],
             routed: Callable[[], set[str]]) -> list[dict[str, Any]]:
    """The external ones; of several those that a router leads to, if one does."""
    external = [n for n in networks if n.get("router:external")]
    if len(external) < 2:
        return external
    reached = routed()
    return [n for n in external if n["id"] in reached] or external


def is_external(network: dict[str, Any], hints: Hints) -> bool:
    """Whether an IPv4 address on this network is reachable from outside by itself."""
    told = _told(network, hints)
    return 4 in told if told else bool(network.get("router:external"))


def overview(networks: list[dict[str, Any]], hints: Hints,
             routed: Callable[[str], set[str]]) -> list[dict[str, Any]]:
    """Every network, by name, with how a server on it is reached from outside.

    address: 'direct' (by its own address), 'floating' (by a floating IP from one of
    `floating_from`) or 'none'.  default: what a server gets that specs for no network.
    routed: that of floating_source(), of the network of an id.
    """
    try:
        default = choose(networks, None, hints)["id"]
    except CloudError:
        default = None
    rows = []
    for network in sorted(networks, key=lambda row: (row.get("name") or "", row["id"])):
        sources = [] if is_external(network, hints) else _sources(
            networks, network, hints, partial(routed, network["id"]))
        direct = "direct" if is_external(network, hints) else "none"
        rows.append({"id": network["id"], "name": network.get("name") or "",
                     "external": bool(network.get("router:external")),
                     "shared": bool(network.get("shared")), "default": network["id"] == default,
                     "address": "floating" if sources else direct, "floating_from": sources})
    return rows


def _sources(networks: list[dict[str, Any]], network: dict[str, Any], hints: Hints,
             routed: Callable[[], set[str]]) -> list[str]:
    """Names; more than one where clouds.yaml has to say which."""
    try:
        ids = {floating_source(networks, network, hints, routed)}
    except CloudError as error:
        if error.kind != "ambiguous":
            raise
        ids = {row["id"] for row in _outside(networks, routed)}
    return sorted(row.get("name") or row["id"] for row in networks if row["id"] in ids)
