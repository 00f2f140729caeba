# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The requests that create, read and change a server, one that is declared as well as one of a
fleet.

Of a server they need to know its id and its name.
"""
from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..._cloud import redact
from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable.reachable import missing_rule
from .body import TYPED
from .model import Server

if TYPE_CHECKING:
    from openstack.resource import Resource

ATTACHED_TO_GO = "2.79"     # of Nova, where a volume that is attached may go with its server
NEWER = {"description": "2.19", "tags": "2.26"}     # than 2.1, and since when Nova has them
LINES = 10          # of a console, in an error
MOST = 500_000      # characters of a console: five times what Nova keeps


def require(connection: Connection, options: Mapping[str, object]) -> None:
    """Raises CloudError (invalid) where Nova, which has been asked for something before, does not
    have what is given: it would say nothing."""
    for option, version in NEWER.items():
        if options.get(option) and connection.microversion == "2.1":
            raise CloudError("invalid", f"{option}: Nova is older than {version} here, and has "
                             "none", connection.target)


def create(connection: Connection, body: dict) -> dict:
    """POST /servers; what Nova says of it so far.  body: server.model.request()."""
    server, action = body["server"], f"creating {body['server']['name']}"
    if connection.microversion == "2.1":
        server = {key: value for key, value in server.items() if key not in NEWER}
    body = {**body, "server": server}
    if not any("volume_type" in disk for disk in server.get("block_device_mapping_v2", ())):
        return connection.post("compute", "/servers", body, action)["server"]
    try:
        return connection.post("compute", "/servers", body, action, microversion=TYPED)["server"]
    except CloudError as error:
        if error.more.get("status") != 406:
            raise
        raise CloudError("invalid", f"volume_type: Nova is older than {TYPED} here: omit it for "
                                    "this target", connection.target, action) from None


def read(connection: Connection, server: Server) -> Server | None:
    """As it is now; None if it has gone."""
    try:
        row = connection.get("compute", f"/servers/{server.id}", f"reading {server.name}")["server"]
    except CloudError as error:
        if error.kind == "not_found":
            return None
        raise
    return Server.of(row, connection.target)


def act(connection: Connection, server: Server | Resource, body: dict, doing: str) -> dict:
    """One of Nova's actions; doing: as in errors, 'resizing'."""
    return connection.post("compute", f"/servers/{server.id}/action", body,
                           f"{doing} {server.name}")


def set_metadata(connection: Connection, server: Server | Resource,
                 metadata: dict[str, str]) -> None:
    """Beside what there is."""
    connection.post("compute", f"/servers/{server.id}/metadata", {"metadata": metadata},
                    f"setting metadata of {server.name}")


def remove_metadata(connection: Connection, server: Server | Resource, key: str) -> None:
    """One key."""
    connection.delete("compute", f"/servers/{server.id}/metadata/{quote(key, safe='')}",
                      f"removing metadata of {server.name}")


def named(connection: Connection, groups: Collection[str]) -> dict[str, str]:
    """{id: name} of those of these security groups that are given by their ids; without a request
    for none."""
    rows = connection.pages("network", "/security-groups", "security_groups",
                            "listing security groups", id=sorted(groups),
                            fields=["id", "name"]) if groups else []
    return {row["id"]: row["name"] for row in rows}


def group_names(connection: Connection, groups: Collection[str]) -> set[str]:
    """Of security groups, each given by its name or id; without a request for none."""
    names = named(connection, groups)
    return {names.get(group, group) for group in groups}


def set_security_groups(connection: Connection, server: Server | Resource, actual: set[str],
                        desired: Collection[str]) -> None:
    """On all of its ports.  actual: names; desired: names or ids."""
    names = group_names(connection, set(desired) - actual) | (set(desired) & actual)
    for action, groups in (("addSecurityGroup", names - actual),
                           ("removeSecurityGroup", actual - names)):
        for group in sorted(groups):
            act(connection, server, {action: {"name": group}}, "changing the security groups of")


def attach_volume(connection: Connection, server: Server | Resource, volume_id: str,
                  goes: bool) -> None:
    """Asks for it.  goes: it is to be deleted with the server, which an older Nova does not take:
    there it stays."""
    desired: dict[str, object] = {"volumeId": volume_id}
    path = f"/servers/{server.id}/os-volume_attachments"
    action = f"attaching a volume to {server.name}"
    if goes:
        try:
            connection.post("compute", path, {"volumeAttachment": {
                **desired, "delete_on_termination": True}}, action, microversion=ATTACHED_TO_GO)
            return
        except CloudError as error:
            if error.more.get("status") != 406:
                raise
    connection.post("compute", path, {"volumeAttachment": desired}, action)


def console(connection: Connection, server: Server | Resource, lines: int | None = None) -> str:
    """The end of what it shows so far, or its last lines.  A cloud may answer with more than it was
    asked for."""
    length = {} if lines is None else {"length": lines}
    answer = act(connection, server, {"os-getConsoleOutput": length}, "reading the console of")
    shown = answer.get("output") or ""
    if not isinstance(shown, str):
        raise CloudError("api", "its console is not a string", connection.target,
                         f"reading the console of {server.name}")
    if len(shown) > MOST:       # from a whole line on: its end could pass for another one
        shown = shown[-MOST:].partition("\n")[2]
    return "\n".join(shown.split("\n")[-lines:]) if lines and lines > 0 else shown


def last_lines(connection: Connection, server: Server | Resource) -> list[str]:
    """The end of what its console shows, for an error; empty where Nova cannot tell."""
    try:
        shown = console(connection, server, LINES).splitlines()
    except CloudError:
        return []
    return [redact.text(line) for line in [line for line in shown if line.strip()][-LINES:]]


def unanswered(connection: Connection, server: Server | Resource, address: str | None, port: int,
               limit: str) -> CloudError:
    """Why nobody answers on a port, as far as the cloud can tell.

    limit: for how long it was asked, and which option says so: '300 s (reachable_timeout)'.
    """
    about = {"server_id": server.id, "server_name": server.name}
    if not address:
        return CloudError("timeout", f"it got no address to connect to within {limit}",
                          connection.target, f"server {server.name}", waited_for="address", **about)
    what, waited_for = f"port {port} of {address} did not answer within {limit}", "port"
    try:
        rule = missing_rule(connection, server.id, address, port)
        why = ", although its security groups allow it"
    except CloudError as error:
        rule = f"its security groups could not be read ({error.message})"
        why = f", and {rule}"
    else:
        if rule:
            what, waited_for = f"port {port} of {address} cannot be reached", "rule"
            why = f": {rule}"
    return CloudError("timeout", what + why, connection.target, f"server {server.name}",
                      rule=rule, waited_for=waited_for, **about)
