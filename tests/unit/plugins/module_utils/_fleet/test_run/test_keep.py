# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there already: kept, started, updated, replaced, removed."""

from __future__ import annotations

import fakechanges
import pytest
from builders import SPEC, A, B, marks, row
from fakes import FakeCloud, refusal
from runs import tally, there, where


def test_a_broken_server_is_replaced(go):
    a = FakeCloud(A, [there(1, status="ERROR"), there(2)])
    result = go(a)
    assert not result["failed"]
    assert [server["status"] for server in result["servers"]] == ["ACTIVE", "ACTIVE"]
    assert "s-1" not in a.servers and "s-2" in a.servers


def test_a_server_that_is_named_is_replaced(go):
    a = FakeCloud(A, [there(1), there(2)])
    result = go(a, replace=["s-1"])
    assert not result["failed"] and "s-1" not in a.servers and "s-2" in a.servers
    assert [step["reason"] for step in result["plan"]] == ["is to be replaced", "up to date"]


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize(("most", "stopped"), [(0, True), (1, True), (2, False), (None, False)])
def test_where_too_much_is_wrong_nothing_is_done(go, most, stopped, check_mode):
    a = FakeCloud(A, [there(1, status="ERROR"), there(2), there(4)])
    result = go(a, count=3, max_replace=most, check_mode=check_mode)
    assert result["failed"] is stopped and bool(a.writes) is not (stopped or check_mode)
    assert result["changed"] is not stopped
    assert [step["action"] for step in result["plan"]] == ["replace", "keep", "delete", "create"]
    if stopped:
        assert "max_replace: 2 servers would be created, more than" in result["msg"]


@pytest.mark.parametrize("check_mode", [False, True])
def test_one_that_is_replaced_again_and_again(go, check_mode):
    a, again = FakeCloud(A), {"max_replace_per_hour": 2}
    for _time in range(3):
        assert not go(a, **again)["failed"]
        next(row for row in a.servers.values() if row["name"] == "web-1")["status"] = "ERROR"
    a.log.clear()
    result = go(a, **again, check_mode=check_mode)
    assert result["failed"] and not result["changed"] and not a.writes
    assert "max_replace_per_hour: 2 servers were replaced in the last hour, and 1 more" in (
        result["msg"])
    assert not go(a, max_replace_per_hour=3)["failed"]


@pytest.mark.parametrize(("most", "failed"), [(None, False), (9, True)])
def test_what_was_replaced_lately_cannot_be_listed(go, most, failed):
    a = FakeCloud(A, [there(1, status="ERROR"), there(2)])
    pages = a.pages

    def refused(*words, **query):
        if "changes-since" in query:
            raise refusal("forbidden")
        return pages(*words, **query)
    a.pages = refused
    result = go(a, max_replace_per_hour=most)
    assert result["failed"] is failed and bool(a.writes) is not failed


# what is desired now; the policy; what is written; what is left as it was
CHANGES = [
    ({"metadata": {"a": "b"}}, "none", [], ["metadata"]),
    ({"metadata": {"a": "b"}}, "in_place", ["POST /servers/s-1/metadata"], []),
    ({"tags": ["blue"]}, "in_place", ["PUT /servers/s-1/tags/blue", "POST /servers/s-1/metadata"],
     []),
    ({"name_template": "@{fleet}@{index:02}"}, "in_place",
     ["PUT /servers/s-1", "POST /servers/s-1/metadata"], []),
    ({"security_groups": ["web"]}, "in_place",
     ["POST /servers/s-1/action", "POST /servers/s-1/action", "POST /servers/s-1/metadata"], []),
    ({"flavor": "large"}, "in_place", [], ["flavor"]),
    ({"image": "debian-13", "flavor": "large"}, "resize",
     ["POST /servers/s-1/action", "POST /servers/s-1/action", "POST /servers/s-1/metadata"],
     ["image"]),
    ({"flavor": "large"}, "rebuild",
     ["POST /servers/s-1/action", "POST /servers/s-1/action", "POST /servers/s-1/metadata"], []),
    ({"image": "debian-13"}, "in_place", [], ["image"]),
    ({"image": "debian-13"}, "rebuild",
     ["POST /servers/s-1/action", "POST /servers/s-1/metadata"], []),
    ({"image": "debian-13", "metadata": {"a": "b"}}, "in_place", ["POST /servers/s-1/metadata"],
     ["image"]),
    ({"userdata": "#!/bin/sh"}, "rebuild", [], ["userdata"]),
    ({"userdata": "#!/bin/sh"}, "replace", ["DELETE /servers/s-1", "POST /servers"], []),
    ({"userdata": "#!/bin/sh", "create_first": True}, "replace",
     ["POST /servers", "DELETE /servers/s-1"], []),
]


@pytest.mark.parametrize(("desired", "policy", "writes", "held"), CHANGES)
def test_a_changed_spec_goes_as_far_as_update_policy_allows(go, desired, policy, writes, held):
    a = FakeCloud(A, [there(1)])
    result = go(a, count=1, update_policy=policy, **desired)
    assert not result["failed"], result["msg"]
    assert result["changed"] is bool(writes)
    assert a.writes == writes
    warned = [text for text in result["warnings"] if "has drifted" in text]
    assert len(warned) == bool(held) and all(f" {option} " in warned[0] for option in held)
    del a.log[:]
    again = go(a, count=1, update_policy=policy, **desired)
    assert (again["changed"], a.writes) == (False, [])


def test_a_server_stays_where_a_newer_image_answers_another_definition_of_its_own(go):
    """It was said in other words once, when it was the newest."""
    a = FakeCloud(A, [there(1)])
    images = a._rows("/images")
    rows, newest = a._rows, {"image": {"os_distro": "debian", "newest": True}}
    a._rows = lambda path: images[:1] if path == "/images" else rows(path)
    assert not go(a, count=1, update_policy="rebuild", **newest)["changed"]
    a._rows = rows
    result = go(a, count=1, update_policy="rebuild", **newest)
    assert not result["changed"] and result["warnings"] == []


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize("policy", ["in_place", "replace"])
def test_a_network_that_is_not_there_replaces_nothing(go, policy, check_mode):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B)
    result = go(a, b, count=1, update_policy=policy, network="prviate", check_mode=check_mode)
    assert a.writes == b.writes == [] and not result["changed"]
    assert result["failed"] is (policy == "replace")
    assert "there is no network 'prviate' here" in str([result["msg"], *result["warnings"]])


def test_a_security_group_that_was_taken_off_is_put_back(go):
    made = {"metadata": marks(1, {**SPEC, "security_groups": ["default", "web"]})}
    a = FakeCloud(A, [there(1, **made)])
    result = go(a, count=1, security_groups=["default", "web"], update_policy="in_place")
    assert result["plan"][0]["reason"] == "security_groups default -> default, web"
    assert a.servers["s-1"]["security_groups"] == [{"name": "default"}, {"name": "web"}]
    assert not go(a, count=1, security_groups=["default", "web"])["changed"]


# how it was stopped; the server's other differences, the policy, and what is written
STOPPED = [
    ("SHUTOFF", {}, "none", ["POST /servers/s-1/action"]),
    ("PAUSED", {}, "in_place", ["POST /servers/s-1/action"]),
    ("SUSPENDED", {}, "replace", ["POST /servers/s-1/action"]),
    ("SHELVED_OFFLOADED", {}, "in_place", ["POST /servers/s-1/action"]),
    ("SHUTOFF", {"metadata": {"a": "b"}}, "in_place",
     ["POST /servers/s-1/action", "POST /servers/s-1/metadata"]),
    ("SHUTOFF", {"image": "debian-13"}, "rebuild",
     ["POST /servers/s-1/action", "POST /servers/s-1/action", "POST /servers/s-1/metadata"]),
]


@pytest.mark.parametrize(("status", "desired", "policy", "writes"), STOPPED)
def test_a_stopped_server_is_started_and_not_replaced(go, status, desired, policy, writes):
    a = FakeCloud(A, [there(1, status=status), there(2)])
    checked = go(a, check_mode=True, update_policy=policy, **desired)
    assert f"status {status} -> ACTIVE" in checked["plan"][0]["reason"]
    assert f"web-1 s-1: {status} on a" in checked["diff"]["before"]
    assert "web-1 s-1: ACTIVE on a" in checked["diff"]["after"]
    result = go(a, update_policy=policy, **desired)
    assert not result["failed"], result["msg"]
    assert [row["status"] for row in result["servers"]] == ["ACTIVE", "ACTIVE"]
    assert sorted(a.servers) == ["s-1", "s-2"]
    assert [path for path in a.writes if "s-1" in path] == writes
    assert tally(result, "updated")["a"][0] >= 1


def test_a_server_that_cannot_be_started_is_named_and_kept(go, monkeypatch):
    monkeypatch.setattr(fakechanges, "act", lambda row, _body: row)
    a = FakeCloud(A, [there(1, status="SHUTOFF")])
    result = go(a, count=1)
    assert result["failed"] and list(a.servers) == ["s-1"]
    assert "is SHUTOFF again: Nova has not started it (it gives no reason)" in result["msg"]


def test_a_server_that_somebody_works_on_is_left_to_them(go):
    a = FakeCloud(A, [there(1, status="RESCUE")])
    result = go(a, count=1)
    assert result["failed"] and a.writes == []
    assert "is RESCUE: unrescue it with multicloud.openstack.server_action" in result["msg"]


def test_scale_in_is_confirmed_by_the_list(go):
    a = FakeCloud(A, [there(1), there(2), there(3)])
    result = go(a, count=1)
    assert not result["failed"] and result["changed"]
    assert where(result) == [("web-1", "a")]
    assert a.names == ["web-1"]
    assert tally(result, "kept", "deleted") == {"a": (1, 2)}


def test_a_deletion_is_asked_for_once_however_long_it_takes(go):
    a = FakeCloud(A, [there(1)])
    a.lingers = 5
    result = go(a, state="absent", count=None)
    assert not result["failed"]
    assert a.writes == ["DELETE /servers/s-1"] and a.names == []


def test_what_leaves_makes_room(go):
    a = FakeCloud(A, [there(1, status="ERROR"), there(2)], quota=2)
    result = go(a)
    assert not result["failed"]
    assert a.writes == ["DELETE /servers/s-1", "POST /servers"]


def test_a_replacement_that_fails_is_not_taken_for_the_old_one(go):
    a = FakeCloud(A, [there(1, status="ERROR")], faults={"POST /servers": [refusal("quota")]})
    result = go(a, count=1)
    assert result["failed"] and result["changed"]
    assert result["failures"][0]["server_name"] == "web-1"
    assert "server_id" not in result["failures"][0]


def test_max_0_takes_the_fleet_off_a_target(go):
    a, b = FakeCloud(A, [there(1), there(2)]), FakeCloud(B)
    result = go(a, b, shares={A: {"max": 0}})
    assert not result["failed"]
    assert (a.names, b.names) == ([], ["web-1", "web-2"])


def test_foreign_servers_are_named_and_not_touched(go):
    a = FakeCloud(A, [row("x", "web-1", {}), row("y", "mail", {}),
                      row("z", "web-2", marks(2, fleet_name="other"))])
    result = go(a, count=1)
    assert not result["failed"]
    assert [server["id"] for server in result["foreign"]] == ["x"]
    assert "it was not touched" in result["warnings"][0]
    assert set(a.servers) > {"x", "y", "z"}
    result = go(a, state="absent", count=None)
    assert set(a.servers) == {"x", "y", "z"}
    assert not result["failed"]
