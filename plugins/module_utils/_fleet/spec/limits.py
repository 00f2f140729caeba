# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much a fleet may take of a target, below the provider's quota.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..._resource.server.model import Server
    from ..._resource.volume import Volume

LIMITED = ("instances", "cores", "ram", "floating_ips", "volumes", "gigabytes")
OF_VOLUMES = ("volumes", "gigabytes")
PREFIX = "limit of "        # of the names of what is left, and needed, beside those of quotas


@dataclass(frozen=True)
class Limits:
    """most: by the names of quotas.  fleets: shell patterns of the names of other fleets that count
    as well."""

    most: Mapping[str, int] = field(default_factory=dict)
    fleets: tuple[str, ...] = ()

    @classmethod
    def of(cls, options: Mapping[str, Any] | None) -> Limits:
        """From the option."""
        given = options or {}
        return cls({name: given[name] for name in LIMITED if given.get(name) is not None},
                   tuple(given.get("fleets") or ()))

    def mistakes(self, where: object) -> Iterator[str]:
        """Sentences; where: the target."""
        for name, most in self.most.items():
            if most < 0:
                yield f"limits: {where} has {name} of {most}, less than 0."
        if self.fleets and not self.most:
            yield (f"limits: {where} has fleets, but no limit: set some of {', '.join(LIMITED)}.")

    @property
    def of_volumes(self) -> bool:
        """Whether volumes have to be listed for them."""
        return any(name in self.most for name in OF_VOLUMES)

    def counts(self, fleet: str, name: str | None) -> bool:
        """Whether what belongs to a fleet of this name counts for our own fleet."""
        return name is not None and (name == fleet or any(
            fnmatchcase(name, pattern) for pattern in self.fleets))

    def left(self, servers: Iterable[Server], volumes: Iterable[Volume]) -> dict[str, int]:
        """What they allow beside these; less than 0 where there is more than they allow."""
        used: Counter[str] = Counter()
        for server in servers:
            used.update({"instances": 1, "cores": server.size[0], "ram": server.size[1],
                         "floating_ips": int(server.floating_ip is not None)})
        for volume in volumes:
            used.update({"volumes": 1, "gigabytes": volume.size})
        return {PREFIX + said(name): most - used[name] for name, most in self.most.items()}

    def needs(self, needs: Mapping[str, int]) -> dict[str, int]:
        """What a server takes of them; needs: of quotas."""
        return {PREFIX + said(name): needs.get(said(name), 0) for name in self.most}


def said(name: str) -> str:
    """As quotas are called."""
    return name.replace("_", " ")
