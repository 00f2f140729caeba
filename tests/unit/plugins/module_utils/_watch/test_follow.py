# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking again and again: a target that does not answer delays no other."""

from __future__ import annotations

import asyncio
import threading

import pytest
from builders import A, B, marks, row, server
from fakes import Canned

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


class Whole:
    """A target whose answers are canned."""

    targets, failures = (A,), ()

    def __init__(self, *rows):
        self.cloud = Canned({"GET /servers/detail": {"servers": [*rows]}}, A)
        self.cloud.patience = lambda _asked: 30.0

    def look(self, function, _targets):
        return {A: function(self.cloud)}


def test_servers_that_have_drifted(monkeypatch):
    resized = row("s2", "web-2", marks(2), flavor={"original_name": "large"})
    selection = Whole(row("s1", "web-1", marks()), resized)
    monkeypatch.setattr(follow, "select", lambda options: selection)
    definition = {"name": "web", "count": 2, "image": "debian-12", "flavor": "small"}

    async def events():
        queue = asyncio.Queue()
        task = asyncio.create_task(follow.follow(queue, {
            "interval": 0.01, "settle": 0, "drift": True, "fleets": [definition]}))
        began = await asyncio.wait_for(queue.get(), 20)
        resized["flavor"] = {"original_name": "small"}
        ended = await asyncio.wait_for(queue.get(), 20)
        task.cancel()
        return began, ended
    began, ended = asyncio.run(events())
    assert [(event["type"], event["state"], event["server"], event["options"])
            for event in (began, ended)] == [
        ("server_drifted", state, "web-2", ["flavor"]) for state in ("began", "ended")]


def test_a_definition_that_is_not_whole_ends_it(monkeypatch):
    monkeypatch.setattr(follow, "select", lambda options: Whole())
    with pytest.raises(CloudError, match="drift needs the whole definition"):
        asyncio.run(follow.follow(asyncio.Queue(), {
            "drift": True, "fleets": [{"name": "web", "count": 2}]}))


def test_clouds_that_cannot_be_used_end_it(monkeypatch):
    selection = Selection()
    selection.failures = [CloudError("config", "no auth_url", A)]
    monkeypatch.setattr(follow, "select", lambda options: selection)
    with pytest.raises(CloudError, match="no auth_url"):
        asyncio.run(follow.follow(asyncio.Queue(), {}))
