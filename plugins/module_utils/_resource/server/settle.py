# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is waited for when a server is up to date: that Nova shows its floating IPs, and that it
answers."""
from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable import floating
from ..._portable.reachable import answers
from ..api import Api
from . import calls
from .actions import advice, wakes
from .floating_ips import shown as floating_ips
from .model import FLOATING

if TYPE_CHECKING:
    from openstack.resource import Resource

SHOWS = 15.0        # seconds for Nova to show what Neutron has done
PAUSE = 1.0


def settle(api: Api, server: Resource, changed: bool) -> None:
    """At the end of a task; changed: this one has changed something."""
    until = time.monotonic() + (min(SHOWS, api.timeout) if changed else 0)
    while _is_late(api.given, server):
        if time.monotonic() >= until:
            _complete(api, server)
            break
        time.sleep(PAUSE)
        api.again(server)
    port = api.given.get("wait_port")
    if port and api.timeout:
        _reach(api, server, port)


def _is_late(given: dict, server: Resource) -> bool:
    """Whether it has floating IPs that Nova does not show, or the other way round."""
    there = floating_ips(server)
    if given.get("floating_ips") is not None:
        return set(there) != set(given["floating_ips"])
    marked = (server.metadata or {}).get(FLOATING) and given.get("auto_ip") is not False
    return not there and bool(marked or given.get("floating_ip_pools"))


def _complete(api: Api, server: Any) -> None:
    """Its addresses, with the floating IPs that Neutron has: some Novas never hear of them."""
    found = {network: [one for one in entries if one.get("OS-EXT-IPS:type") != "floating"]
             for network, entries in (server.addresses or {}).items()}
    for row in floating.on_server(api.connection, server.id):
        inside = {entry["addr"]: (network, entry) for network, entries in found.items()
                  for entry in entries}
        network, entry = inside.get(row["fixed_ip_address"]) or (_network(api, row), {})
        found.setdefault(network, []).append({
            **entry, "addr": row["floating_ip_address"], "version": 4,
            "OS-EXT-IPS:type": "floating"})
    server.addresses = found


def _network(api: Api, row: dict) -> str:
    """The name of the network of the port that it is on."""
    desired = (row.get("port_details") or {}).get("network_id")
    return next((one["name"] for one in api.task.catalog.networks() if one["id"] == desired), "")


def _reach(api: Api, server: Resource, port: int) -> None:
    where = api.shown(server)["address"]
    if where is None:
        raise CloudError("not_found", f"server {server.name} ({server.id}) has no address",
                         api.connection.target, "wait_port")
    until = time.monotonic() + api.timeout
    while not answers(where, port):
        if wakes(server.status):
            raise CloudError("conflict", f"server {server.name} ({server.id}) is {server.status}: "
                             f"{advice(server.status)}", api.connection.target, "wait_port")
        if time.monotonic() >= until:
            error = calls.unanswered(api.connection, server, where, port,
                                     f"{api.timeout:g} s (timeout)")
            error.more["console"] = calls.last_lines(api.connection, server)
            raise error
        time.sleep(PAUSE)
