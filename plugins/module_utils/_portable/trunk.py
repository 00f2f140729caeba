# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Trunks: how a port of a server has others, its subports, each in a VLAN of its own.

Neutron tells of a trunk with its port, so that none has to be listed, and none is ever left alone.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .._cloud.connection import CHUNK, Connection
from .nic import TRUNK, VLAN


def subports(port: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Those of a port, each with port_id and segmentation_id."""
    return (port.get(TRUNK) or {}).get("sub_ports") or ()


def holders(ports: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """{id of a port: id of the server that has it, or ''}; the subports of a port are its
    server's."""
    found, below = {}, {}
    for port in ports:
        found[port["id"]] = port.get("device_id") or ""
        below.update({one["port_id"]: found[port["id"]] for one in subports(port)})
    return {**found, **below}


def in_order(ports: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they can be deleted: subports are in use as long as there is their trunk."""
    return sorted(ports, key=lambda port: not subports(port))


def with_subports(connection: Connection, ports: Iterable[dict[str, Any]],
                  fields: Sequence[str]) -> list[dict[str, Any]]:
    """Ports of servers, and these fields of their subports, which have a VLAN and their server's
    device_id as well."""
    found = list(ports)
    below = {one["port_id"]: {VLAN: one[VLAN], "device_id": port["device_id"]}
             for port in found for one in subports(port)}
    ids = list(below)
    rows = [row for start in range(0, len(ids), CHUNK)
            for row in connection.pages("network", "/ports", "ports", "listing subports",
                                        id=ids[start:start + CHUNK], fields=fields)]
    return found + [{**row, **below[row["id"]]} for row in rows if row["id"] in below]


def create(connection: Connection, port: dict[str, Any], below: Mapping[str, int]) -> None:
    """Makes a trunk of a port, with its name and description.  below: {id of a subport: VLAN}."""
    sub_ports = [{"port_id": port_id, "segmentation_type": "vlan", VLAN: vlan}
                 for port_id, vlan in below.items()]
    body = {"trunk": {"port_id": port["id"], "name": port["name"],
                      "description": port["description"], "sub_ports": sub_ports}}
    made = connection.post("network", "/trunks", body, f"creating the trunk {port['name']}")
    port[TRUNK] = {"trunk_id": made["trunk"]["id"], "sub_ports": sub_ports}


def delete(connection: Connection, port: Mapping[str, Any], words: str) -> None:
    """Deletes the trunk of a port, if it has one: neither it nor its subports can go before."""
    if trunk_id := (port.get(TRUNK) or {}).get("trunk_id"):
        connection.delete("network", f"/trunks/{quote(trunk_id, safe='')}",
                          f"deleting the trunk of the {words}")
