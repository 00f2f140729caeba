# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One way in which a target can make a server of a group.  Pure."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from ..._portable.resolved import Resolved
from ..._resource.server.model import ServerSpec
from ..spec import alternatives

if TYPE_CHECKING:
    from ..spec.fleet import Share


@dataclass(frozen=True)
class Choice:
    """spec: what the server is then, and resolved: what that is on the target.  needs: how much of
    each quota it takes.  price: per hour, if that is known."""

    spec: ServerSpec
    resolved: Resolved
    needs: dict[str, int] = field(default_factory=dict)
    price: float | None = None

    def comes_to(self, resolved: Resolved, spec: ServerSpec) -> bool:
        """Whether another choice is the same server, in other words."""
        return resolved == self.resolved and all(
            getattr(spec, option) == getattr(self.spec, option)
            for option in ("volume_type", alternatives.DISKS))


def of(choices: Sequence[Choice], spec: ServerSpec | None) -> Choice:
    """The one of a spec, or that comes closest to it; without a spec, the first."""
    if spec is None or len(choices) == 1:
        return choices[0]
    return min(choices, key=lambda one: len(alternatives.varying((one.spec, spec))))


def cost(one: Choice) -> float:
    """For sorting: what has no price comes last."""
    return math.inf if one.price is None else one.price


def none(errors: Iterable[CloudError]) -> CloudError:
    """Why there is no choice at all, in one error."""
    first, *others = {error.message: error for error in errors}.values()
    if not others:
        return first
    return CloudError(first.kind, "; ".join(error.message for error in (first, *others)),
                      first.target, first.action, **first.more)


def unreachable(share: Share, choices: Mapping[str, Iterable[Choice]],
                known: Iterable[str]) -> dict[str, CloudError]:
    """Why a target has none of the groups that are bastions, or behind one: nobody could log in.
    known: the groups that it has not anyway."""
    behind = {group: spec.through for group, spec in share.taken.items() if spec.through}
    found = {group: CloudError(
        "invalid", f"servers of group {group} would have no address to be logged in to: set "
        "auto_ip, or network to one whose addresses can be reached from outside")
        for group in set(behind.values()).intersection(choices)
        if all(one.resolved.address == "none" for one in choices[group])}
    lacking = {*known, *found}
    found.update({group: CloudError(
        "not_found", f"nobody could reach servers of group {group}, as there can be none of group "
        f"{through}") for group, through in behind.items() if through in lacking})
    return found
