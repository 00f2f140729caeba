# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are missing are created, and what fails is tried again or elsewhere."""

from __future__ import annotations

import pytest
from builders import A, B
from fakes import FakeCloud, refusal
from runs import kinds, tally, there, where


def test_what_is_missing_is_created_and_a_rerun_changes_nothing(go):
    a, b = FakeCloud(A), FakeCloud(B)
    result = go(a, b, count=3)
    assert not result["failed"] and result["changed"]
    assert where(result) == [("web-1", "a"), ("web-2", "b"), ("web-3", "a")]
    assert {server["status"] for server in result["servers"]} == {"ACTIVE"}
    assert tally(result, "planned", "created", "failed") == {"a": (2, 2, 0), "b": (1, 1, 0)}
    assert result["msg"] == "Fleet web: 3 of 3 servers (3 created)."
    assert all(set(server["times"]) == {"accepted", "active", "done"}
               for server in result["servers"])
    before = len(a.log)
    again = go(a, b, count=3)
    assert not again["failed"] and not again["changed"]
    assert where(again) == where(result)
    assert tally(again, "kept", "created") == {"a": (2, 0), "b": (1, 0)}
    assert all(method == "GET" for method, _path in a.log[before:])


def test_check_mode_says_what_would_be_done_and_does_nothing(go):
    a = FakeCloud(A, [there(1), there(3)])
    result = go(a, check_mode=True)
    assert result["changed"] and not result["failed"]
    assert [(step["action"], step["name"]) for step in result["plan"]] == [
        ("keep", "web-1"), ("delete", "web-3"), ("create", "web-2")]
    assert a.writes == []
    assert a.names == ["web-1", "web-3"]


def test_a_nova_without_tags_is_warned_of(go):
    a, b = FakeCloud(A, [there(1, flavor={"id": "1"})]), FakeCloud(B)
    a.microversion = "2.1"
    tagged = {"count": 4, "tags": ["own"], "check_mode": True}
    assert go(a, b, **tagged)["warnings"] == [
        "a: tags: Nova is older than 2.26 here, and has none: its servers go without"]
    assert go(a, b, shares={A: {"tags": []}}, **tagged)["warnings"] == []


def test_expires_is_in_the_create_call_and_renewed_in_place(go):
    cloud = FakeCloud(A)

    def marked():
        return {server["metadata"].get("multicloud_expires") for server in cloud.servers.values()}
    go(cloud, expires="2h")
    first = marked()
    assert len(first) == 1 and None not in first
    # the same span once more: nothing; a longer one, a time, none: in place
    assert not go(cloud, expires="2h", update_policy="in_place")["changed"]
    for desired in ("8h", "2999-01-01", None):
        result = go(cloud, expires=desired, update_policy="in_place")
        assert [step["changes"] for step in result["plan"]] == [["expires"]] * 2
        assert not go(cloud, expires=desired, update_policy="in_place")["changed"]
    assert marked() == {None} and len(cloud.servers) == 2


def test_the_marks_are_in_the_create_call(go):
    a = FakeCloud(A)
    result = go(a, count=1)
    made, = a.servers.values()
    assert made["metadata"].items() >= {
        "multicloud_fleet": "web", "multicloud_index": "1", "multicloud_run": result["run"],
        "multicloud_image": "image-1", "multicloud_flavor": "small"}.items()
    assert made["tags"] == ["multicloud_fleet=web"]


@pytest.mark.parametrize(("kind", "calls"), [("quota", 1), ("no_host", 1), ("forbidden", 1)])
def test_a_full_target_is_left_at_once(go, kind, calls):
    a, b = FakeCloud(A, faults={"POST /servers": [refusal(kind, "no")]}), FakeCloud(B)
    result = go(a, b, count=1)
    assert not result["failed"]
    assert where(result) == [("web-1", "b")]
    assert len(a.writes) == calls
    assert kinds(result) == [kind]
    assert result["warnings"] == [result["failures"][0]["msg"]]


def test_what_failed_finds_a_place_while_the_others_still_build(go):
    a, b = FakeCloud(A), FakeCloud(B, faults={"POST /servers": [refusal("quota")]})
    a.slow = 20
    states = []
    a.on_create = lambda _made: states.append([row["status"] for row in a.servers.values()])
    result = go(a, b)
    assert not result["failed"]
    assert where(result) == [("web-1", "a"), ("web-2", "a")]
    assert states == [["BUILD"], ["BUILD", "BUILD"]]


def test_a_build_that_fails_is_deleted_and_tried_again_and_then_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.builds = "ERROR"
    result = go(a, b, count=1)
    assert not result["failed"]
    assert where(result) == [("web-1", "b")]
    assert a.writes.count("POST /servers") == 2
    assert a.names == []


def test_a_build_that_fails_everywhere_is_named_and_not_left_unmarked(go):
    a = FakeCloud(A)
    a.builds = "ERROR"
    result = go(a, count=1)
    assert result["failed"]
    assert kinds(result)[0] == "build_failed"
    assert result["failures"][0]["server_name"] == "web-1"
    assert "web-1" in result["msg"]
    assert {server["status"] for server in result["servers"]} <= {"ERROR"}


@pytest.mark.parametrize("kind", ["timeout", "unreachable"])
def test_a_server_whose_answer_was_lost_is_found_again(go, kind):
    a = FakeCloud(A, faults={"POST /servers": [refusal(kind)]})
    a.lost = 1
    result = go(a, count=1)
    assert not result["failed"]
    assert where(result) == [("web-1", "a")]
    assert a.writes == ["POST /servers"]
    assert tally(result, "created", "kept") == {"a": (1, 0)}
    assert result["changed"] and kinds(result) == [kind] and result["warnings"]


def test_a_call_without_an_answer_is_sent_again_only_after_a_look(go):
    a, b = FakeCloud(A, faults={"POST /servers": [refusal("timeout")]}), FakeCloud(B)
    result = go(a, b, count=1)
    assert not result["failed"]
    assert [call for call in a.log if call[1].startswith("/servers")] == [
        ("GET", "/servers/detail"), ("POST", "/servers")] * 2 + [("GET", "/servers/detail")] * 2
    assert where(result) == [("web-1", "b")]


def test_a_double_that_another_run_made_meanwhile_is_removed(go):
    a = FakeCloud(A)

    def duplicate(made):
        a.on_create = None
        a.servers["older"] = {**made, "id": "older", "status": "ACTIVE", "created": "0"}
    a.on_create = duplicate
    result = go(a, count=1)
    assert not result["failed"]
    assert [server["id"] for server in result["servers"]] == ["older"]
    assert list(a.servers) == ["older"]


def test_bounds_that_make_it_impossible_stop_it_before_anything_is_made(go):
    a = FakeCloud(A, quota=2)
    result = go(a, count=3)
    assert result["failed"] and kinds(result) == ["quota"]
    assert "no quota left for instances" in result["msg"]
    assert a.writes == []


def test_a_spec_that_a_target_has_not_is_for_the_others(go):
    a, b = FakeCloud(A), FakeCloud(B)
    result = go(a, b, shares={A: {"image": "gone"}})
    assert not result["failed"]
    assert where(result) == [("web-1", "b"), ("web-2", "b")]
    assert kinds(result) == ["not_found"]
    assert "there is no image 'gone' here" in result["warnings"][0]
    assert tally(result, "created") == {"a": (0,), "b": (2,)}


def test_a_server_that_vanishes_while_it_is_built_is_made_again(go):
    a = FakeCloud(A)
    a.slow = 3

    def vanish(made):
        a.on_create, a.slow = None, 0
        a.faults["GET /servers/detail"] = []
        listed, times = a._list, []

        def resolved():
            times.append(1)
            if len(times) == 3:
                a.servers.pop(made["id"], None)
            return listed()
        a._list = resolved
        made["seen"] = -9
    a.on_create = vanish
    result = go(a, count=1)
    assert not result["failed"]
    assert a.writes == ["POST /servers"] * 2
