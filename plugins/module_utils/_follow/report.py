# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the modules say of what follows a fleet: plain data and sentences.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .._cloud.errors import CloudError
from .._cloud.escape import one_line
from .._cloud.sentences import sentences, some, told
from .._cloud.target import Target
from .._fleet.spec import mark
from .endpoint import Endpoint
from .members import Members
from .records import Records

if TYPE_CHECKING:
    from .._cloud.connection import Connection
    from .look import Followed

ACTIONS = ("added", "changed", "removed", "unchanged")
Rows = list[dict[str, Any]]


def ordered(endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """By group and number."""
    return sorted(endpoints, key=lambda one: (*mark.seat_of(one.server), one.server.target,
                                              one.server.id))


def of_members(followed: Followed, done: Mapping[Target, Members | None],
               failures: list[CloudError], pool: str) -> dict[str, Any]:
    """The module's result.  done: on each target that was looked at, be it all or what was done
    before it failed; None where that is nothing."""
    errors = [*followed.failures, *failures]
    plans = {target: plan for target, plan in done.items() if plan}
    rows = {target: [{**row, **target.report()} for row in plan.rows]
            for target, plan in plans.items()}
    members = [row for found in rows.values() for row in found]
    warnings = [f"{target}: somebody else has set members of pool {pool} for {some(plan.strange)}: "
                "they stay as they are" for target, plan in plans.items() if plan.strange]
    warnings += [f"{target}: no server of {followed.fleet} is ready, and the port of "
                 f"{some(plan.silent)} does not answer: members of pool {pool} stay as they are"
                 for target, plan in plans.items() if plan.silent]
    return {**_result(followed, members, errors, f"Pool {pool}", "member"),
            "members": members, "warnings": warnings,
            "targets": [_target(followed, target, rows.get(target, []), errors)
                        for target in followed.selection.targets]}


def of_records(followed: Followed, plan: Records | None, failures: list[CloudError],
               connection: Connection, zone: str) -> dict[str, Any]:
    """The module's result.  connection: to the target of the zone."""
    errors, rows = [*followed.failures, *failures], plan.rows if plan else []
    return {**_result(followed, rows, errors, f"Zone {zone}", "record"), "records": rows,
            "warnings": plan.warnings if plan else [], "requests": connection.requests,
            "targets": [_target(followed, target, [], followed.failures)
                        for target in followed.selection.targets]}


def _result(followed: Followed, rows: Rows, errors: list[CloudError], where: str,
            what: str) -> dict[str, Any]:
    count = Counter(row["action"] for row in rows)
    done = ", ".join(f"{count[action]} {action}" for action in ACTIONS if count[action])
    line = f"{where}: {what}s of {followed.fleet}: {done or 'none'}"
    return {
        "changed": any(row["action"] != "unchanged" for row in rows), "failed": bool(errors),
        "msg": told(line, sentences(errors)),
        "endpoints": [one.report() for one in followed.endpoints],
        "failures": [error.report() for error in errors],
        "diff": diff(rows)}


def diff(rows: Rows) -> dict[str, str]:
    """What changes, a line for each."""
    return {"before": _lines(rows, "added", before=True), "after": _lines(rows, "removed")}


def _lines(rows: Rows, missing: str, before: bool = False) -> str:
    shown = [{**row, **(row.get("before", {}) if before else {})} for row in rows
             if row["action"] not in (missing, "unchanged")]
    return "".join(f"{_line(row)}\n" for row in shown)


def _line(row: dict[str, Any]) -> str:
    return one_line(" ".join(f"{key}={value}" for key, value in row.items()
                             if key not in ("action", "before")))


def _target(followed: Followed, target: Target, rows: Rows,
            errors: list[CloudError]) -> dict[str, Any]:
    count = Counter(row["action"] for row in rows)
    seen = followed.seen.get(target, [])
    return {**target.report(), "servers": len(seen),
            "ready": sum(not one.reason for one in seen),
            **{action: count[action] for action in ACTIONS if rows},
            "requests": followed.selection.connections[target].requests,
            "error": next((str(error) for error in errors if error.target == target), None)}
