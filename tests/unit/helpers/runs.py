# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs of fleet on clouds in memory."""

from __future__ import annotations

import json
import tempfile

from builders import NAME, SPEC, console, host_key, marks, row
from fakes import refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import data_volumes, run
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import (
    changes,
    legs,
    loop,
    volume_legs,
)

OPTIONS = {"name": NAME, "state": "present", "count": 1, **SPEC, "wait": "active", "port": 22,
           "timeout": 20}
SILENT = {"GET /servers/detail": [refusal("timeout", "no answer in time")]}
KEY = host_key(1)
CONSOLE = console(KEY)
GROUPS = {"count": None, "groups": [
    {"name": "web", "count": 3}, {"name": "db", "count": 2, "flavor": "large"}]}


def player(monkeypatch, folder, **defaults):
    """A function that runs the module's options on FakeClouds; its result is plain data.

    Seconds become hundredths, and the lock is in a folder where no run of anybody else's is.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for room, name in ((poll, "FIRST"), (loop, "TURN"), (legs, "AGAIN"), (changes, "AGAIN"),
                       (volume_legs, "AGAIN"), (data_volumes, "AGAIN")):
        monkeypatch.setattr(room, name, 0.01)
    monkeypatch.setattr(poll, "LONGEST", 0.02)

    def play(*clouds, check_mode=False, shares=None, failures=(), **options):
        selection = Selection(
            {cloud.target: cloud for cloud in clouds},
            [(cloud.target, (shares or {}).get(cloud.target, {})) for cloud in clouds],
            list(failures))
        monkeypatch.setattr(run, "select", lambda _options: selection)
        return json.loads(json.dumps(run.run({**OPTIONS, **defaults, **options}, check_mode)))
    return play


def there(index, server_id=None, **more):
    """The row of a server of the fleet."""
    metadata = more.pop("metadata", None) or marks(index)
    return row(server_id or f"s-{index}", f"{NAME}-{index}", metadata, **more)


def counts(*numbers):
    """GROUPS, with other counts; 0 leaves a group out."""
    return {"count": None, "groups": [{**group, "count": number} for group, number in zip(
        GROUPS["groups"], numbers, strict=True) if number]}


def kinds(result):
    """Of what failed."""
    return [failure["kind"] for failure in result["failures"]]


def where(result):
    """The name and the cloud of each server."""
    return [(server["name"], server["cloud"]) for server in result["servers"]]


def tally(result, *keys):
    """{cloud: what a run says of it}."""
    return {row["cloud"]: tuple(row[key] for key in keys) for row in result["targets"]}
