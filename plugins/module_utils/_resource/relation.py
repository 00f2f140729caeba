# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Something between resources that is there or not, as declared: a user in a group, a role on a
project, a project with access to a flavor."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .engine import value
from .related import Ends, Relation
from .task import Task


def at(service: str, path: Callable[[Ends], str], noun: str) -> dict[str, Any]:
    """exists and change of what has an address of its own: path(ends)."""
    action = noun.replace("_", " ")

    def exists(connection: Connection, ends: Ends) -> bool:
        connection.get(service, path(ends), f"reading {action}")
        return True

    def change(connection: Connection, ends: Ends, desired: bool) -> None:
        if desired:
            connection.put(service, path(ends), None, f"creating {action}")
        else:
            connection.delete(service, path(ends), f"deleting {action}")
    return {"noun": noun, "exists": exists, "change": change}


def relate(task: Task, relation: Relation, options: dict) -> dict:
    """{changed, diff, and if it is desired <noun>: {option: value, references as ids}}; options:
    those of the relation, and state."""
    given = {name: one for name, one in options.items() if one is not None}
    shown = {name: given[name] for name in relation.fields if name in given}
    desired = given.get("state") != "absent"
    try:
        ends = _ends(task, relation, given)
        there = _exists(task, relation, ends)
    except CloudError as error:
        if desired or "noun" not in error.more:
            raise
        ends, there = {}, False       # nothing is related to what is not there
    if there is not desired and not task.check_mode:
        relation.change(task.connection, ends, desired)
    sides = {"before": there, "after": desired} if there is not desired else {}
    return {"changed": there is not desired,
            "diff": {side: shown if sides.get(side) else {} for side in ("before", "after")},
            **({relation.noun: {name: ends[name] for name in shown if name in ends}}
               if desired else {})}


def _ends(task: Task, relation: Relation, given: dict) -> Ends:
    prepared = relation.prepare(given)
    return {name: value(task, relation.fields, name, prepared)
            for name in relation.fields if name in prepared}


def _exists(task: Task, relation: Relation, ends: Ends) -> bool:
    try:
        return relation.exists(task.connection, ends)
    except CloudError as error:
        if error.kind != "not_found":
            raise
        return False
