# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What fleets cost by a table of prices, as a report shows it.  Pure."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..module_utils._cloud.target import Target
from ..module_utils._fleet.spec import prices
from ..module_utils._fleet.spec.prices import Prices


def of_fleet(servers: Sequence[dict[str, Any]],
             table: Sequence[dict[str, Any]]) -> dict[str, float] | None:
    """{hour, month} of its servers with their volumes; None without a table.  What has no price
    counts as 0.

    servers: rows of fleet_info.  table: as the option prices of fleet.
    """
    if not table:
        return None
    known = {target: prices.of(table, target) for target in set(map(_target, servers))}
    return prices.report(sum(_server(row, known[_target(row)]) for row in servers))


def _target(row: dict[str, Any]) -> Target:
    return Target(row["cloud"], row["region_name"])


def _server(row: dict[str, Any], known: Prices | None) -> float:
    if known is None:
        return 0.0
    volumes = [(one.get("type"), one.get("size") or 0) for one in row.get("volumes") or ()]
    own = known.server(row.get("flavor"), bool(row.get("floating_ip")))
    return (own or 0.0) + known.volumes(volumes)
