# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which address reaches a server: pure, one rule for the fleet, the inventory and the probes."""
from __future__ import annotations

import ipaddress

UNIQUE_LOCAL = ipaddress.ip_network("fc00::/7")     # IPv6 addresses that lead nowhere outside


def of_row(row: dict) -> list[dict]:
    """The addresses in a row of Nova's list: [{address, version, type, network}].

    type is 'fixed' or 'floating'; clouds that do not say have fixed ones only.
    """
    return [{"address": entry["addr"], "version": entry.get("version", 4),
             "type": entry.get("OS-EXT-IPS:type", "fixed"), "network": network}
            for network, entries in sorted((row.get("addresses") or {}).items())
            for entry in entries]


def floating(addresses: list[dict]) -> str | None:
    """The floating IP among them, if there is one."""
    return next((a["address"] for a in addresses if a["type"] == "floating"), None)


def reach(addresses: list[dict], ip_version: str = "any") -> str | None:
    """The address to connect to: floating before fixed, IPv4 before IPv6, else in order.

    ip_version: '4' or '6' leaves out those of the other kind.
    """
    fit = [a for a in addresses if ip_version in ("any", str(a["version"]))]
    ordered = sorted(fit, key=lambda a: (a["type"] != "floating", a["version"]))
    return ordered[0]["address"] if ordered else None


def kinds(addresses: list[dict]) -> dict[str, str]:
    """By shade's names, '' for none: the IPv4 address by which the world reaches the server, and
    the one inside of the cloud, and the IPv6 address by which the world does.

    A fixed IPv4 address is taken to be public if it is one on the Internet.
    """
    fixed = [a["address"] for a in addresses if a["type"] != "floating"]
    old = [text for text in fixed if "." in text]
    outside = [text for text in old if ipaddress.ip_address(text).is_global]
    new = [text for text in fixed if ":" in text and not _is_local(text)]
    return {"public_v4": floating(addresses) or next(iter(outside), ""),
            "private_v4": next((text for text in old if text not in outside), ""),
            "public_v6": next(iter(new), "")}


def _is_local(text):
    found = ipaddress.ip_address(text)
    return found.is_link_local or found in UNIQUE_LOCAL
