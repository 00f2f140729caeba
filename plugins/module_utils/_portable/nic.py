# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A port of a server: as it is defined, as a target can make it, and as Neutron shows it.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from .._cloud.errors import CloudError

Pair = tuple[str, "str | None"]       # an address, or a network of some, and a MAC address
SECURED = "port_security_enabled"
SETS = ("security_groups", "allowed_address_pairs")     # to which others may add
TRUNK = "trunk_details"         # of one that has a trunk
VLAN = "segmentation_id"        # of a subport
SHOWN = ["id", "description", "network_id", "fixed_ips", "mac_address", "security_groups",
         "port_security_enabled", "allowed_address_pairs", "qos_policy_id", "binding:vnic_type",
         TRUNK]


@dataclass(frozen=True)
class Nic:
    """What the user asks of a port, in his words; None and empty: as Neutron has it by default.

    fixed_ip: an address, or a range of which each server gets the one of its number.
    segmentation_id: its VLAN, of a subport on the trunk of the closest nic before it without one.
    """

    network: str
    subnet: str | None = None
    fixed_ip: str | None = None
    security_groups: tuple[str, ...] = ()
    port_security_enabled: bool | None = None
    allowed_address_pairs: tuple[Pair, ...] = ()
    vnic_type: str | None = None
    qos_policy: str | None = None
    segmentation_id: int | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Nic:
        """From options; None, empty and missing ones keep their defaults."""
        found = {f.name: value for f in fields(cls)
                 if (value := options.get(f.name)) not in (None, "", [])}
        pairs = tuple((one["ip_address"], one.get("mac_address"))
                      for one in found.get("allowed_address_pairs", ()))
        return cls(**{**found, "security_groups": tuple(found.get("security_groups", ())),
                      "allowed_address_pairs": pairs})

    def given(self) -> list[str]:
        """The options that it has."""
        return [f.name for f in fields(self) if getattr(self, f.name) not in (None, ())]


def ends(fixed_ip: str) -> tuple[IPv4Address | IPv6Address, IPv4Address | IPv6Address]:
    """The first and the last address of a fixed_ip.  Raises CloudError (invalid)."""
    first, _dash, last = (part.strip() for part in fixed_ip.partition("-"))
    try:
        low, high = ip_address(first), ip_address(last or first)
    except ValueError:
        raise _invalid(fixed_ip, "is neither an address nor a range such as "
                                 "10.0.0.10-10.0.0.40") from None
    if low.version != high.version:
        raise _invalid(fixed_ip, "has addresses of two versions of IP")
    if int(high) < int(low):
        raise _invalid(fixed_ip, "ends before it begins")
    return low, high


def _invalid(fixed_ip: str, what: str) -> CloudError:
    return CloudError("invalid", f"fixed_ip {fixed_ip!r} {what}")


def handed_out(fixed_ip: str, index: int) -> str:
    """The address of the server with this number."""
    return str(ends(fixed_ip)[0] + (index - 1))


@dataclass(frozen=True)
class ResolvedNic:
    """nic: as it is defined; the rest is what a target has for that, by id.  secured: whether the
    port has port security, and so security groups."""

    nic: Nic
    network: str
    network_name: str
    subnet: str | None = None
    security_groups: frozenset[str] = frozenset()
    qos_policy: str | None = None
    secured: bool = True

    def called(self, index: int) -> str:
        """What people are told of it."""
        nic = self.nic
        return " ".join(filter(None, (
            self.network_name, nic.subnet and f"subnet {nic.subnet}",
            nic.fixed_ip and handed_out(nic.fixed_ip, index),
            nic.vnic_type if nic.vnic_type != "normal" else None,
            f"VLAN {nic.segmentation_id}" if nic.segmentation_id else None)))

    def request(self, index: int) -> dict[str, Any]:
        """What POST /ports has to be told, for the server with this number."""
        nic = self.nic
        where = {"subnet_id": self.subnet,
                 "ip_address": nic.fixed_ip and handed_out(nic.fixed_ip, index)}
        fixed = {key: value for key, value in where.items() if value}
        desired = {"network_id": self.network, "binding:vnic_type": nic.vnic_type,
                   "fixed_ips": fixed and [fixed], "qos_policy_id": self.qos_policy,
                   "security_groups": sorted(self.security_groups) if self.secured else None,
                   "allowed_address_pairs": _pairs(nic.allowed_address_pairs)}
        return {**{key: value for key, value in desired.items() if value}, **(
            {} if nic.port_security_enabled is None
            else {"port_security_enabled": nic.port_security_enabled})}


def elsewhere(one: ResolvedNic, port: Mapping[str, Any], index: int) -> bool:
    """Whether a port is another in what only a new one can be."""
    nic, addresses = one.nic, port.get("fixed_ips") or ()
    ips = {row.get("ip_address") for row in addresses}
    kind = port.get("binding:vnic_type") or "normal"
    return (port["network_id"] != one.network
            or bool(one.subnet) and one.subnet not in {row.get("subnet_id") for row in addresses}
            or bool(nic.fixed_ip) and handed_out(str(nic.fixed_ip), index) not in ips
            or (nic.vnic_type or "normal") != kind
            or nic.segmentation_id != port.get(VLAN))


def differing(one: ResolvedNic, port: Mapping[str, Any], whole: bool
              ) -> dict[str, tuple[Any, Any]]:
    """{field of Neutron's: what it is, what it is to be}, of those that are changed in place.

    whole: also of what the definition does not name, and without what others have added.
    """
    there, nic = _shown(port), one.nic
    desired = {SECURED: one.secured, "security_groups": one.security_groups,
               "allowed_address_pairs": frozenset((address, mac or port.get("mac_address"))
                                                  for address, mac in nic.allowed_address_pairs),
               "qos_policy_id": one.qos_policy}
    named = {SECURED: nic.port_security_enabled is not None,
             "security_groups": bool(nic.security_groups),
             "allowed_address_pairs": bool(nic.allowed_address_pairs),
             "qos_policy_id": nic.qos_policy is not None}
    turned = (whole or named[SECURED]) and there[SECURED] != desired[SECURED]
    if not (desired if turned else there)[SECURED]:
        desired.update(security_groups=frozenset(), allowed_address_pairs=frozenset())
    elif not whole:
        desired.update({key: desired[key] | there[key] for key in SETS})
    return {key: (there[key], desired[key]) for key in there
            if there[key] != desired[key] and (
                whole or named[key] or turned and key in SETS)}


def _shown(port: Mapping[str, Any]) -> dict[str, Any]:
    """What differing() compares."""
    return {SECURED: bool(port.get(SECURED, True)),
            "security_groups": frozenset(port.get("security_groups") or ()),
            "allowed_address_pairs": frozenset(
                (row["ip_address"], row.get("mac_address") or port.get("mac_address"))
                for row in port.get("allowed_address_pairs") or ()),
            "qos_policy_id": port.get("qos_policy_id") or None}


def written(found: Mapping[str, Any]) -> dict[str, Any]:
    """Values of differing() as Neutron is told them."""
    return {key: sorted(value) if key == "security_groups"
            else _pairs(value) if key == "allowed_address_pairs" else value
            for key, value in found.items()}


def _pairs(pairs: Iterable[Pair]) -> list[dict[str, str]]:
    return [{"ip_address": address, **({"mac_address": mac} if mac else {})}
            for address, mac in sorted(pairs, key=str)]
