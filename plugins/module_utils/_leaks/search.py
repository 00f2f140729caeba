# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking for leaks on all targets, twice: what comes and goes is none."""
from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.module import CLOUD_OPTIONS, TARGETS
from .._cloud.select import select
from .._cloud.target import Target
from .._fleet.kinds.owned import SERVER, Rows
from .._fleet.kinds.registry import KINDS, LISTED
from .._fleet.observe import backups, servers
from .._resource.volume import Copy
from .verdict import LeakFilter, Leaks, Look, judge

LEAK_OPTIONS = {
    **CLOUD_OPTIONS,
    "targets": TARGETS,
    "fleet": {},
    "run": {},
    "older_than": {"default": "1h"},
    "kept_volumes": {"type": "bool", "default": False},
    "pause": {"type": "int", "default": 5},
}


class Search:
    """verdict: what is a leak in both looks.  unseen: {Target: CloudError}, targets that could not
    be looked at."""

    def __init__(self, options: dict) -> None:
        leak_filter = LeakFilter.of(options)
        self.selection = select(options)
        self.unseen = {error.target: error for error in self.selection.failures
                       if error.target}
        self.verdict = self._look(leak_filter)
        if self.verdict.leaks:
            time.sleep(options["pause"])
            self.verdict = self.verdict.again(self._look(leak_filter))

    def _look(self, leak_filter: LeakFilter) -> Leaks:
        found = self.selection.look(_look, [target for target in self.selection.targets
                                            if target not in self.unseen])
        self.unseen.update({target: error for target, error in found.items()
                            if isinstance(error, CloudError)})
        looks = {target: one for target, one in found.items() if isinstance(one, Look)}
        return judge(looks, self.unseen, leak_filter, datetime.now(UTC))


def _look(connection: Connection) -> Look:
    copies = servers.copies(connection, None)
    listed = {kind.name: kind.rows(connection) for kind in LISTED}
    rows = {kind.name: kind.completed(connection, listed) for kind in KINDS}
    return look(connection.target, rows, copies)


def look(target: Target, rows: Rows, copies: Iterable[Copy] = ()) -> Look:
    """What of a target's rows, of all kinds, is ours.  Pure."""
    return Look([one for kind in KINDS for one in kind.owned(target, rows)],
                frozenset(server.id for server in rows[SERVER]), list(copies))


def stays(verdict: Leaks) -> dict:
    """What is told of what is no leak and yet costs money, as results have it."""
    return {"younger": verdict.younger,
            "kept_volumes": [leak.report() for leak in verdict.kept],
            "backups": [row for target, copies in sorted(verdict.copies.items())
                        for row in backups.report(target, copies)]}


def info(options: dict, check_mode: bool) -> dict:
    """What is left behind; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    search = Search(options)
    failures = list(search.unseen.values())
    return {
        "changed": False, "leaks": [leak.report() for leak in search.verdict.leaks],
        "held": [leak.report() for leak in search.verdict.held], **stays(search.verdict),
        "failures": [error.report() for error in failures],
        "warnings": [str(error) for error in failures],
    }
