# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The servers of a fleet that serve, on all targets: one list of each, and a try of each server."""
from __future__ import annotations

from typing import Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.module import CLOUD_OPTIONS, TARGETS
from .._cloud.pool import each
from .._cloud.select import Selection, select
from .._cloud.target import Target
from .._fleet.observe import servers as observed
from .._portable.address import Preference
from .._portable.reachable import answers
from .._resource.server.model import Server
from . import endpoint, report
from .endpoint import Endpoint

TRIES = 3           # of a port: one that is busy for a moment does not take a server out
FOLLOWING: dict[str, Any] = {
    **CLOUD_OPTIONS,
    "targets": TARGETS,
    "name": {"required": True},
    "group": {},
    "addresses": {"type": "list", "elements": "dict"},
    "port": {"type": "int"},
}


class Followed:
    """A fleet as it was found.  fleet, group: its name, and that of the group that is meant.

    seen: {Target: its endpoints}.  failures: why others could not be looked at.
    """

    def __init__(self, options: dict, preferred: tuple[dict[str, str], ...] = ({},)) -> None:
        self.fleet, self.group = options["name"], options["group"]
        endpoint.checked(options)
        self._port = options["port"]
        self._preferences = tuple(map(Preference.of, options["addresses"] or preferred))
        self.selection: Selection = select(options)
        found = self.selection.look(self._look)
        found.update(observed.twins(
            {target: rows if isinstance(rows, CloudError) else [one.server for one in rows]
             for target, rows in found.items()}))
        self.seen: dict[Target, list[Endpoint]] = {
            target: rows for target, rows in found.items() if not isinstance(rows, CloudError)}
        self.failures: list[CloudError] = [
            *self.selection.failures,
            *(error for error in found.values() if isinstance(error, CloudError))]

    def _look(self, connection: Connection) -> list[Endpoint]:
        own = endpoint.own(observed.servers(connection, self.fleet), self.fleet, self.group)
        there = {server.id: server for server in own}
        tried = {} if self._port is None else each(there, lambda own_id: self._answers(
            there[own_id], self._port))
        return [endpoint.of(server, self._preferences, tried.get(server.id, True) is True)
                for server in own]

    def _answers(self, server: Server, port: int) -> bool:
        return any(answers(server.address, port) for _try in range(TRIES))

    @property
    def endpoints(self) -> list[Endpoint]:
        """Of all targets, in the order of groups and numbers."""
        return report.ordered(one for found in self.seen.values() for one in found)


def info(options: dict, check_mode: bool) -> dict:
    """Which servers of a fleet serve; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    followed = Followed(options)
    return {"changed": False, "endpoints": [one.report() for one in followed.endpoints],
            "complete": not followed.failures,
            "failures": [error.report() for error in followed.failures],
            "warnings": [str(error) for error in followed.failures]}
