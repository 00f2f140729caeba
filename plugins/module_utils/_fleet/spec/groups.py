# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The groups of a fleet: how many servers each has, and through which other one they are reached.
Pure."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..._cloud.target import Target

if TYPE_CHECKING:
    from .fleet import Fleet, Share

Groups = Mapping[str, Mapping[str, Any]]


def mistakes(groups: Groups) -> Iterator[str]:
    """Sentences; groups: by name, as the options have them."""
    for name, group in groups.items():
        count, each = group.get("count"), group.get("each")
        if count is None and each is None:
            yield f"groups: {name} has neither count nor each: set one of the two."
        elif count is not None and each is not None:
            yield f"groups: {name} has count and each: set only one of the two."
        if (each or 0) < 0:
            yield f"groups: each of {name} is {each}, less than 0."
        if group.get("through") is not None:
            yield from _through(name, group, groups)


def mistakes_there(groups: Groups, own: Groups, target: Target) -> Iterator[str]:
    """Of what a target says of groups."""
    for name, group in own.items():
        if name not in groups:
            yield f"targets: {target}: groups: {name!r} is not a group of the fleet."
        elif groups[name].get("through") and group.get("auto_ip"):
            yield (f"through: group {name} gets floating IPs on {target} (auto_ip), and servers "
                   "behind a bastion get none: remove auto_ip there.")


def _through(name: str, group: Mapping[str, Any], groups: Groups) -> Iterator[str]:
    """The name may be anything: it is a mark of servers."""
    through = group["through"]
    if through == name:
        yield f"through: group {name} goes through itself: name the group of its bastions."
    elif through not in groups:
        yield f"through: {through!r} of group {name} is not a group of the fleet."
    elif groups[through].get("through") is not None:
        yield (f"through: group {name} goes through {through}, which goes through "
               f"{groups[through]['through']} itself: a bastion must be reached directly.")
    elif (groups[through].get("count") or groups[through].get("each") or 0) < 1:
        yield f"through: group {name} goes through {through}, which has no servers."
    elif groups[through].get("auto_ip") is False:
        yield (f"through: group {name} goes through {through}, which gets no floating IP "
               f"(auto_ip: false): remove auto_ip there.")
    if group.get("auto_ip"):
        yield (f"through: group {name} has auto_ip as well, and servers behind a bastion get no "
               "floating IP: remove one of the two.")


def each(groups: Groups) -> dict[str, int]:
    """{group: how many servers it has in each target}, of those that have."""
    return {name: group["each"] for name, group in groups.items() if group.get("each") is not None}


def highest(group: str, fleet: Fleet, share: Share) -> int:
    """The highest number that a server of a group may have on a target."""
    if group in fleet.each:
        return share.number(group, fleet.each[group])
    return fleet.counts.get(group, 0)


def behind(group: Mapping[str, Any]) -> dict[str, Any]:
    """What is so of servers that are reached through others, whatever else is said."""
    return {"auto_ip": False} if group.get("through") else {}
