# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of a pool holds while it changes servers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, A, fleet, marks, seat
from fakepool import PoolCloud
from fakes import refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.holds import Holds
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
)

POOL = fleet(3, min_ready=3)


class Play:
    def __init__(self, cloud, action="replace"):
        self.cloud, self.ledger = cloud, Ledger([A], {})
        self.holds = Holds(Selection({A: cloud}, [(A, {})]), self.ledger, 600)
        self.steps = [Step(action, seat(number), f"web-{number}", A, "", Server.of(row, A))
                      for number, row in enumerate(cloud.servers.values(), 1)]

    def names(self, steps=None):
        with self.holds.taken(POOL, steps or self.steps) as ours:
            return [step.name for step in ours]


def test_a_fleet_that_is_no_pool_asks_for_nothing():
    play = Play(PoolCloud(2))
    with play.holds.taken(fleet(2), play.steps) as ours:
        assert ours == play.steps and play.cloud.log == []


def test_what_stays_and_what_is_new_is_not_held():
    play = Play(PoolCloud(1), "keep")
    new = Step("create", seat(2), "web-2", A, "")
    assert play.names([*play.steps, new]) == ["web-1", "web-2"] and play.cloud.log == []


@pytest.mark.parametrize(("action", "after"), [("update", set()), ("replace", {"a1", "a2"})])
def test_held_as_long_as_it_is_changed(action, after):
    play = Play(PoolCloud(2), action)
    with play.holds.taken(POOL, play.steps) as ours:
        assert ours == play.steps and play.cloud.held() == {"a1", "a2"}
    assert play.cloud.held() == after


def test_a_run_that_was_killed_holds_nothing_later():
    cloud = PoolCloud(1)
    Play(cloud).names()
    cloud.late = timedelta(minutes=19)
    assert Play(cloud).names() == []
    cloud.late = timedelta(minutes=20)
    assert Play(cloud).names() == ["web-1"]


def test_what_somebody_claims_meanwhile_is_left_alone():
    play = Play(PoolCloud(2))
    play.cloud.ports["p-a1"]["name"] = claim.held("", "theirs", NOW + timedelta(hours=1))
    assert play.names() == ["web-2"]
    assert play.ledger.done == {seat(1)} and not play.ledger.errors
    play.cloud.log.clear()
    assert play.names(play.steps[:1]) == [] and play.cloud.log == []


@pytest.mark.parametrize("listed", [None, claim.Claim("theirs", NOW, "job")])
@pytest.mark.parametrize("now", [None, claim.Claim("theirs", NOW, "job"),
                                 claim.Claim("theirs", NOW + timedelta(hours=1), "job"),
                                 claim.Claim("others", NOW, "job")])
def test_what_was_claimed_since_it_was_listed(listed, now):
    """Although nobody holds it any more."""
    cloud = PoolCloud(1)
    metadata = cloud.servers["a1"]["metadata"]
    metadata.update({claim.KEY: str(listed)} if listed else {})
    play = Play(cloud)
    cloud.servers["a1"]["metadata"] = {**marks(1), **({claim.KEY: str(now)} if now else {})}
    assert play.names() == ["web-1"] * (listed == now)
    assert cloud.held() == ({"a1"} if listed == now else set()) and not play.ledger.errors


def test_what_has_gone_since_it_was_listed():
    play = Play(PoolCloud(1))
    play.cloud.servers.clear()
    assert play.names() == [] and not play.cloud.held()


def test_a_hold_ends_with_its_claim():
    cloud = PoolCloud(1)
    cloud.ports["p-a1"]["name"] = claim.held("", "theirs", NOW + timedelta(hours=1))
    cloud.servers["a1"]["metadata"][claim.KEY] = str(claim.Claim("theirs", NOW, "job"))
    assert Play(cloud).names() == ["web-1"]


def test_a_server_without_a_port():
    cloud = PoolCloud(1)
    cloud.ports.clear()
    assert Play(cloud).names() == ["web-1"]


@pytest.mark.parametrize("fault", [
    ("GET", "/ports"), ("PUT", "/ports/p-a1"), ("GET", "/servers/a1")])
def test_a_target_that_does_not_take_it(fault):
    play = Play(PoolCloud(1))
    play.cloud.faults = {fault: [refusal("forbidden")]}
    assert play.names() == [] and play.ledger.errors and not play.cloud.held()
