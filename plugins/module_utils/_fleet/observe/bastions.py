# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers through which others of their fleet are reached, on the same target.  Pure."""
from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from ..._cloud.errors import CloudError
from ..._resource.server.model import Server
from ..spec import mark
from .status import AT_WORK, CHANGING, GONE, wants_floating_ip


def find(server: Server, servers: Iterable[Server]) -> Server | None:
    """The bastion of a server: the first of its group that may be logged in to, else the first of
    them; None where there is none.  servers: of its target."""
    group, fleet = mark.through(server.metadata), mark.fleet_of(server) or ""
    # the group first: of thousands of servers, few are bastions
    there = [one for one in servers if one.metadata.get(f"{mark.PREFIX}group") == group
             and mark.belongs(one, fleet) and one.target == server.target
             and one.status not in GONE and not mark.through(one.metadata)]
    there.sort(key=lambda one: (not able(one), mark.seat_of(one).index, one.id))
    return there[0] if there else None


def able(bastion: Server) -> bool:
    """Whether it may be logged in to."""
    return (bastion.status in AT_WORK and bool(bastion.address)
            and not wants_floating_ip(bastion))


def coming(bastion: Server) -> bool:
    """Whether it may be some time."""
    return bastion.status in (*AT_WORK, *CHANGING) or bool(bastion.task)


def unable(server: Server, bastion: Server | None) -> CloudError:
    """Why nobody gets to a server; bastion: as find() has it."""
    if bastion is None:
        group = mark.through(server.metadata)
        return CloudError("bastion", f"there is no server of group {group} on {server.target}, "
                                     "through which it is reached")
    what = f"is {bastion.status}" if bastion.status not in AT_WORK else "has no address yet"
    return CloudError("bastion", f"its bastion {bastion.name} {what}")


def proxy_command(arguments: Sequence[str], address: str, user: str | None = None) -> str:
    """ssh's option ProxyCommand, by which it goes through a bastion.  ProxyJump would tell the
    first login neither of a key nor of host keys.  user: at the bastion, if another one.

    A shell reads it, after ssh has replaced what begins with %: so each word is quoted for both.
    """
    words = [word.replace("%", "%%") for word in ("ssh", *arguments)]
    return shlex.join([*words, "-l", user.replace("%", "%%") if user else "%r", "-W", "[%h]:%p",
                       "--", address])
