# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What else is told of servers if the user asks: one list each for all servers of a target."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..module_utils._cloud.connection import Connection
from ..module_utils._cloud.errors import CloudError
from ..module_utils._portable.address import of_row
from ..module_utils._portable.image import EVERY
from ..module_utils._portable.mark import PREFIX


@dataclass(frozen=True)
class Detail:
    """service, path, key: of the list.

    told: row of the list -> what it is found by.  leads: row of Nova's list -> what to find.
    shown: the rows found -> what the host's variable `server` gets.  query: of each list.
    """

    service: str
    path: str
    key: str
    told: Callable[[dict], list]
    leads: Callable[[dict], list]
    shown: Callable[[list[dict]], dict]
    everybody: bool = False         # it has an own word for all projects
    query: dict = field(default_factory=dict)

    def list(self, connection: Connection, all_projects: bool = False) -> list[dict]:
        """All there are.  Raises CloudError."""
        everywhere: dict[str, Any] = {"all_tenants": "1"} if all_projects and self.everybody else {}
        return connection.pages(self.service, self.path, self.key,
                                f"listing {self.key.replace('floatingips', 'floating IPs')}",
                                **self.query, **everywhere)


def _parts(key: str, *names: str, **renamed: str) -> Callable[[list[dict]], dict]:
    """{key: [the rows, with some of their columns]}"""
    columns = {**{name: name for name in names}, **renamed}
    return lambda rows: {key: [{ours: row.get(theirs) for ours, theirs in columns.items()}
                               for row in rows]}


def _first(**columns: str) -> Callable[[list[dict]], dict]:
    """Some columns of the one row, None where there is none."""
    return lambda rows: {ours: next((row.get(theirs) for row in rows), None)
                         for ours, theirs in columns.items()}


def _flavor(row: dict) -> list:
    flavor = row.get("flavor") or {}
    return [flavor.get("original_name") or flavor.get("id")]


DETAILS = {
    "image": Detail(
        "image", "/images", "images", lambda row: [row["id"]],
        lambda row: [(row.get("image") or {}).get("id")], _first(image="name"),
        query={"limit": EVERY["limit"]}),
    # of servers on volumes, Nova shows no image
    "os_distro": Detail(
        "image", "/images", "images", lambda row: [row["id"]],
        lambda row: [(row.get("image") or {}).get("id")
                     or (row.get("metadata") or {}).get(f"{PREFIX}image")],
        _first(os_distro="os_distro"), query={"limit": EVERY["limit"]}),
    "flavor": Detail(
        "compute", "/flavors/detail", "flavors", lambda row: [row["name"], row["id"]], _flavor,
        _first(flavor="name", flavor_id="id", vcpus="vcpus", ram="ram", disk="disk")),
    "volumes": Detail(
        "block-storage", "/volumes/detail", "volumes",
        lambda row: [part["server_id"] for part in row.get("attachments") or ()],
        lambda row: [row["id"]],
        _parts("volumes", "id", "name", "size", "status", "volume_type", "bootable"), True),
    "ports": Detail(
        "network", "/ports", "ports", lambda row: [row.get("device_id")], lambda row: [row["id"]],
        _parts("ports", "id", "name", "network_id", "mac_address", "fixed_ips", "status")),
    "floating_ips": Detail(
        "network", "/floatingips", "floatingips", lambda row: [row["floating_ip_address"]],
        lambda row: [a["address"] for a in of_row(row, loopback=True) if a["type"] == "floating"],
        _parts("floating_ips", "id", "status", address="floating_ip_address",
               fixed_address="fixed_ip_address", network_id="floating_network_id")),
}


class Details:
    """Those of one target that were asked for.

    failures: lists that could not be had.
    """

    def __init__(self, connection: Connection, names: tuple[str, ...],
                 all_projects: bool = False) -> None:
        self.failures: list[CloudError] = []
        self._found: dict[str, dict[str, list[dict]]] = {}
        lists: dict[str, list[dict]] = {}       # two details may be in one
        for name in names:
            self._found[name] = defaultdict(list)
            if DETAILS[name].path not in lists:
                lists[DETAILS[name].path] = self._list(connection, name, all_projects)
            for row in lists[DETAILS[name].path]:
                for key in dict.fromkeys(DETAILS[name].told(row)):
                    self._found[name][key].append(row)

    def _list(self, connection: Connection, name: str, all_projects: bool) -> list[dict]:
        try:
            return DETAILS[name].list(connection, all_projects)
        except CloudError as error:
            self.failures.append(error)
            return []

    def raw(self, row: dict) -> dict[str, list[dict]]:
        """{detail: the rows that are about one server}.  row: of Nova's list."""
        return {name: [found for key in DETAILS[name].leads(row) for found in rows.get(key, ())]
                for name, rows in self._found.items()}


def shown(raw: dict[str, list[dict]]) -> dict:
    """As the variable `server` has it."""
    return {key: value for name, rows in raw.items()
            for key, value in DETAILS[name].shown(rows).items()}
