# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking for leaks on all targets, twice: what comes and goes is none."""
from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.module import CLOUD_OPTIONS, TARGET_OPTIONS
from .._cloud.select import select
from .._fleet.observe import backups, servers
from .._portable import floating, keypair, server_group
from .._portable import volume as cinder
from .._portable.mark import comment, read
from .._resource.volume import Volume
from .owned import KINDS, Look, look
from .verdict import LeakFilter, Leaks, judge

LEAK_OPTIONS = {
    **CLOUD_OPTIONS,
    "targets": {"type": "list", "elements": "dict", "options": TARGET_OPTIONS},
    "fleet": {},
    "run": {},
    "older_than": {"default": "1h"},
    "kept_volumes": {"type": "bool", "default": False},
    "pause": {"type": "int", "default": 5},
}


class Kind(NamedTuple):
    """How a kind of resource is listed, and where it is deleted."""

    service: str
    path: str
    rows: Callable[[Connection], list]


def _network(path: str, *fields: str) -> Kind:
    key = path[1:].replace("-", "_")
    return Kind("network", path, lambda connection: connection.pages(
        "network", path, key, f"listing {key.replace('_', ' ')}", **_own(connection),
        fields=["id", "name", "description", "created_at", *fields]))


def _own(connection):
    """Neutron shows an administrator those of all projects."""
    return {"project_id": connection.project_id()}


def _keypairs(connection):
    """Ours with their ages, which no list tells."""
    return [{**row, "created_at": keypair.created(connection, row["name"])}
            if read(comment(row["public_key"])) else row for row in keypair.listed(connection)]


HOW = {
    "floating_ip": Kind("network", "/floatingips",
                        lambda connection: floating.listed(connection, **_own(connection))),
    "port": _network("/ports", "status", "device_id"),
    "volume": Kind("block-storage", "/volumes", lambda connection: [
        Volume.of(row) for row in cinder.listed(connection, {})]),
    "keypair": Kind("compute", "/os-keypairs", _keypairs),
    "server_group": Kind("compute", "/os-server-groups", server_group.listed),
    "security_group": _network("/security-groups"),
    "server": Kind("compute", "/servers", servers.servers),
}


class Search:
    """verdict: what is a leak in both looks.  unseen: {Target: CloudError}, targets that could not
    be looked at."""

    def __init__(self, options: dict):
        wanted = LeakFilter.of(options)
        self.selection = select(options)
        self.unseen = {error.target: error for error in self.selection.failures}
        self.verdict = self._look(wanted)
        if self.verdict.leaks:
            time.sleep(options["pause"])
            self.verdict = self.verdict.again(self._look(wanted))

    def _look(self, wanted) -> Leaks:
        found = self.selection.look(_look, [target for target in self.selection.targets
                                            if target not in self.unseen])
        self.unseen.update({target: error for target, error in found.items()
                            if isinstance(error, CloudError)})
        looks = {target: rows for target, rows in found.items() if target not in self.unseen}
        return judge(looks, self.unseen, wanted, datetime.now(UTC))


def _look(connection) -> Look:
    copies = servers.copies(connection, None)
    return look(connection.target, {kind: HOW[kind].rows(connection) for kind in KINDS}, copies)


def stays(verdict: Leaks) -> dict:
    """What is told of what is no leak and yet costs money, as results have it."""
    return {"kept_volumes": [leak.report() for leak in verdict.kept],
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
