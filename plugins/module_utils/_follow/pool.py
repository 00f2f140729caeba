# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Octavia's pools, whose members follow a fleet: one pool of the same name on each target."""
from __future__ import annotations

import time
from typing import Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._resource import wait
from .._resource.specs import SPECS
from .._resource.specs.pool import MEMBER, POOL, put_members
from .._resource.task import Task
from . import members, report
from .look import FOLLOWING, Followed
from .members import Desired, Members

MEMBER_OPTIONS: dict[str, Any] = {
    **FOLLOWING,
    "state": {"choices": ["present", "absent"], "default": "present"},
    "pool": {"required": True},
    "protocol_port": {"type": "list", "elements": "int", "required": True},
    "weight": {"type": "int", "default": 1},
    "subnet": {},
    "drain": {"type": "float", "default": 0.0},
    "timeout": {"type": "float", "default": 300.0},
}


def follow(options: dict, check_mode: bool) -> dict:
    """Makes the members of a pool on each target the fleet's servers there; the module's result."""
    followed = Followed(options, preferred=({"type": "fixed"},))
    selection = followed.selection
    pools = {target: PoolFollower(selection.connections[target], options, followed, check_mode)
             for target in followed.seen}
    done = selection.ask(lambda connection: pools[connection.target].go(), pools)
    draining = [target for target, one in pools.items() if one.left and done[target] is None]
    if draining:        # outside of ask(), which takes silence for a failure
        time.sleep(options["drain"])
        done.update(selection.ask(lambda connection: pools[connection.target].remove(), draining))
    plans = {target: one.done() for target, one in pools.items()}
    return report.of_members(followed, plans, [error for error in done.values() if error],
                             options["pool"])


class PoolFollower:
    """One target.  left: members that are yet to be removed, after go() those that are drained."""

    def __init__(self, connection: Connection, options: dict, followed: Followed,
                 check_mode: bool) -> None:
        self.options, self.check_mode = options, check_mode
        self.endpoints = followed.seen[connection.target]
        self.task = Task(connection, SPECS, timeout=options["timeout"])
        self.pools, self.members = self.task.api(POOL), self.task.api(MEMBER)
        self.desired = Desired(followed.fleet, followed.group, (*options["protocol_port"],),
                               options["weight"], drain=options["drain"] > 0)
        self.left: list[Any] = []
        self._plan: Members | None = None

    def go(self) -> None:
        """All of it, but for remove() where a member is drained first."""
        present = self.options["state"] == "present"
        try:
            self._pool = self.pools.get(self.options["pool"])
        except CloudError as error:
            if error.kind == "not_found" and not (present and self.endpoints):
                return
            raise
        plan = members.plan(self.desired, self.endpoints,
                            self.members.list(pool_id=self._pool.id), present)
        if self.check_mode:
            self._plan = plan
            return
        self._put(plan)
        if not plan.drained:
            self.remove()

    def done(self) -> Members | None:
        """What was done so far, or would be; None where there is nothing to do without the pool."""
        return self._plan and members.so_far(self._plan, self.left)

    def _put(self, plan: Members) -> None:
        subnet = self.options["subnet"] if plan.added else None
        place = {"subnet_id": self.task.resolve("subnet", subnet)} if subnet else {}
        sent = [*({**row, **place} for row in plan.added), *plan.changed]
        if sent:
            put_members(self.members, self._pool, sent, True)
        self._plan, self.left = plan, list(plan.removed)
        if sent:
            self._settle()

    def remove(self) -> None:
        """What is left."""
        if not self.left:
            return
        while self.left:
            self.members.delete(self.left[0])
            del self.left[0]
        self._settle()

    def _settle(self) -> None:
        """Until the pool may be changed again."""
        found = self.pools.again(self._pool)
        if found is not None:
            wait.until_ready(self.pools, found, self.options["timeout"])
