# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Octavia's pools, whose members follow a fleet: one pool of the same name on each target."""
from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._resource import wait
from .._resource.specs import SPECS
from .._resource.specs.pool import MEMBER, POOL, put_members
from .._resource.task import Task
from . import members, report
from .look import FOLLOWING, Followed
from .members import Desired, Members

if TYPE_CHECKING:
    from openstack.resource import Resource

MEMBER_OPTIONS: dict[str, Any] = {
    **FOLLOWING,
    "state": {"choices": ["present", "absent"], "default": "present"},
    "pool": {"required": True},
    "protocol_port": {"type": "int", "required": True},
    "weight": {"type": "int", "default": 1},
    "subnet": {},
    "drain": {"type": "float", "default": 0.0},
    "timeout": {"type": "float", "default": 300.0},
}


def follow(options: dict, check_mode: bool) -> dict:
    """Makes the members of a pool on each target the fleet's servers there; the module's result."""
    followed = Followed(options, preferred=({"type": "fixed"},))
    done = followed.selection.ask(
        lambda connection: PoolFollower(connection, options, followed, check_mode).go(),
        followed.seen)
    return report.of_members(followed, done, options["pool"])


class PoolFollower:
    """One target."""

    def __init__(self, connection: Connection, options: dict, followed: Followed,
                 check_mode: bool) -> None:
        self.options, self.check_mode = options, check_mode
        self.endpoints = followed.seen[connection.target]
        self.task = Task(connection, SPECS, timeout=options["timeout"])
        self.pools, self.members = self.task.api(POOL), self.task.api(MEMBER)
        self.desired = Desired(followed.fleet, followed.group, options["protocol_port"],
                               options["weight"], drain=options["drain"] > 0)

    def go(self) -> Members | None:
        """What was done, or would be; None where there is nothing to do without the pool."""
        present = self.options["state"] == "present"
        try:
            pool = self.pools.get(self.options["pool"])
        except CloudError as error:
            if error.kind == "not_found" and not (present and self.endpoints):
                return None
            raise
        plan = members.plan(self.desired, self.endpoints, self.members.list(pool_id=pool.id),
                            present)
        if not self.check_mode:
            self._carry_out(pool, plan)
        return plan

    def _carry_out(self, pool: Resource, plan: Members) -> None:
        subnet = self.options["subnet"] if plan.added else None
        place = {"subnet_id": self.task.resolve("subnet", subnet)} if subnet else {}
        if plan.added or plan.changed:
            put_members(self.members, pool, [*({**row, **place} for row in plan.added),
                                             *plan.changed], True)
            self._settle(pool)
        if plan.drained:
            time.sleep(self.options["drain"])
        for member in plan.removed:
            self.members.delete(member)
        if plan.removed:
            self._settle(pool)

    def _settle(self, pool: Resource) -> None:
        """Until the pool may be changed again."""
        found = self.pools.again(pool)
        if found is not None:
            wait.until_ready(self.pools, found, self.options["timeout"])
