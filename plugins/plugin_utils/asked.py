# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is asked of a target, and what it says.  Pure."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..module_utils._cloud.errors import CloudError
from ..module_utils._portable.address import Preference


@dataclass(frozen=True)
class Asked:
    """The options that decide what the servers of a target are: nothing else is in their rows.

    query: as query.query() gives it.
    """

    query: dict[str, Any]
    fleet: str | None = None
    details: tuple[str, ...] = ()
    addresses: tuple[Preference, ...] = ()
    reachable_port: int | None = None
    legacy_groups: bool = False
    legacy_variables: str | None = None


@dataclass
class Listed:
    """rows: [{variables: of its host, groups and chosen: those of openstack.cloud, if desired
    for}].

    failures: what could not be had beside the servers themselves.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    failures: list[CloudError] = field(default_factory=list)
