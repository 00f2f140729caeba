# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The name of what we connect to, list, limit, retry and report."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# A key of ours in a cloud's entry in clouds.yaml, for test clouds on this machine.  Nothing that a
# cloud says can set it, nor a vendor's profile: who could would have us log in to ourselves.
LOOPBACK = "loopback_addresses"


def named(text: str) -> dict[str, str | None]:
    """{cloud, region_name}, of a text such as alpha or alpha/RegionOne."""
    cloud, _slash, region = text.strip().partition("/")
    return {"cloud": cloud, "region_name": region or None}


@dataclass(frozen=True, order=True)
class Target:
    """One cloud of clouds.yaml in one of its regions; region is '' where a cloud names none.

    loopback: whether its servers may be on loopback addresses of this machine; see LOOPBACK.
    """

    cloud: str
    region: str = ""
    loopback: bool = field(default=False, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.cloud}/{self.region}" if self.region else self.cloud

    @classmethod
    def of(cls, cloud: str, region: str | None, entry: dict[str, Any]) -> Target:
        """entry: the cloud's own in clouds.yaml, without what a vendor's profile says."""
        return cls(cloud, region or "", entry.get(LOOPBACK) is True)

    def report(self) -> dict[str, Any]:
        """As results show it: the names of the options that lead back here."""
        return {"cloud": self.cloud, "region_name": self.region}
