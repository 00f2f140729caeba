# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Floating IPs: made on the port in one call, with a mark; deleted before their server."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .._cloud.connection import CHUNK, Connection
from .._cloud.errors import CloudError
from .address import checked
from .mark import NIC, read

# of the ports that a router has on networks inside
INTERFACES = ["network:router_interface", "network:router_interface_distributed",
              "network:ha_router_replicated_interface"]

UNROUTED = "is not reachable from subnet"       # of an external network, in Neutron's words


def ports(connection: Connection, server_ids: list[str]) -> dict[str, str]:
    """{server id: id of its first port}, one request for up to CHUNK servers.  First is the one
    that a mark says so of, else one as good as any."""
    found: dict[str, dict] = {}
    for port in ports_on(connection, server_ids, ["id", "description"]):
        if port["device_id"] not in found or read(port.get("description")).get(NIC) == "1":
            found[port["device_id"]] = port
    return {server: port["id"] for server, port in found.items()}


def ports_on(connection: Connection, server_ids: list[str], fields: list[str]) -> Iterator[dict]:
    """Every port of these servers: its device_id and these fields."""
    for start in range(0, len(server_ids), CHUNK):
        yield from connection.pages("network", "/ports", "ports", "listing ports",
                                    device_id=server_ids[start:start + CHUNK],
                                    fields=[*fields, "device_id"])


def ports_of(connection: Connection, server_id: str) -> list[dict]:
    """The ports of one server, as far as Nova has made them."""
    return connection.pages("network", "/ports", "ports", "listing ports", device_id=server_id,
                            fields=["id", "name", "network_id", "fixed_ips",
                                    "port_security_enabled"])


def on_server(connection: Connection, server_id: str) -> list[dict]:
    """The floating IPs on the ports of one server.  Two requests."""
    ids = [port["id"] for port in ports_of(connection, server_id)]
    return listed(connection, port_id=ids) if ids else []


def attach(connection: Connection, port_id: str, network_id: str, description: str) -> str:
    """Makes a floating IP on a port; its address.

    A call whose answer is lost is not repeated: the port tells whether it was carried out.
    """
    body = {"floatingip": {"floating_network_id": network_id, "port_id": port_id,
                           "description": description}}
    action = "creating a floating IP"
    try:
        made = connection.post("network", "/floatingips", body, action)["floatingip"]
    except CloudError as error:
        if UNROUTED in error.message:
            raise CloudError(
                "not_found", "no router leads from its network to the external network "
                f"{network_id}, so that it cannot have a floating IP: add one, set network to "
                "another, or auto_ip to false",
                connection.target, action, **error.more) from None
        if error.kind not in ("conflict", "unreachable", "timeout"):
            raise
        there = listed(connection, port_id=port_id)
        if not there:
            raise
        made = there[0]
    target = connection.target
    if found := checked(made["floating_ip_address"], target.loopback):
        return found
    raise CloudError("api", "the new floating IP is not a valid address", target, action)


def listed(connection: Connection, **query: Any) -> list[dict]:
    """The floating IPs that can be seen."""
    return _rows(connection, "/floatingips", "floatingips", "listing floating IPs", **query)


def routes(connection: Connection) -> list[tuple[str, str]]:
    """(network, external network) by their ids: what routers join, as far as they can be seen."""
    outside = {row["id"]: (row.get("external_gateway_info") or {}).get("network_id")
               for row in _rows(connection, "/routers", "routers", "listing routers")}
    inside = _rows(connection, "/ports", "ports", "listing the ports of routers",
                   device_owner=INTERFACES, fields=["device_id", "network_id"]) if outside else []
    return [(port["network_id"], external) for port in inside
            if (external := outside.get(port["device_id"]))]


def _rows(connection: Connection, path: str, key: str, action: str, **query: Any) -> list[dict]:
    """None where the cloud has no floating IPs at all, and no routers (404)."""
    try:
        return connection.pages("network", path, key, action, **query)
    except CloudError as error:
        if error.kind != "not_found":
            raise
        return []


def delete(connection: Connection, floating_ip_id: str) -> bool:
    """Deletes one; False if it was gone already."""
    return connection.delete("network", f"/floatingips/{floating_ip_id}",
                             "deleting a floating IP")
