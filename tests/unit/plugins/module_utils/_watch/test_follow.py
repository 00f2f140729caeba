# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking again and again: a target that does not answer delays no other."""

from __future__ import annotations

import asyncio
import threading

import pytest
from builders import A, B, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._watch import follow
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.conditions import Look


class Selection:
    """B never answers; A has a server in ERROR from the second look on."""

    targets, failures = (A, B), ()

    def __init__(self):
        self.looks, self.released = 0, threading.Event()

    def look(self, _function, targets):
        (target,) = targets
        if target == B:
            self.released.wait(30)
            return {B: CloudError("timeout", "no answer", B)}
        self.looks += 1
        state = "ERROR" if self.looks > 1 else "ACTIVE"
        return {A: Look((server(1, target=A, status=state),))}


def test_events_of_one_target_come_while_another_is_silent(monkeypatch):
    selection = Selection()
    monkeypatch.setattr(follow, "select", lambda options: selection)

    async def first():
        queue = asyncio.Queue()
        task = asyncio.create_task(follow.follow(queue, {"interval": 0.01, "settle": 0}))
        try:
            return await asyncio.wait_for(queue.get(), 20)
        finally:
            selection.released.set()
            task.cancel()
    event = asyncio.run(first())
    assert (event["type"], event["state"], event["server"]) == ("server_error", "began", "web-1")


def test_clouds_that_cannot_be_used_end_it(monkeypatch):
    selection = Selection()
    selection.failures = [CloudError("config", "no auth_url", A)]
    monkeypatch.setattr(follow, "select", lambda options: selection)
    with pytest.raises(CloudError, match="no auth_url"):
        asyncio.run(follow.follow(asyncio.Queue(), {}))
