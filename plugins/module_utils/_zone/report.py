# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the applying or removing of a landing zone says of itself: plain data and sentences.  Pure.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._cloud.errors import CloudError
from .._cloud.sentences import told
from .._cloud.target import Target

if TYPE_CHECKING:
    from .site import ZoneOutcome

ACTIONS = ("created", "changed", "unchanged", "deleted")


def result(zone: str, outcomes: Mapping[Target, ZoneOutcome],
           failures: list[CloudError], staying: str = "") -> dict[str, Any]:
    """The module's result.  outcomes: site.ZoneOutcome of each; failures: of targets that could
    not be used at all; staying: one more warning."""
    rows = [{**row, **target.report()} for target, one in outcomes.items() for row in one.rows]
    errors = [*failures, *(error for one in outcomes.values() for error in one.errors)]
    return {
        "changed": any(row["action"] in ("created", "changed", "deleted") for row in rows),
        "failed": bool(errors), "msg": _message(zone, rows, len(outcomes), errors),
        "resources": rows,
        "targets": [_row(target, one) for target, one in outcomes.items()],
        "failures": [error.report() for error in errors],
        "warnings": [*filter(None, [staying]), *(
            text for one in outcomes.values() for text in dict.fromkeys(one.warnings))],
        "diff": {side: {str(target): one.diff[side] for target, one in outcomes.items()
                        if one.diff[side]} for side in ("before", "after")},
    }


def _row(target: Target, one: ZoneOutcome) -> dict[str, Any]:
    done = Counter(row["action"] for row in one.rows)
    return {**target.report(), **{action: done[action] for action in ACTIONS},
            "failed": len(one.errors), "requests": one.requests,
            "seconds": round(one.seconds, 1)}


def _message(zone: str, rows: list[dict[str, Any]], targets: int, errors: list[CloudError]) -> str:
    """The whole of it in one line; after that, a line for every reason."""
    done = Counter(row["action"] for row in rows)
    what = ", ".join(f"{done[action]} {action}" for action in ACTIONS if done[action])
    line = f"Landing zone {zone}: {what or 'nothing'} on {targets} target{'s'[:targets != 1]}"
    return told(line, [str(error) for error in errors])
