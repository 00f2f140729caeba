# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which address reaches a server: pure, one rule for the fleet, the inventory and the probes."""
from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import Any

from .._cloud.errors import CloudError

TYPES = ("fixed", "floating", "public", "private")
UNIQUE_LOCAL = ipaddress.IPv6Network("fc00::/7")     # IPv6 addresses that lead nowhere outside


def checked(text: object, loopback: bool = False) -> str | None:
    """An address that a server may have, as it is written usually; None for anything else.

    Clouds may say anything, and what is connected to ends on the command line of ssh: an option of
    ssh, a name, or an address of this machine or of its own link is none.  loopback: whether one of
    this machine is, see Target.
    """
    try:
        found = ipaddress.ip_address(text if isinstance(text, str) else "")
    except ValueError:
        return None
    if (getattr(found, "scope_id", None) or getattr(found, "ipv4_mapped", None)
            or found.is_unspecified or found.is_multicast or found.is_link_local
            or found.is_loopback and not loopback):
        return None
    return str(found)


def of_row(row: dict[str, Any], loopback: bool = False) -> list[dict[str, Any]]:
    """The addresses in a row of Nova's list: [{address, version, type, network}].

    type is 'fixed' or 'floating'; clouds that do not say have fixed ones only.  What is no address
    is not there; see checked().
    """
    return [{"address": found, "version": 6 if ":" in found else 4,
             "type": "floating" if entry.get("OS-EXT-IPS:type") == "floating" else "fixed",
             "network": network}
            for network, entries in sorted((row.get("addresses") or {}).items())
            for entry in entries if (found := checked(entry.get("addr"), loopback))]


def floating(addresses: list[dict[str, Any]]) -> str | None:
    """The floating IP among them, if there is one."""
    return next((a["address"] for a in addresses if a["type"] == "floating"), None)


@dataclass(frozen=True)
class Preference:
    """Which addresses are meant; None: any.

    network: a pattern as in a shell.  type: one of TYPES; a floating IP is public, and so is a
    fixed address of the Internet.
    """

    network: str | None = None
    type: str | None = None
    ip_version: str | None = None       # 4 | 6

    @classmethod
    def of(cls, entry: object) -> Preference:
        """From an entry of the option `addresses`.  Raises CloudError (invalid)."""
        known = {field.name for field in fields(cls)}
        if not isinstance(entry, Mapping) or entry.keys() - known:
            raise CloudError("invalid", f"addresses: {entry!r} is not a mapping with some of the "
                                        "keys network, type and ip_version")
        found = cls(**{key: str(value) for key, value in entry.items() if value is not None})
        if found.type not in (None, *TYPES) or found.ip_version not in (None, "4", "6"):
            raise CloudError("invalid", f"addresses: in {entry!r} type is one of "
                                        f"{', '.join(TYPES)}, and ip_version is 4 or 6")
        return found

    def means(self, found: dict[str, Any], ip_version: str) -> bool:
        """Whether an address is meant.  ip_version: that of the server, where we name none."""
        return ((self.ip_version or ip_version) in ("any", str(found["version"]))
                and (self.network is None or fnmatchcase(found["network"], self.network))
                and (self.type in (None, found["type"])
                     or self.type == ("public" if _is_public(found) else "private")))


ANY = Preference()


def hinted(config: Mapping[str, Any]) -> tuple[Preference, ...]:
    """What a cloud's entry in clouds.yaml prefers: openstacksdk's force_ipv4, private, and the
    network with default_interface."""
    version = "4" if config.get("force_ipv4") else None
    first = [row["name"] for row in config.get("networks") or () if row.get("default_interface")]
    preferred = [Preference(network=name, ip_version=version) for name in first]
    if config.get("private"):
        preferred = [Preference(type="private", ip_version=version)]
    return (*preferred, Preference(ip_version=version))


def ordered(addresses: list[dict[str, Any]], preferences: tuple[Preference, ...] = (ANY,),
            ip_version: str = "any") -> list[str]:
    """Those to connect to, by preference; of one preference floating before fixed, IPv4 before
    IPv6, else in order.

    ip_version: '4' or '6' leaves out those of the other kind.
    """
    ranked = sorted(addresses, key=lambda a: (a["type"] != "floating", a["version"]))
    return list(dict.fromkeys(a["address"] for preference in preferences for a in ranked
                              if preference.means(a, ip_version)))


def reach(addresses: list[dict[str, Any]], ip_version: str = "any") -> str | None:
    """The address to connect to, where nobody prefers another."""
    return next(iter(ordered(addresses, ip_version=ip_version)), None)


def kinds(addresses: list[dict[str, Any]]) -> dict[str, str]:
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


def _is_public(found: Mapping[str, Any]) -> bool:
    return found["type"] == "floating" or ipaddress.ip_address(found["address"]).is_global


def _is_local(text: str) -> bool:
    return ipaddress.ip_address(text) in UNIQUE_LOCAL
