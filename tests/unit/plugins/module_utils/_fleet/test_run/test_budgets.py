# SPDX-License-Identifier: GPL-3.0-or-later
"""How many requests a run costs."""

from __future__ import annotations

import pytest
from builders import A
from fakes import FakeCloud
from runs import tally

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import (
    ingress,
    port_leg,
)


def test_a_fleet_that_is_up_to_date_costs_few_requests(go):
    a = FakeCloud(A, floating=True)
    go(a, count=20)
    before = a.requests
    assert not go(a, count=20)["changed"]
    assert a.requests - before <= 7         # and one for the token


@pytest.mark.parametrize(("floating", "each"), [(False, 2), (True, 3)])
def test_a_new_server_costs_few_requests(go, monkeypatch, floating, each):
    """All that a fleet of 20 asks is shared by its servers."""
    monkeypatch.setattr(poll, "FIRST", 0.2)
    monkeypatch.setattr(poll, "LONGEST", 0.2)
    a = FakeCloud(A, floating=floating)
    result = go(a, count=20)
    assert not result["failed"]
    assert a.requests < 20 * each
    assert tally(result, "requests") == {"a": (a.requests,)}


@pytest.mark.parametrize("wait", ["active", "reachable"])
def test_security_groups_that_are_named_cost_one_request(go, monkeypatch, wait):
    monkeypatch.setattr(ingress, "shut", lambda *_arguments: None)
    monkeypatch.setattr(port_leg, "answers", lambda *_arguments: True)
    a, named = FakeCloud(A), {"security_groups": ["web", "default", "id-db"], "wait": wait}
    assert not go(a, count=3, **named)["failed"]
    assert a.log.count(("GET", "/security-groups")) == 1
    for server in a.servers.values():
        server["security_groups"] = [{"name": name} for name in ("web", "default")]
    del a.log[:]
    assert not go(a, count=3, update_policy="in_place", **named)["failed"]
    assert a.log.count(("GET", "/security-groups")) == 1 + 3    # and to change each of them
