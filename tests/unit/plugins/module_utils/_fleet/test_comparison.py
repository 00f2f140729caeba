# SPDX-License-Identifier: GPL-3.0-or-later
"""A run's servers, held against its definition."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from builders import A, B, fleet, seat, server
from drifts import disk
from fakes import FakeCloud, refusal
from runs import there

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import comparison, run
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)

# what is defined now, and is so already; whether the definition is another than that of the mark
SAME = [({}, False), ({"network": "private"}, True), ({"network": "net-1"}, True),
        ({"security_groups": ["default"]}, True), ({"availability_zone": "nova"}, True),
        ({"image": {"os_distro": "debian", "os_version": "12"}}, True),
        ({"auto_ip": False}, True), ({"ip_version": "4"}, True)]


@pytest.mark.parametrize("policy", ["none", "in_place", "replace"])
@pytest.mark.parametrize(("desired", "marked"), SAME)
def test_naming_what_is_so_already_changes_nothing(go, desired, marked, policy):
    a = FakeCloud(A, [there(1)])
    planned = go(a, count=1, update_policy=policy, check_mode=True, **desired)
    assert a.writes == []
    result = go(a, count=1, update_policy=policy, **desired)
    for one in (planned, result):
        assert not one["failed"] and not one["changed"] and one["warnings"] == []
        assert [(step["action"], step["reason"]) for step in one["plan"]] == [
            ("keep", "up to date")]
        assert one["diff"]["before"] == one["diff"]["after"]
    renewed = ["POST /servers/s-1/metadata"] * (marked and policy != "none")
    assert a.writes == renewed
    del a.log[:]
    assert not go(a, count=1, update_policy=policy, **desired)["changed"] and a.writes == []
    if renewed:         # a list of servers does not show the ids of networks
        assert a.log == [("GET", "/servers/detail"),
                         *[("GET", "/networks")] * (desired == {"network": "net-1"})]


@pytest.mark.parametrize("option", ["image", "flavor"])
def test_a_mark_that_was_taken_away_is_set_again(go, option):
    row = there(1)
    before = row["metadata"].pop(f"multicloud_{option}")
    a = FakeCloud(A, [row])
    assert not go(a, count=1, update_policy="in_place")["changed"]
    assert a.writes == ["POST /servers/s-1/metadata"]
    assert a.servers["s-1"]["metadata"][f"multicloud_{option}"] == before
    del a.log[:]
    go(a, count=1, update_policy="in_place")
    assert a.log == [("GET", "/servers/detail")]


@pytest.mark.parametrize("gone", [True, False])
def test_a_run_that_is_over_renews_no_mark(go, monkeypatch, gone):
    monkeypatch.setattr(run.guard.Parent, "gone", lambda _self: gone)
    a = FakeCloud(A, [there(1)])
    go(a, count=1, update_policy="in_place", auto_ip=False, timeout=20 if gone else 0)
    assert a.writes == []


def compared(*clouds, **desired):
    """A fleet's comparison on these clouds."""
    return comparison.Comparison(fleet(2, **desired),
                                 Selection({one.target: one for one in clouds}))


@pytest.mark.parametrize(("seconds", "patience"), [(2, 30.0), (30, -1.0)])
def test_a_cloud_that_does_not_answer_when_marks_are_renewed_is_not_waited_for(
        monkeypatch, seconds, patience):
    a, b, ended = FakeCloud(A, [there(1, "a1")]), FakeCloud(B, [there(2, "b2")]), threading.Event()
    monkeypatch.setattr(a, "patience", lambda _asked: patience)
    monkeypatch.setattr(a, "post", lambda *_arguments, **_more: ended.wait(60))
    plan = Plan([Step("keep", seat(index), f"web-{index}", target, "", server(index, target))
                 for index, target in ((1, A), (2, B))], missing={})
    began = time.monotonic()
    desired = fleet(2, auto_ip=False)
    compared(a, b).mark_again(desired, plan, began + seconds)
    assert time.monotonic() - began < 25
    ended.set()
    assert b.writes == ["POST /servers/b2/metadata"]


@pytest.mark.parametrize(("policy", "status", "spared", "writes"), [
    ("none", "ACTIVE", [], []), ("in_place", "ACTIVE", [], ["POST /servers/a1/metadata"]),
    ("in_place", "ACTIVE", [seat(1)], []), ("in_place", "ACTIVE", [seat(2)], [
        "POST /servers/a1/metadata"]),
    ("in_place", "ERROR", [], []), ("in_place", "RESIZE", [], [])])
def test_whose_marks_are_renewed(policy, status, spared, writes):
    a = FakeCloud(A, [there(1, "a1")])
    plan = Plan([Step("keep", seat(1), "web-1", A, "", server(status=status)),
                 Step("create", seat(2), "web-2", A, "")], missing={})
    desired = replace(fleet(2, auto_ip=False, update_policy=policy), spared=frozenset(spared))
    compared(a).mark_again(desired, plan, time.monotonic() + 30)
    assert a.writes == writes


def test_only_where_servers_seem_to_differ_their_target_is_asked():
    a, b = FakeCloud(A), FakeCloud(B, faults={"GET /images": [refusal("timeout")]})
    differing = {A: [server()], B: [server(2, B)]}
    found = compared(a, b, targets={A: {}, B: {"image": "debian-13"}})
    wrong = found.look(differing, {})
    assert (a.log, list(wrong), wrong[B].kind) == ([], [B], "timeout")
    assert found.known[B].error is wrong[B]
    b.faults.clear()
    assert found.look(differing, {}) == {} and list(found.known) == [B]
    assert found.known[B].error is None
    assert found.known[B].resolutions["", "image"].image_name == "debian-13"
    assert found.look({A: [server()]}, {}) == found.known == {}


def test_a_target_lists_what_it_has_once_in_a_run():
    b = FakeCloud(B)
    found = compared(FakeCloud(A), b, targets={A: {}, B: {"flavor": "large"}})
    for _look in range(2):
        found.look({B: [server(2, B)]}, {})
    assert b.log == [("GET", "/flavors/detail")]
    assert found.catalog(b) is found.catalog(b)


def test_the_volumes_of_a_fleet_are_known_by_their_places():
    found = compared(FakeCloud(A), FakeCloud(B))
    first, second = (disk("data", seat=number) for number in (1, 2))
    found.look({A: [server()], B: []}, {A: [first, second]})
    assert found.known[A].own == {seat(1): [first], seat(2): [second]}
    assert B not in found.known
