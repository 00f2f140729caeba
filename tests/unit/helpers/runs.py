# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs of fleet on clouds in memory."""

from __future__ import annotations

import json
import tempfile

from builders import NAME, SPEC

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import data_volumes, run
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import (
    legs,
    loop,
    volume_legs,
)

OPTIONS = {"name": NAME, "state": "present", "count": 1, **SPEC, "wait": "active", "port": 22,
           "timeout": 20}


def player(monkeypatch, folder):
    """A function that runs the module's options on FakeClouds; its result is plain data.

    Seconds become hundredths, and the lock is in a folder where no run of anybody else's is.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for room, name in ((poll, "FIRST"), (loop, "TURN"), (legs, "AGAIN"),
                       (volume_legs, "AGAIN"), (data_volumes, "AGAIN")):
        monkeypatch.setattr(room, name, 0.01)
    monkeypatch.setattr(poll, "LONGEST", 0.02)

    def play(*clouds, check_mode=False, **options):
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds], [])
        monkeypatch.setattr(run, "select", lambda _options: selection)
        return json.loads(json.dumps(run.run({**OPTIONS, **options}, check_mode)))
    return play
