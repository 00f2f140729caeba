# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The name of what we connect to, list, limit, retry and report."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Target:
    """One cloud of clouds.yaml in one of its regions; region is '' where a cloud names none."""

    cloud: str
    region: str = ""

    def __str__(self) -> str:
        return f"{self.cloud}/{self.region}" if self.region else self.cloud

    def report(self) -> dict:
        """As results show it: the names of the options that lead back here."""
        return {"cloud": self.cloud, "region_name": self.region}
