# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Server groups, which keep servers on different hosts.

A server group has neither metadata nor a description, and Nova lets several have one name: so its
name is our mark, in words.
"""
from __future__ import annotations

from .._cloud.connection import Connection
from .._cloud.errors import CloudError


def listed(connection: Connection) -> list[dict]:
    """The project's server groups: [{id, name, policies, members: [server id]}]."""
    return connection.pages("compute", "/os-server-groups", "server_groups",
                            "listing server groups")


def find(rows: list[dict], name: str, policy: str) -> dict | None:
    """The one of this name, the oldest id if there are several.  Raises CloudError (conflict) if it
    has another policy.  Pure."""
    found = sorted((row for row in rows if row["name"] == name), key=lambda row: row["id"])
    if found and found[0].get("policies") != [policy]:
        option = policy.removeprefix("soft-").replace("-", "_")
        raise CloudError("conflict", f"{option}: the server group of these servers has the policy "
                         f"{', '.join(found[0].get('policies') or ())}, which Nova cannot "
                         "change: delete the servers of this fleet here first")
    return found[0] if found else None


def create(connection: Connection, name: str, policy: str) -> str:
    """Makes one; its id."""
    body = {"server_group": {"name": name, "policies": [policy]}}
    made = connection.post("compute", "/os-server-groups", body, "creating a server group")
    return made["server_group"]["id"]
