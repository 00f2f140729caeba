# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In which order the resources of a landing zone are removed.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from .._resource.compare import named
from .._resource.foreseen import texts
from .._resource.spec import Spec

Found = tuple[str, Any]     # noun, openstacksdk's resource


def removal(rows: list[Found], specs: Mapping[str, Spec]) -> dict[int, set[int]]:
    """{place of each: those of what may hold on to it}, which come before it.

    A kind that can refer to another one goes before it.  Where each can refer to the other, as
    volumes and snapshots, it counts what a resource does refer to.
    """
    refers = _refers({noun for noun, _row in rows}, specs)

    def holds(one: Found, other: Found) -> bool:
        there, back = other[0] in refers[one[0]], one[0] in refers[other[0]]
        return there and (not back or _names(specs[one[0]], one[1], other))
    graph = {place: {number for number, one in enumerate(rows)
                     if number != place and holds(one, other)} for place, other in enumerate(rows)}
    return {place: graph[place] for place in _order(graph)}


def _refers(nouns: set[str], specs: Mapping[str, Spec]) -> dict[str, set[str]]:
    """{noun: all that it can refer to, itself or by others, and what that is of use with}, of
    these."""
    found = {noun: named(specs[noun].all_fields.values()) & nouns for noun in nouns}
    wholes = {noun: named(specs[noun].all_fields[option] for option in specs[noun].completes)
              for noun in nouns}
    for _turn in wholes:        # a router completes a subnet, and that a network
        for noun, reached in found.items():
            reached.update(part for part, whole in wholes.items()
                           if whole & reached and part != noun and noun not in found[part])
    for middle in nouns:
        for reached in found.values():
            reached.update(found[middle] if middle in reached else ())
    return found


def _names(spec: Spec, row: Any, other: Found) -> bool:
    noun, held = other
    for name, one in spec.all_fields.items():
        if noun in (one.ref, *one.names):
            value = one.seen(row) if one.seen else getattr(row, one.attr or name, None)
            if held.id in texts(value):
                return True
    return False


def _order(graph: dict[int, set[int]]) -> list[int]:
    """What is held by each other goes in any order."""
    while True:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            before, after = error.args[1][:2]
            graph[after].discard(before)
