# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The servers of one target, as plain data: what a cache keeps, and hosts are made of."""
from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from ..module_utils._cloud.answer import is_deeper, number, text
from ..module_utils._cloud.connection import Connection
from ..module_utils._cloud.errors import CloudError
from ..module_utils._cloud.pool import Pool
from ..module_utils._cloud.target import Target
from ..module_utils._fleet.observe import bastions
from ..module_utils._fleet.spec import mark
from ..module_utils._fleet.spec.prices import Prices
from ..module_utils._fleet.spec.prices import of as of_target
from ..module_utils._portable.address import hinted, ordered
from ..module_utils._portable.choose import by_name
from ..module_utils._portable.reachable import answers
from ..module_utils._resource.server.model import IP_VERSION, Server
from . import legacy
from .asked import Asked, Listed
from .details import DETAILS, Details, shown
from .logins import NOWHERE, through
from .query import with_tag

DEEPEST = 20        # what OpenStack says is nested less; Ansible goes through it by recursion


def listed(connection: Connection, asked: Asked) -> Listed:
    """All that one target has to say.  Raises CloudError where its servers cannot be listed."""
    try:
        query = {key: _id(connection, key, value) for key, value in asked.query.items()}
    except CloudError as error:
        if error.kind != "not_found":
            raise
        return Listed()         # no server can be of an image or flavor that is not there
    raws = connection.pages("compute", "/servers/detail", "servers", "listing servers",
                            **with_tag(query, _tag(connection, asked.fleet)))
    servers = [Server.of(raw, connection.target) for raw in raws]
    # a cloud may have ignored the tag, and anybody may have set it
    kept = [(server, raw) for server, raw in zip(servers, raws, strict=True)
            if asked.fleet in (None, mark.fleet_of(server))]
    details = Details(connection, (*asked.details, *["os_distro"] * bool(asked.users)),
                      "all_tenants" in asked.query)
    reached = _reached(connection, [server for server, _raw in kept], asked)
    found = [_row(server, raw, reached[server.id], details.raw(raw), asked)
             for server, raw in kept]
    lost = _behind(connection.target, found, kept, asked)
    return Listed(found, [*details.failures, *lost])


def _tag(connection: Connection, fleet: str | None) -> str | None:
    return mark.tag(fleet) if fleet and connection.microversion != "2.1" else None


def _id(connection: Connection, key: str, value: Any) -> Any:
    """Nova takes ids of images and flavors."""
    if key not in ("image", "flavor"):
        return value
    return by_name(DETAILS[key].list(connection), value, key)["id"]


def _reached(connection: Connection, servers: list[Server], asked: Asked) -> dict[str, str | None]:
    """{server id: the address to connect to, or None}"""
    preferences = asked.addresses or hinted(connection.region.config)
    found = {server.id: ordered(
        list(server.addresses), preferences, server.metadata.get(IP_VERSION, "any"))
        for server in servers}
    if asked.reachable_port:
        pool = Pool(min(len(found), 64) or 1)
        # a single address needs no choice
        tried = {key: pool.submit(_answering, own, asked.reachable_port)
                 for key, own in found.items() if len(own) > 1}
        found.update({key: [future.result()] for key, future in tried.items()})
    return {key: next(iter(own), None) for key, own in found.items()}


def _answering(addresses: list[str], port: int) -> str:
    return next(filter(partial(answers, port=port), addresses), addresses[0])


def _row(server: Server, raw: dict, address: str | None, details: dict[str, list[dict]],
         asked: Asked) -> dict:
    told = {**server.report(), "address": address, "fleet": mark.fleet_of(server),
            "project_id": text(raw.get("tenant_id")),
            "hostname": text(raw.get("OS-EXT-SRV-ATTR:hostname")), "stale": False,
            **shown(details)}
    user = asked.users.of(told.get("os_distro")) if asked.users else None
    if asked.prices:
        told["price"] = _price(asked.prices, server, details)
    told["flavor"] = server.flavor or told["flavor"]    # which may be none that we may see
    host = address or NOWHERE
    variables = {"ansible_host": host, **server.target.report(), "server": told}
    if asked.legacy_variables:
        variables |= _legacy(asked.legacy_variables, server, raw, details)
        if asked.addresses or asked.reachable_port:
            variables |= {"ansible_host": host, "ansible_ssh_host": host}
    if is_deeper(variables, DEEPEST):
        raise TypeError(f"what it says of a server is nested more than {DEEPEST} times")
    return {"variables": variables, "user": user, **_groups(raw, server, asked)}


def _groups(raw: dict, server: Server, asked: Asked) -> dict[str, list[str]]:
    groups, chosen = ((legacy.groups(raw, server.target), legacy.chosen(raw))
                      if asked.legacy_groups else ([], []))
    return {"groups": groups, "chosen": chosen}


def _price(table: tuple[dict[str, Any], ...], server: Server, details: dict[str, list[dict]]
           ) -> float | None:
    """Per hour, with its volumes if they were asked for; None if its flavor has no price."""
    prices = of_target(table, server.target) or Prices()
    price = prices.server(mark.flavor_of(server), server.floating_ip is not None)
    return None if price is None else price + prices.volumes(
        (row.get("volume_type"), number(row.get("size") or 0))
        for row in details.get("volumes", ()))


def _behind(target: Target, rows: list[dict], kept: list[tuple[Server, dict]], asked: Asked
            ) -> list[CloudError]:
    """Adds to the rows how to get to servers behind bastions; why nobody gets to some of them.  A
    private address may be anybody's here, so that it is never connected to without a bastion."""
    lost: dict[str, CloudError] = {}
    found: dict[tuple[str | None, ...], Server | None] = {}
    users = {server.id: row["user"] for row, (server, _raw) in zip(rows, kept, strict=True)}
    for row, (server, raw) in zip(rows, kept, strict=True):
        if not mark.through(server.metadata):
            continue
        project = text(raw.get("tenant_id"))
        key = project, mark.fleet_of(server), mark.through(server.metadata)
        if key not in found:
            found[key] = bastions.find(server, [one for one, other in kept
                                                if text(other.get("tenant_id")) == project])
        bastion = found[key]
        if bastion and bastions.able(bastion):
            how = replace(asked.bastions, user=asked.bastions.user or users[bastion.id])
            row["variables"] |= through(server.id, server.metadata, bastion.address or "", how)
        else:
            row["variables"]["ansible_host"] = NOWHERE
            error = bastions.unable(server, bastion)
            lost.setdefault(error.message, error.at(target, f"server {server.name}"))
    return [*lost.values()]


def _legacy(kind: str, server: Server, raw: dict, details: dict[str, list[dict]]) -> dict:
    found: dict[str, Any] = {
        name: rows if name == "volumes" else next(iter(rows), None)
        for name, rows in details.items()}
    if found.get("image"):
        found["image"] = found["image"]["name"]
    return legacy.variables(kind, raw, server.target, found)
