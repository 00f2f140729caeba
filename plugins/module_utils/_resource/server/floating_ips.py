# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The floating IPs of a server: made on its port in one call, with a mark, as soon as the port is
there; those that are made for it go with it, all others are left."""
from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..._cloud.connection import Connection, own_project
from ..._cloud.errors import CloudError
from ..._portable import address, floating, mark, network
from .. import floating_ip, wait
from ..api import Api
from ..spec import Aspect, Field
from ..task import Task
from . import calls
from .model import FLOATING

if TYPE_CHECKING:
    from openstack.resource import Resource

PAUSE = 0.5         # seconds between two looks
LOOKS = 4           # at the ports of a server, until it is looked at itself
TRIES = 5           # to get a free one before others do


def shown(server: Resource) -> list[str]:
    """The floating IPs that Nova shows."""
    return [one["address"] for one in address.of_row({"addresses": server.addresses}, loopback=True)
            if one["type"] == "floating"]


def pools(task: Task, names: Iterable[str] | None) -> list[str]:
    """The ids of the networks that floating IPs may come from."""
    try:
        return [task.catalog.network(name)["id"] for name in names or ()]
    except CloudError as error:
        raise error.at(task.connection.target, "floating_ip_pools") from None


def named(connection: Connection, addresses: list[str]) -> list[dict]:
    """Rows of floating IPs that are there, and free.  Raises CloudError: not_found, conflict."""
    rows = floating.listed(connection, floating_ip_address=list(addresses),
                           project_id=own_project(connection)) if addresses else []
    found = {row["floating_ip_address"]: row for row in rows}
    for desired in addresses:
        if desired not in found:
            raise CloudError("not_found", f"there is no floating IP {desired} here",
                             connection.target, "floating_ips")
        if found[desired]["port_id"]:
            raise CloudError("conflict", f"{desired} is attached to another port "
                             f"({found[desired]['port_id']}): detach it there first",
                             connection.target, "floating_ips")
    return [found[desired] for desired in addresses]


class Addresses(Aspect):
    """floating_ips is what there shall be and no more; the others are content with any."""

    early = True
    fields = {
        "auto_ip": Field("bool", initial=True, option={"aliases": ["auto_floating_ip",
                                                                   "public_ip"]}),
        "floating_ip_pools": Field("list", option={"elements": "str"}),
        "floating_ips": Field("list", compare="set", option={"elements": "str"}),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """As Nova shows it; where that is not what is desired, as Neutron does."""
        given, there = api.given, shown(resource)
        source = _source(api, resource) if given.get("auto_ip") and not there else None
        desired = given.get("floating_ips")
        if (source or "floating_ip_pools" in given and not there
                or desired is not None and set(desired) != set(there)):
            there = [row["floating_ip_address"]
                     for row in floating.on_server(api.connection, resource.id)]
        return {"floating_ips": there,
                "floating_ip_pools": given.get("floating_ip_pools") if there else None,
                "auto_ip": False if source and not there else given.get("auto_ip")}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """auto_ip of a new server counts where its mark says so: whether it needs one was found
        out before it was created."""
        before, desired = changes.get("auto_ip", (None, False))
        if "floating_ips" in api.given:
            _exactly(api, resource, api.given["floating_ips"])
        elif "floating_ip_pools" in changes:
            _any(api, resource, pools(api.task, api.given["floating_ip_pools"]))
        elif (desired and (before is False or _marked(resource))
                and (source := _source(api, resource))):
            _any(api, resource, [source])

    def release(self, api: Api, resource: Resource) -> None:
        """Those that were made for it; with delete_ips, all of them."""
        for row in floating.on_server(api.connection, resource.id):
            if api.given.get("delete_ips") or _is_made_for(row, resource):
                floating.delete(api.connection, row["id"])


def _marked(server: Resource) -> str | None:
    return (server.metadata or {}).get(FLOATING)


def _is_made_for(row: dict, server: Resource) -> bool:
    return mark.read(row.get("description")).get("server") == server.id


def _source(api: Api, server: Resource) -> str | None:
    """The id of the network that a floating IP for it comes from; None if it needs none, or there
    are none here."""
    if _marked(server):
        return _marked(server)
    rows = address.of_row({"addresses": server.addresses}, loopback=True)
    names = {one["network"] for one in rows}
    catalog = api.task.catalog
    own = [row for row in catalog.networks() if row.get("name") in names]
    hints = catalog.hints()
    if not own or any(network.is_external(row, hints) for row in own):
        return None
    return network.floating_source(catalog.networks(), own[0], hints, lambda: catalog.routed(
        *(row["id"] for row in own)))


def _any(api: Api, server: Resource, sources: Iterable[str]) -> None:
    """One floating IP, on the first port and from the first network that it can be had by."""
    refusals = []
    for port, source in itertools.product(_ports(api, server), sources):
        try:
            _put(api, server, port["id"], source)
        except CloudError as error:
            # the port's network has no router there, or all addresses are in use
            if error.kind not in ("not_found", "no_address"):
                raise
            refusals.append(error)
        else:
            _mark(api, server, source)
            return
    raise refusals[-1]


def _mark(api: Api, server: Resource, source: str | None) -> None:
    """Whether it is to have one, if Nova lets us change that; while it builds a server, it does
    not."""
    if source == _marked(server) or server.status == "BUILD":
        return
    if source:
        calls.set_metadata(api.connection, server, {FLOATING: source})
    else:
        calls.remove_metadata(api.connection, server, FLOATING)


def _put(api: Api, server: Resource, port_id: str, source: str) -> None:
    ips = api.task.api(api.task.specs["floating_ip"])
    for _try in range(TRIES if api.given.get("reuse_ips") else 0):
        row = floating_ip.free(api.connection, source, {})
        if row is None:
            break
        try:
            return floating_ip.move(ips, row, port_id=port_id)
        except CloudError as error:
            if error.kind != "conflict":
                raise
    floating.attach(api.connection, port_id, source, mark.of_server(server.id))


def _exactly(api: Api, server: Resource, desired: list[str]) -> None:
    connection, ips = api.connection, api.task.api(api.task.specs["floating_ip"])
    kept = set()
    for row in floating.on_server(connection, server.id):
        if row["floating_ip_address"] in desired:
            kept |= {row["floating_ip_address"], row["port_id"]}
        elif _is_made_for(row, server):
            floating.delete(connection, row["id"])
        else:
            floating_ip.move(ips, row, port_id=None)
    _mark(api, server, None)    # from now on, it has what is said
    rows = named(connection, [one for one in desired if one not in kept])
    ports = [port for port in (_ports(api, server) if rows else ()) if port["id"] not in kept]
    if len(ports) < len(rows):
        raise CloudError("conflict", f"floating_ips: there are {len(ports)} ports for "
                         f"{len(rows)} more floating IPs", connection.target)
    for row, port in zip(rows, ports, strict=False):
        floating_ip.move(ips, row, port_id=port["id"])


def _ports(api: Api, server: Resource) -> list[dict]:
    """Its ports, as soon as Nova has made them, which is before it is built; those first that
    floating IPs are to be put on."""
    expected, until = len(api.given.get("nics") or "1"), time.monotonic() + api.task.timeout
    look = 0
    while True:
        look += 1
        ports = floating.ports_of(api.connection, server.id)
        if len(ports) >= expected:
            return _ordered(api, ports)
        if time.monotonic() > until:
            raise CloudError("timeout", f"Nova has created no port for server {server.name} "
                             f"({server.id}) within {api.task.timeout:g} s", api.connection.target)
        if look % LOOKS == 0:
            wait.alive(api, server)
        time.sleep(PAUSE)


def _ordered(api: Api, ports: list[dict]) -> list[dict]:
    able = [port for port in ports
            if any("." in one["ip_address"] for one in port.get("fixed_ips") or ())]
    if not able:
        raise CloudError("not_found", "it has no port with an IPv4 address for a floating IP",
                         api.connection.target)
    if len(able) == 1:
        return able
    catalog = api.task.catalog
    rows, hints = {row["id"]: row for row in catalog.networks()}, catalog.hints()

    def rank(port: dict) -> tuple[bool, bool]:
        row = rows.get(port["network_id"], {})
        told = hints.nat_destination and hints.nat_destination in (row.get("id"), row.get("name"))
        return not told, network.is_external(row, hints)
    return sorted(able, key=rank)
