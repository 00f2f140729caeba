# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a target has for the ports of a server that is on several networks."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

from .._cloud.errors import CloudError
from .catalog import Catalog
from .choose import by_name, name_of
from .nic import Nic, ResolvedNic, ends


def resolve(catalog: Catalog, nics: Collection[Nic], security_groups: tuple[str, ...],
            ip_version: str) -> tuple[ResolvedNic, ...]:
    """One for each of them.  security_groups: of those that name none.  ip_version: that by which
    the server is reached, on the first.

    Raises CloudError: not_found, ambiguous, invalid (action is the option), and what calls raise.
    """
    try:
        if any(nic.segmentation_id for nic in nics):
            _listed(catalog, "/trunks", "trunks", "trunks", "segmentation_id", fields="id")
        return tuple(_resolve(
            catalog, replace(nic, security_groups=nic.security_groups or security_groups),
            "any" if number else ip_version) for number, nic in enumerate(nics))
    except CloudError as error:
        raise error.at(catalog.connection.target, "nics") from None


def _resolve(catalog: Catalog, nic: Nic, ip_version: str) -> ResolvedNic:
    network = catalog.network(nic.network)
    default = network.get("port_security_enabled")
    if nic.port_security_enabled is not None and default is None:
        raise CloudError("not_found", "there is no port security here: omit port_security_enabled "
                                      "for this target")
    secured = default is not False if nic.port_security_enabled is None else (
        nic.port_security_enabled)
    groups = (nic.security_groups or ("default",)) if secured else ()
    return ResolvedNic(
        nic, network["id"], name_of(network), secured=secured,
        subnet=_subnet(catalog, nic, network, ip_version) if nic.subnet or nic.fixed_ip else None,
        security_groups=frozenset(catalog.security_group(name)["id"] for name in groups),
        qos_policy=_qos_policy(catalog, nic.qos_policy) if nic.qos_policy else None)


def _subnet(catalog: Catalog, nic: Nic, network: dict[str, Any], ip_version: str) -> str:
    """The id of the one that is named, or that the addresses are in."""
    rows = catalog.listed("network", "/subnets", "subnets", "listing subnets",
                          network_id=network["id"])
    if nic.subnet:
        rows = [by_name(rows, nic.subnet, f"subnet of network {name_of(network)}",
                        catalog.connection.project_id())]
    for row in rows:
        if nic.fixed_ip is None or all(one in ip_network(row["cidr"]) for one in ends(
                nic.fixed_ip)):
            return _of_version(row, ip_version)
    there = ", ".join(sorted(row["cidr"] for row in rows)) or "none"
    raise CloudError("invalid", f"fixed_ip {nic.fixed_ip} is not in a subnet of network "
                                f"{name_of(network)} here, which has {there}")


def _of_version(subnet: dict[str, Any], ip_version: str) -> str:
    if ip_version not in ("any", str(subnet.get("ip_version"))):
        raise CloudError("invalid", f"the subnet {name_of(subnet)} of the first nic is IPv"
                                    f"{subnet.get('ip_version')}, and ip_version is {ip_version}")
    return str(subnet["id"])


def _qos_policy(catalog: Catalog, desired: str) -> str:
    rows = _listed(catalog, "/qos/policies", "policies", "QoS policies", "qos_policy")
    return str(by_name(rows, desired, "QoS policy", catalog.connection.project_id())["id"])


def _listed(catalog: Catalog, path: str, key: str, what: str, option: str,
            **query: str) -> list[dict[str, Any]]:
    """A list of what not every Neutron has."""
    try:
        return catalog.listed("network", path, key, f"listing {what}", **query)
    except CloudError as error:
        if error.kind != "not_found":
            raise
        raise CloudError("not_found", f"there are no {what} here: omit {option} for this "
                                      "target") from None
