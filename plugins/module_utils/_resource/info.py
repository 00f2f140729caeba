# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What info modules do: a list, narrowed by the service as far as it can."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .._cloud.errors import CloudError
from .engine import value
from .spec import Info
from .task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource


def listing(task: Task, info: Info, options: dict) -> dict:
    """{<plural>: [dict]}; options: those of the Info.

    name is a name or an id; one that is not there is an empty list, and no error.  So is what
    belongs to another resource that is not there.
    """
    found = [task.api(info.spec).shown(row) for row in _rows(task, info, options)]
    return {"changed": False,
            info.plural: info.extend(task, found) if info.extend and found else found}


def _rows(task: Task, info: Info, options: dict) -> list[Resource]:
    api = task.api(info.spec)
    query = {**info.query, **(options.get("filters") or {})}
    try:
        for name, one in info.filters.items():
            if options.get(name) is not None:
                query[one.attr or name] = value(task, info.filters, name, options)
    except CloudError as error:
        if "noun" not in error.more:
            raise
        return []
    if info.named and options.get("name"):
        return api.search(options["name"], **query)
    return api.list(**query)
