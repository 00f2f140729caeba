# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How Ansible logs in to servers behind bastions.  Pure.

What a cloud says becomes a part of command lines here: all of it was checked where it came in (ids,
addresses, names of fleets), and each word is quoted all the same.
"""
from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..module_utils._cloud.target import Target
from ..module_utils._fleet.observe import bastions
from ..module_utils._fleet.spec import mark
from ..module_utils._portable.address import checked
from ..module_utils._portable.mark import PREFIX
from ..module_utils._resource.server.model import Server
from .asked import Bastions

FLEET = "@{fleet}"      # in the name of a file
# Ansible takes a host without ansible_host by its name, which may well be a name of the DNS.
# This top-level domain never exists (RFC 6761).
NOWHERE = "no-address.invalid"


def through(server_id: str, metadata: Mapping[str, str], address: str, how: Bastions
            ) -> dict[str, str]:
    """Ansible's variables for a server behind a bastion, which has this address.

    ControlPath has the server's id in it: ssh shares connections to an address, and behind another
    bastion there may be the same one.
    """
    words = [f"-o{option}" for option in _options(server_id, metadata, address, how)]
    short = hashlib.sha256(server_id.encode()).hexdigest()[:10]
    return {"ansible_ssh_common_args": shlex.join(words),
            "ansible_control_path": f"%(directory)s/{short}-%%r"}


def _options(server_id: str, metadata: Mapping[str, str], address: str, how: Bastions
             ) -> list[str]:
    """Of ssh: 'Key=value'."""
    files = [file.replace(FLEET, metadata[f"{PREFIX}fleet"]).replace("%", "%%")
             for file in how.known_hosts]
    keys = ["UserKnownHostsFile=" + " ".join(f'"{file}"' for file in files)] * bool(files)
    checked = ["StrictHostKeyChecking=yes", "CheckHostIP=no", *keys]
    key = ["-i", how.private_key_file] if how.private_key_file else []
    first = [*(f"-o{option}" for option in checked), "-p", str(how.port), *key]
    return [*checked, f"HostKeyAlias={mark.alias(server_id, metadata)}",
            f"ProxyCommand={bastions.proxy_command(first, address, how.user)}"]


def of_row(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], how: Bastions
           ) -> dict[str, str]:
    """The same of a row of a fleet's servers; none if it is reached directly, but for the user of a
    bastion.  rows: of all its servers.  Where its bastion cannot be used, ansible_host is nowhere.
    """
    if not mark.through(row["metadata"]):
        return {"ansible_user": how.user} if how.user and _is_bastion(row, rows) else {}
    address = _bastion(row, rows)
    return (through(row["id"], row["metadata"], address, how) if address
            else {"ansible_host": NOWHERE})


def ssh_config(rows: list[Mapping[str, Any]], how: Bastions) -> str:
    """A file for ssh, with a host for each server that can be reached through a bastion, called as
    in the file of host keys."""
    found = []
    for row in rows:
        alias, own = mark.alias(row["id"], row["metadata"]), checked(row.get("address"), True)
        address = _bastion(row, rows) if alias and own else None
        if address:
            options = _options(row["id"], row["metadata"], address, how)
            found += [f"Host {alias}", *(f"  {line}" for line in [f"HostName={own}", *options])]
    return "".join(f"{line}\n" for line in found)


def _is_bastion(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether others are reached through it, or would be on its target."""
    return any(mark.through(one["metadata"]) == row["group"] for one in rows)


def _bastion(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str | None:
    """The address of the one of a server behind one, if that works."""
    group = mark.through(row["metadata"])
    bastion = bastions.find(_server(row), [_server(one) for one in rows if all((
        one["group"] == group, one["cloud"] == row["cloud"],
        one["region_name"] == row["region_name"]))])
    return bastion.address if bastion and bastions.able(bastion) else None


def _server(row: Mapping[str, Any]) -> Server:
    """As far as it matters here; the floating IP that a run has just made is not in `addresses`."""
    addresses = [{"address": one, "type": "floating" if key == "floating_ip" else "fixed",
                  "version": 6 if ":" in one else 4, "network": ""}
                 for key in ("floating_ip", "address")
                 if (one := checked(row.get(key), loopback=True))]
    found = Server.of({"id": row["id"], "name": row["name"], "status": row["status"],
                       "metadata": row["metadata"]}, Target(row["cloud"], row["region_name"]))
    return replace(found, addresses=tuple(addresses))
