# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which floating IP is meant, and where it goes: a floating IP has no name."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._cloud.connection import Connection, own_project
from .._cloud.errors import CloudError
from .._portable import floating, network
from .api import Api
from .task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

REFERENCES = {"network": "network", "port": "port", "server": "server",
              "nat_destination": "network"}
DNS = ("dns_domain", "dns_name")
Ids = dict[str, "str | None"]    # by the options of REFERENCES


def find(task: Task, api: Api, options: dict) -> Resource | None:
    """The floating IP that the options speak of, or None; puts into them, by their ids, its
    network, and the port that it is or shall be on.

    That is the one of this address; else one that is on such a port already; else one that is
    free, if no place is named, or if `reuse` is set.  What shall be absent may be nowhere.
    """
    absent = options.get("state") == "absent"
    ids = _ids(task, options, absent)
    ports = _ports(task, ids, options)
    if options.get("floating_ip_address"):
        there = _of_address(task, options, ports, absent)
    else:
        there = _on(task, ids, options, ports, absent) if ports is not None else None
        if there is None and not absent and (ports is None or options.get("reuse")):
            if ports is not None:
                ids.update(_leading(task, ids, ports))
            there = free(task.connection, ids.get("network"), options)
    if not absent:
        options.update(_target(task, ids, ports, there))
    return api.kind.existing(**there) if there else None


def _ids(task: Task, options: dict, absent: bool) -> Ids:
    """{option: id} of what is named; None for what is not there, where that is no matter."""
    found: Ids = {}
    for name, noun in REFERENCES.items():
        try:
            if name in options:
                found[name] = task.resolve(noun, options[name])
        except CloudError as error:
            if error.kind != "not_found" or not absent:
                raise
            found[name] = None
    return found


def _ports(task: Task, ids: Ids, options: dict) -> list[dict] | None:
    """The ports that the options allow for; None if they name no place."""
    if "port" in ids:
        return [{"id": ids["port"]}] if ids["port"] else []
    if "server" not in ids and "fixed_address" not in options:
        if "nat_destination" in ids:
            raise CloudError("invalid", "nat_destination: give server or fixed_address as well",
                             task.connection.target)
        return None
    if None in ids.values():
        return []
    fixed = options.get("fixed_address")
    return task.connection.pages(
        "network", "/ports", "ports", "listing ports", device_id=ids.get("server"),
        network_id=ids.get("nat_destination"), fixed_ips=f"ip_address={fixed}" if fixed else None,
        fields=["id", "network_id", "fixed_ips"])


def _of_address(task: Task, options: dict, ports: list[dict] | None, absent: bool) -> dict | None:
    """Of the login's own project, also for an administrator, who sees those of all; and nothing
    that is in use is taken away from where it is."""
    address = options["floating_ip_address"]
    rows = floating.listed(task.connection, floating_ip_address=address,
                           project_id=own_project(task.connection))
    there = rows[0] if rows else None
    port = there and there["port_id"]
    if not port or ports is None or port in _identifiers(ports):
        return there
    if absent and not options.get("purge"):
        return None         # it is not there, which is what is desired
    raise CloudError("conflict", f"the floating IP {address} is attached to another port, {port}: "
                     "detach it there first (state absent, without server and port)",
                     task.connection.target)


def _on(task: Task, ids: Ids, options: dict, ports: list[dict], absent: bool) -> dict | None:
    """The one that is on one of the ports; raises CloudError (ambiguous) rather than to choose one
    that shall be absent."""
    rows = floating.listed(
        task.connection, port_id=_identifiers(ports), floating_network_id=ids.get("network"),
        fixed_ip_address=options.get("fixed_address")) if ports else []
    if absent and len(rows) > 1:
        raise CloudError("ambiguous", f"there are {len(rows)} floating IPs: set "
                         f"floating_ip_address to one of {', '.join(map(_address, rows))}",
                         task.connection.target)
    return min(rows, key=_address, default=None)


def free(connection: Connection, network_id: str | None, options: Mapping[str, str]
         ) -> dict | None:
    """One of the project that is on no port, forwards none, that nobody has marked as his by a
    description or tags, and that has the names in DNS of the options; None if there is none."""
    rows = floating.listed(connection, floating_network_id=network_id,
                           project_id=own_project(connection))
    return min((row for row in rows if not any(map(row.get, (
        "port_id", "port_forwardings", "description", "tags"))) and all(
            (row.get(name) or "") == options.get(name, "").lower() for name in DNS)),
        key=_address, default=None)


def move(api: Api, row: dict, **desired: Any) -> None:
    """Puts a floating IP on another port, or on none; only if nobody has changed it since it was
    looked at: two that look for a free one at the same time do not end up with the same.

    Raises CloudError: conflict, if somebody has.
    """
    moved = api.kind.new(**{"id": row["id"], "port_id": row["port_id"], **desired,
                            "if_match": f"revision_number={row['revision_number']}"})
    try:
        api.call("moving", moved.commit)
    except CloudError as error:
        if error.more.get("status") != 412:
            raise
        raise CloudError("conflict", "somebody else has just changed the floating IP "
                         f"{_address(row)}: run this again", api.connection.target) from None


def _target(task: Task, ids: Ids, ports: list[dict] | None, there: dict | None) -> Ids:
    """{port, network} as they are to be, as far as something has to be said of them."""
    found = {"network": ids["network"]} if "network" in ids else {}
    if ports is not None and there is not None and there["port_id"]:
        found["port"] = there["port_id"]
    elif ports or ports is not None and not task.check_mode:     # the server may be yet to be made
        found["port"] = _chosen(task, ids, ports)["id"]
    if there is None and not found.get("network"):
        found["network"] = _outside(task, ids, ports)
    return found


def _chosen(task: Task, ids: Ids, ports: list[dict]) -> dict:
    """The port that has an IPv4 address to be reached by; clouds.yaml may say which, or routers."""
    able = [port for port in ports if "fixed_ips" not in port
            or any("." in address["ip_address"] for address in port["fixed_ips"])]
    inner = task.catalog.hints().nat_destination if len(able) > 1 else None
    if inner:
        inner = task.resolve("network", inner)
        able = [port for port in able if port["network_id"] == inner] or able
    if len(able) > 1:
        able = [port for port in able if _leads(task, port, ids.get("network"))] or able
    if len(able) == 1:
        return able[0]
    if not able:
        raise CloudError("not_found", "there is no port with an IPv4 address for the floating IP",
                         task.connection.target)
    raise CloudError("ambiguous", f"the floating IP could be attached to {len(able)} ports: set "
                     "nat_destination, fixed_address or port", task.connection.target)


def _leads(task: Task, port: dict, network_id: str | None) -> bool:
    """Whether a router leads from a port to this external network, or to any."""
    reached = task.catalog.routed(port["network_id"])
    return network_id in reached if network_id else bool(reached)


def _leading(task: Task, ids: Ids, ports: list[dict]) -> Ids:
    """{network: that of the free ones that the ports can have}; {} where it cannot be told, as any
    may do then."""
    if "network" in ids:
        return {}
    try:
        return {"network": _outside(task, ids, ports)}
    except CloudError as error:
        if error.kind not in ("ambiguous", "not_found"):
            raise
        return {}


def _outside(task: Task, ids: Ids, ports: list[dict] | None) -> str | None:
    """The id of the network that floating IPs come from; None for a server that is yet to be made,
    where its network has to tell."""
    outer: dict[str, Any] = {"router:external": True}
    rows = task.connection.pages("network", "/networks", "networks", "listing networks", **outer)
    hints = task.catalog.hints()
    try:
        found = network.floating_source(rows, {"id": None}, hints,
                                        lambda: _routed(task, ids, ports))
    except CloudError as error:
        if task.check_mode and ports == []:
            return None
        raise error.at(task.connection.target, "network") from None
    if found is None:
        raise CloudError("not_found", "there is no network for floating IPs here",
                         task.connection.target, "network")
    return found


def _routed(task: Task, ids: Ids, ports: list[dict] | None) -> set[str]:
    """The external networks that routers lead to from the port that is meant."""
    if not ports:
        return set()
    port = _chosen(task, ids, ports)
    inside = port.get("network_id") or task.connection.get(
        "network", f"/ports/{port['id']}", "reading a port")["port"]["network_id"]
    return task.catalog.routed(inside)


def _identifiers(ports: list[dict]) -> list[str]:
    return [port["id"] for port in ports]


def _address(row: dict) -> str:
    return row["floating_ip_address"]
