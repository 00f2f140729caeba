# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that may change some of the servers only: one batch of a roll."""

from __future__ import annotations

import pytest
from builders import A, B, marks
from fakes import FakeCloud
from runs import there

OTHER_DATA = {"userdata": "#!/bin/sh", "update_policy": "replace"}


def fleet_of(count, **more):
    return FakeCloud(A, [there(index, **more) for index in range(1, count + 1)])


@pytest.mark.parametrize(("only", "left"), [
    (["s-2", "s-3"], {"s-1", "s-4"}), ([], {"s-1", "s-2", "s-3", "s-4"}), (None, set()),
    (["nobody"], {"s-1", "s-2", "s-3", "s-4"})])
def test_nothing_else_is_replaced(go, only, left):
    a = fleet_of(4)
    result = go(a, count=4, only=only, **OTHER_DATA)
    assert not result["failed"] and result["warnings"] == []
    assert {key for key in a.servers if key.startswith("s-")} == left
    assert len(a.servers) == 4


def test_what_is_left_is_still_out_of_date(go):
    """No mark of the new definition was put on it."""
    a = fleet_of(2)
    go(a, count=2, only=["s-1"], **OTHER_DATA)
    plan = go(a, count=2, check_mode=True, **OTHER_DATA)["plan"]
    assert [step["id"] for step in plan if step["action"] == "replace"] == ["s-2"]


@pytest.mark.parametrize("more", [{"status": "ERROR"}, {"status": "SHUTOFF"}])
def test_nothing_else_is_mended_nor_deleted(go, more):
    a = fleet_of(3, **more)
    result = go(a, count=2, only=[], **OTHER_DATA)
    assert not result["failed"] and "(3 kept)" in result["msg"]
    assert a.servers.keys() == {"s-1", "s-2", "s-3"} and not a.writes


def test_nothing_else_is_given_what_it_has_lost(go):
    """Nor waited for."""
    a = FakeCloud(A, [there(1, metadata=marks(1, floating="net-1"))], floating=True)
    assert not go(a, count=1, only=[], wait="reachable")["failed"] and not a.writes
    assert not go(a, count=1, only=["s-1"])["failed"] and a.writes


def test_what_is_missing_is_created(go):
    a = fleet_of(2)
    assert not go(a, count=3, only=[], **OTHER_DATA)["failed"]
    assert len(a.servers) == 3 and {"s-1", "s-2"} < a.servers.keys()


def test_a_new_one_that_fails_is_made_again(go):
    """Its id is not the one that was named."""
    a = fleet_of(2)
    builds = iter(["ERROR", "ACTIVE", "ACTIVE"])
    a.on_create = lambda _made: setattr(a, "builds", next(builds))
    assert not go(a, count=2, only=["s-1"], **OTHER_DATA)["failed"]
    assert "s-2" in a.servers and "s-1" not in a.servers and len(a.servers) == 2


def test_the_old_one_of_a_killed_run_goes(go):
    """Its replacement was made first, and nobody names that."""
    a = FakeCloud(A, [there(1), there(1, "new", metadata=marks(1, {
        "image": "debian-12", "flavor": "small", "userdata": "#!/bin/sh"}))])
    assert not go(a, count=1, only=["s-1"], **OTHER_DATA)["failed"]
    assert a.servers.keys() == {"new"}


def test_on_all_targets(go):
    a, b = fleet_of(2), FakeCloud(B, [there(3, "b-3")])
    go(a, b, count=3, only=["b-3"], **OTHER_DATA)
    assert a.servers.keys() == {"s-1", "s-2"} and "b-3" not in b.servers
