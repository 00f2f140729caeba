# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What inventories hold: a host for every target, a host for every server.  Pure.

Names of servers are text that others wrote, and a host's name decides which files are read for
it and which patterns match it: it is made of letters, digits, _, . and - only.
"""
from __future__ import annotations

import hashlib
import ipaddress
import re
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass

from ..cloud.target import Target
from ..resource.server import Server
from . import mark

TARGETS, SERVERS = "targets", "servers"     # the groups of all hosts

# Ansible takes a host without ansible_host by its name, which may well be a name of the DNS.
# This top-level domain never exists (RFC 6761).
NOWHERE = "no-address.invalid"


@dataclass(frozen=True)
class Host:
    """groups: as they are meant; Ansible may have to replace characters in their names."""

    name: str
    variables: dict
    groups: tuple[str, ...]


def of_targets(targets: list[Target], taken: Container[str] = (),
               known: Mapping[Target, tuple[dict, tuple[str, ...]]] | None = None) -> list[Host]:
    """taken: names that mean something else already.

    known: {target: variables and groups of its host beside those that each has}.
    """
    names = _names([[form for form in _target_forms(target) if form not in taken]
                    for target in targets])
    more = [(known or {}).get(target, ({}, ())) for target in targets]
    return [Host(name, {**target.report(), **variables}, (TARGETS, *own))
            for name, target, (variables, own) in zip(names, targets, more, strict=True)]


def of_servers(servers: list[Server], taken: Mapping[str, str]) -> list[Host]:
    """In the order of their names on the clouds.

    taken: {name: id of the server that it means already, '' if it means something else}.
    """
    ordered = sorted(servers, key=lambda server: (server.name, server.target, server.id))
    names = _names([[form for form in _server_forms(server)
                     if taken.get(form, server.id) == server.id] for server in ordered])
    return [Host(name, _variables(server), groups(server))
            for name, server in zip(names, ordered, strict=True)]


def groups(server: Server) -> tuple[str, ...]:
    """By cloud, region and fleet; prefixes keep them from meaning anything else."""
    kinds = {"cloud": server.target.cloud, "region": server.target.region,
             "fleet": mark.fleet_of(server)}
    return (SERVERS, *(f"{kind}_{name}" for kind, name in kinds.items() if name))


def _variables(server: Server) -> dict:
    return {"ansible_host": _address(server.address), **server.target.report(),
            "server": server.report()}


def _address(text: str | None) -> str:
    # whatever stands here ends on the command line of ssh: nothing but an address may
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return NOWHERE


def _names(forms: list[list[str]]) -> list[str]:
    """Of each list the first form that is in no other list, however many of those are used: so
    a host's name depends on which others there are, and not on their order."""
    wanted = Counter(form for own in forms for form in set(own))
    return [next((form for form in own if wanted[form] == 1), own[-1]) for own in forms]


def _target_forms(target: Target) -> list[str]:
    short = _safe("-".join(filter(None, (target.cloud, target.region))))
    return [short, f"{short}-{hashlib.sha256(str(target).encode()).hexdigest()[:8]}"]


def _server_forms(server: Server) -> list[str]:
    name = _safe(server.name) or server.id
    where = ".".join(_safe(part) for part in (server.target.cloud, server.target.region) if part)
    return [name, f"{name}.{where}", f"{name}.{where}.{server.id[:8]}",
            f"{name}.{where}.{server.id}"]


def _safe(text: str) -> str:
    """No character that a path or a host pattern would take for more than itself."""
    return re.sub(r"[^\w.-]+", "_", text).lstrip(".-")
