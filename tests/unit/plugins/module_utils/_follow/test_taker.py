# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of one server that is to be taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, A
from fakepool import PoolCloud
from fakes import refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import taker
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
)

SOON = NOW + timedelta(hours=1)


def take(cloud, **more):
    servers = {own_id: Server.of(row, A) for own_id, row in cloud.servers.items()}
    return taker.Taker(cloud, "me", SOON, **more).take(servers)


def test_four_requests():
    cloud = PoolCloud(1)
    found = take(cloud)["a1"]
    assert cloud.log == [("GET", "/ports"), ("PUT", "/ports/p-a1"), ("POST", "/servers/a1"),
                         ("GET", "/servers/a1")]
    assert found.claim == (found.hold.id, SOON, "me")
    assert found.server.metadata["multicloud_claim"] == str(found.claim)


@pytest.mark.parametrize(("answers", "taken"), [(True, True), (False, False)])
def test_its_port_has_to_answer(monkeypatch, answers, taken):
    monkeypatch.setattr(taker, "answers", lambda address, port: answers)
    cloud = PoolCloud(1)
    assert bool(take(cloud, port=22)["a1"]) is taken
    assert len(cloud.claims()) == len(cloud.held()) == taken


def test_a_server_without_a_port():
    cloud = PoolCloud(1)
    cloud.ports.clear()
    assert take(cloud) == {"a1": None}


def test_a_mark_that_is_refused_is_given_back():
    cloud = PoolCloud(1)
    cloud.faults = {("POST", "/metadata"): [refusal("forbidden")]}
    assert isinstance(take(cloud)["a1"], CloudError)
    assert not cloud.claims() and not cloud.held()


def test_who_is_too_slow_gives_it_back(monkeypatch):
    times = iter([0.0, 301.0])
    monkeypatch.setattr(taker.time, "monotonic", lambda: next(times, 99.0))
    cloud = PoolCloud(1)
    assert take(cloud) == {"a1": None}
    assert not cloud.claims() and not cloud.held()


@pytest.mark.parametrize("found", [{}, {"multicloud_claim": "another"}])
def test_a_mark_that_somebody_else_has_overwritten(found):
    cloud = PoolCloud(1)
    post = cloud.post

    def overwritten(*arguments):
        post(*arguments)
        cloud.servers["a1"]["metadata"] = {**found}
    cloud.post = overwritten
    assert take(cloud) == {"a1": None}
    assert cloud.servers["a1"]["metadata"] == found and not cloud.held()
