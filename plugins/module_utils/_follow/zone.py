# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A zone of Designate, whose records follow a fleet: it may be on another cloud than the servers.
"""
from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._cloud.select import one
from .._portable.mark import PREFIX
from .._resource import wait
from .._resource.api import Api
from .._resource.specs import SPECS
from .._resource.specs.dns import RECORDSET, ZONE, absolute
from .._resource.task import Task
from . import records, report
from .look import FOLLOWING, Followed
from .records import Desired, Records

if TYPE_CHECKING:
    from openstack.resource import Resource

RECORD_OPTIONS: dict[str, Any] = {
    **FOLLOWING,
    "state": {"choices": ["present", "absent"], "default": "present"},
    "zone": {"required": True},
    "zone_cloud": {"type": "raw", "required": True},
    "zone_region_name": {},
    "record": {},
    "server_records": {"type": "bool", "default": True},
    "ttl": {"type": "int", "default": 60},
    "drain": {"type": "float", "default": 0.0},
    "timeout": {"type": "float", "default": 300.0},
}


def follow(options: dict, check_mode: bool) -> dict:
    """Makes the records of a zone those of the fleet; the module's result."""
    desired = records.checked(Desired(
        options["name"], options["group"], absolute(options["zone"]),
        options["record"] or options["name"], options["server_records"], options["ttl"]))
    followed = Followed(options)
    connection = _connection(options, followed)
    follower = ZoneFollower(connection, desired, followed, options, check_mode)
    try:
        plan = follower.go()
    except CloudError as error:
        plan, follower.failures = None, [error.at(connection.target)]
    return report.of_records(followed, plan, follower.failures, connection, desired.zone)


def _connection(options: dict, followed: Followed) -> Connection:
    """To the zone's target: with the login that the servers were listed with, if it is the same."""
    found = one({**options, "cloud": options["zone_cloud"],
                 "region_name": options["zone_region_name"]})
    same = isinstance(options["zone_cloud"], str) and found.target in followed.selection.targets
    return followed.selection.connections[found.target] if same else found


class ZoneFollower:
    """The zone.  failures: what could not be changed in it."""

    def __init__(self, connection: Connection, desired: Desired, followed: Followed,
                 options: dict, check_mode: bool) -> None:
        self.task = Task(connection, SPECS, timeout=options["timeout"])
        self.zones, self.recordsets = self.task.api(ZONE), self.task.api(RECORDSET)
        self.desired = Desired(**{**vars(desired), "complete": not followed.failures})
        self.followed, self.check_mode = followed, check_mode
        self.present, self.drain = options["state"] == "present", options["drain"]
        self.failures: list[CloudError] = []

    def go(self) -> Records | None:
        """What was done, or would be; None where there is nothing to do without the zone."""
        try:
            zone = self.zones.get(self.desired.zone)
        except CloudError as error:
            if error.kind == "not_found" and not self.present:
                return None
            raise
        # the service takes the stars for any text, and shows those of fleets of similar names too
        there = self.recordsets.list(zone_id=zone.id,
                                     description=f"*{PREFIX}fleet={self.desired.fleet}*")
        plan = records.plan(self.desired, self.followed.endpoints, there, self.present)
        if not self.check_mode:
            self._carry_out(zone.id, plan)
        return plan

    def _carry_out(self, zone: str, plan: Records) -> None:
        """What is new first: a name is never without its records for no reason."""
        self._all(plan.added, lambda row: self._create(zone, row), wait.until_ready)
        self._all(plan.changed, lambda change: self.recordsets.update(*change) or change[0],
                  wait.until_ready)
        self._all(plan.removed, self._remove, wait.until_gone)
        if plan.drained:
            time.sleep(self.drain)

    def _all(self, items: list[Any], write: Callable[[Any], Resource],
             settle: Callable[[Api, Resource, float], object]) -> None:
        """Writes in parallel, and waits for one after the other: the service is done with all of
        them at about the same time."""
        found = each(range(len(items)), lambda number: write(items[number]))
        for done in found.values():
            try:
                if isinstance(done, CloudError):
                    raise done
                settle(self.recordsets, done, self.task.timeout)
            except CloudError as error:
                self.failures.append(error.at(self.task.connection.target))

    def _create(self, zone: str, row: dict[str, Any]) -> Resource:
        try:
            return self.recordsets.create({**row, "zone_id": zone})
        except CloudError as error:
            if error.more.get("status") == 409:
                error.message = (f"{row['name']} {row['type']} exists without the ownership "
                                 f"metadata of fleet {self.desired.fleet}: delete it, or use "
                                 "another name")
            raise

    def _remove(self, recordset: Resource) -> Resource:
        self.recordsets.delete(recordset)
        return recordset
