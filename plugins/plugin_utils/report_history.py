# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The series of the last reports, which the data of a report carry from one to the next.  Pure."""
from __future__ import annotations

import json
from typing import Any

KEPT = 60           # entries, the newest last
TEXTS, NUMBERS = ("made", "state", "fleet"), ("servers", "boot", "failures", "cost")


def history(before: str, data: dict[str, Any], seen: bool) -> list[dict[str, Any]]:
    """Of the report before, and one more entry of this one.

    before: the JSON of that report; nothing is taken of anything else.  data: of this report.
    seen: whether all targets have shown their fleets; else nobody knows how many servers there are.
    """
    try:
        rows = json.loads(before)["history"]
        kept = [_read(row) for row in rows if isinstance(row["made"], str)]
    except (KeyError, TypeError, ValueError):
        kept = []
    return [*[row for row in kept if row["made"] < data["made"]][1 - KEPT:], _entry(data, seen)]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Somebody may have edited it."""
    return {**{key: str(row[key]) if row.get(key) else None for key in TEXTS},
            **{key: value if isinstance(value := row.get(key), int | float) else None
               for key in NUMBERS}}


def _entry(data: dict[str, Any], seen: bool) -> dict[str, Any]:
    """boot: the sum of the medians of all phases, in seconds.  cost: of all fleets, per day."""
    run, costs = data["run"], [fleet["cost"] for fleet in data["fleets"] if fleet["cost"] and seen]
    return {
        "made": data["made"], "state": data["state"], "fleet": run["fleet"] if run else None,
        "servers": sum(len(fleet["servers"]) for fleet in data["fleets"]) if seen else None,
        "boot": round(sum(run["medians"].values()), 3) if run and run["medians"] else None,
        "failures": len(run["failures"]) if run else None,
        "cost": round(24 * sum(cost["hour"] for cost in costs), 4) if costs else None}
