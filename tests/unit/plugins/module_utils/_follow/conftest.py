# SPDX-License-Identifier: GPL-3.0-or-later
"""Fleets on targets in memory, and what is to follow them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, server
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import each
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import endpoint
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task, wait


class Fleet:
    """As look.Followed has it.  memories: {Target: Memory}."""

    def __init__(self, memories, servers=(), failures=()):
        self.fleet, self.group, self.failures = "web", None, list(failures)
        self.endpoints = [endpoint.of(one, (Preference(),), True) for one in servers]
        self.seen = {target: [one for one in self.endpoints if one.server.target == target]
                     for target in memories}
        self.selection = SimpleNamespace(
            targets=list(memories), connections=memories,
            ask=self._ask)
        self.asking = 0
        self._memories = memories

    def _ask(self, function, targets):
        self.asking += 1
        found = each(targets, lambda target: function(self._memories[target]))
        self.asking -= 1
        return found


@pytest.fixture(autouse=True)
def memory(monkeypatch):
    """Resources are in memory, and nothing takes time."""
    monkeypatch.setattr(task, "Api", Shelf)
    monkeypatch.setattr(wait, "SHORTEST", 0.001)


@pytest.fixture
def fleet():
    """(rows of the target, servers, ...) -> a Fleet on one target."""
    def fleet(rows=None, servers=None, failures=(), **more):
        found = [server(1, A)] if servers is None else servers
        return Fleet({A: Memory(rows, **more)}, found, failures)
    return fleet
