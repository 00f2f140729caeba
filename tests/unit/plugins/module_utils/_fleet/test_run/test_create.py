# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs on clouds in memory: look, plan, apply, look again, report."""

from __future__ import annotations

import base64
import json
import socket
import tempfile
import time

import fakechanges
import pytest
from builders import NAME, SPEC, A, B, addresses, console, host_key, marks, row
from fakes import FakeCloud, refusal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import Pool
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import run
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import (
    context,
    journey,
    legs,
    loop,
    port_leg,
)

SILENT = {"GET /servers/detail": [refusal("timeout", "no answer in time")]}
KEY = host_key(1)
CONSOLE = console(KEY)
OPTIONS = {"name": NAME, "state": "present", "count": 2, **SPEC, "wait": "active", "port": 22,
           "timeout": 20, "known_hosts": None, "unseen": "replace", "update_policy": "none",
           "placement": "spread"}


@pytest.fixture(autouse=True)
def quick(tmp_path, monkeypatch):
    """Seconds become hundredths, and the lock is where no run of anybody else's is."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(poll, "FIRST", 0.01)
    monkeypatch.setattr(poll, "LONGEST", 0.02)
    monkeypatch.setattr(loop, "TURN", 0.01)
    monkeypatch.setattr(legs, "AGAIN", 0.01)


@pytest.fixture
def go(monkeypatch):
    """Runs the module's options on these clouds; its result, which is plain data."""
    def play(*clouds, check_mode=False, shares=None, failures=(), **options):
        selection = Selection(
            {cloud.target: cloud for cloud in clouds},
            [(cloud.target, (shares or {}).get(cloud.target, {})) for cloud in clouds],
            list(failures))
        monkeypatch.setattr(run, "select", lambda _options: selection)
        result = run.run({**OPTIONS, **options}, check_mode)
        return json.loads(json.dumps(result))
    return play


def there(index, server_id=None, **more):
    """The row of a server of the fleet."""
    metadata = more.pop("metadata", None) or marks(index)
    return row(server_id or f"s-{index}", f"{NAME}-{index}", metadata, **more)


def kinds(result):
    return [failure["kind"] for failure in result["failures"]]


def where(result):
    return [(server["name"], server["cloud"]) for server in result["servers"]]


def tally(result, *keys):
    return {row["cloud"]: tuple(row[key] for key in keys) for row in result["targets"]}


# Creating

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
    result = go(a, count=1, timeout=3)
    assert not result["failed"]
    assert a.writes == ["POST /servers"] * 2


def test_reachable_is_when_its_port_answers(go):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        result = go(FakeCloud(A), count=1, wait="reachable", port=listener.getsockname()[1])
    assert not result["failed"]
    assert set(result["servers"][0]["times"]) == {"accepted", "active", "port", "done"}


@pytest.fixture
def silent_port():
    """A port of this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_a_port_that_does_not_answer_is_explained(go, silent_port):
    result = go(FakeCloud(A), count=1, wait="reachable", port=silent_port, timeout=0.5)
    assert result["failed"]
    assert (f"port {silent_port} of 127.0.0.1 cannot be reached: no security group of it has a "
            f"rule that lets TCP port {silent_port} in; add one with security_group_rule, or set "
            "security_groups") in result["msg"]


@pytest.mark.parametrize(("wait", "warned"), [("active", False), ("reachable", True)])
def test_check_mode_tells_of_servers_that_do_not_answer(go, silent_port, wait, warned):
    a = FakeCloud(A, [there(1, addresses=addresses("127.0.0.1"))])
    result = go(a, count=1, wait=wait, port=silent_port, check_mode=True)
    assert not result["changed"]
    assert any("cannot be reached" in failure["msg"] for failure in result["failures"]) is warned


@pytest.mark.parametrize(("more", "why"), [
    ({"status": "RESCUE"},
     "is RESCUE: unrescue it with multicloud.openstack.server_action, or delete it"),
    ({"status": "REBOOT"}, "is REBOOT: try again when that is over"),
    ({"status": "SHUTOFF", "task": "powering-on"}, "is powering-on: try again when that is over")])
def test_check_mode_says_of_a_server_that_is_not_at_work_why_it_does_not_answer(
        go, silent_port, more, why):
    a = FakeCloud(A, [there(1, addresses=addresses("127.0.0.1"), **more)])
    result = go(a, count=1, wait="reachable", port=silent_port, check_mode=True)
    assert [(row["kind"], row["msg"]) for row in result["failures"]] == [
        ("conflict", f"a: server web-1: {why}")]


# Keeping, replacing, removing

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
        assert "max_replace: 2 servers would be made, more than" in result["msg"]


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


@pytest.mark.parametrize("gone", [True, False])
def test_a_run_that_is_over_renews_no_mark(go, monkeypatch, gone):
    monkeypatch.setattr(run.guard.Parent, "gone", lambda _self: gone)
    a = FakeCloud(A, [there(1)])
    go(a, count=1, update_policy="in_place", auto_ip=False, timeout=20 if gone else 0)
    assert a.writes == []


@pytest.mark.parametrize(("timeout", "patience"), [(0.5, 30), (20, 0.5)])
def test_a_cloud_that_does_not_answer_when_marks_are_renewed_is_not_waited_for(
        go, monkeypatch, timeout, patience):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B, [there(2)])
    monkeypatch.setattr(a, "patience", lambda asked: asked + patience - time.monotonic())
    monkeypatch.setattr(a, "post", lambda *_arguments, **_more: time.sleep(5))
    began = time.monotonic()
    result = go(a, b, update_policy="in_place", auto_ip=False, timeout=timeout)
    assert time.monotonic() - began < 3
    assert not result["failed"] and not result["changed"]
    assert b.writes == ["POST /servers/s-2/metadata"]


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


# Budgets

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


# Targets that cannot be seen

def test_unseen_replace_creates_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B, faults=SILENT)
    result = go(a, b, count=2, unseen="replace")
    assert not result["failed"]
    assert where(result) == [("web-1", "a"), ("web-2", "a")]
    assert kinds(result) == ["timeout"] and result["warnings"]
    assert b.writes == []


def test_unseen_hold_waits_for_it(go):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B, faults=SILENT)
    result = go(a, b, count=3, unseen="hold")
    assert result["failed"]
    assert a.writes == b.writes == []
    assert where(result) == [("web-1", "a")]
    assert "unseen is hold" in result["msg"] and "b: " in result["msg"]


def test_unseen_hold_creates_where_all_are_seen(go):
    assert where(go(FakeCloud(A), count=1, unseen="hold")) == [("web-1", "a")]


def test_unseen_hold_with_everything_there_is_well(go):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B, faults=SILENT)
    assert not go(a, b, count=1, unseen="hold")["failed"]


@pytest.mark.parametrize("unseen", ["replace", "hold"])
def test_nothing_beyond_count_is_deleted_while_a_target_is_unseen(go, unseen):
    a, b = FakeCloud(A, [there(1), there(5)]), FakeCloud(B, faults=SILENT)
    result = go(a, b, count=1, unseen=unseen)
    assert not result["failed"] and not result["changed"]
    assert a.names == ["web-1", "web-5"]


def test_what_is_kept_beyond_count_does_not_stand_for_what_is_missing(go):
    a, b = FakeCloud(A, [there(2), there(3)]), FakeCloud(B, faults=SILENT)
    assert go(a, b, count=2, unseen="hold")["failed"]


def test_a_target_that_could_not_be_configured_is_unseen(go):
    failure = CloudError("config", "no password", B)
    result = go(FakeCloud(A), count=1, failures=[failure])
    assert not result["failed"]
    assert kinds(result) == ["config"]
    assert tally(result, "created", "error") == {"a": (1, None), "b": (0, str(failure))}


# Unmaking

def test_absent_removes_all_that_is_ours(go):
    a, b = FakeCloud(A, [there(1), there(1, "double")]), FakeCloud(B, [there(7, status="ERROR")])
    result = go(a, b, state="absent", count=None)
    assert not result["failed"] and result["changed"]
    assert result["servers"] == [] == a.names == b.names
    assert tally(result, "deleted") == {"a": (2,), "b": (1,)}
    again = go(a, b, state="absent", count=None)
    assert not again["changed"] and not again["failed"]


def test_absent_deletes_what_it_sees_then_fails_and_names_the_rest(go):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B, [there(2)], faults=SILENT)
    result = go(a, b, state="absent", count=None)
    assert result["failed"]
    assert (a.names, b.names) == ([], ["web-2"])
    assert "b: no answer in time" in result["msg"]


def test_absent_in_check_mode_deletes_nothing(go):
    a = FakeCloud(A, [there(1)])
    result = go(a, state="absent", count=None, check_mode=True)
    assert result["changed"] and not result["failed"]
    assert a.writes == []


def test_a_deletion_that_is_refused_is_tried_twice_and_named(go):
    a = FakeCloud(A, [there(1)], faults={"DELETE /servers/s-1": [refusal("forbidden", "locked")]})
    result = go(a, state="absent", count=None)
    assert result["failed"]
    assert a.writes == ["DELETE /servers/s-1"] * 2
    assert kinds(result) == ["forbidden"]
    assert result["failures"][0]["server_id"] == "s-1"


@pytest.mark.parametrize(("state", "count"), [("absent", None), ("present", 0)])
def test_a_deletion_whose_answer_was_lost_is_one_all_the_same(go, state, count):
    a = FakeCloud(A, [there(1)], faults={"DELETE /servers/s-1": [refusal("timeout")]})
    a.lost = 1
    result = go(a, state=state, count=count)
    assert a.names == [] == result["servers"]
    assert not result["failed"] and result["changed"]


def test_a_deletion_that_never_ends_is_given_up(go, monkeypatch):
    a = FakeCloud(A, [there(1)])
    monkeypatch.setattr(a, "delete", lambda *_arguments: True)
    result = go(a, state="absent", count=None, timeout=0.3)
    assert result["failed"]
    assert "still being deleted after" in result["msg"]


# Floating IPs and host keys

def test_a_floating_ip_is_made_on_the_port_and_goes_before_its_server(go):
    a = FakeCloud(A, floating=True)
    result = go(a, count=1)
    made, = result["servers"]
    floating, = a.addresses
    assert made["address"] == made["floating_ip"] == floating["floating_ip_address"]
    assert floating["port_id"] == f"port-{made['id']}"
    assert floating["description"] == (
        f"multicloud_fleet=web multicloud_index=1 multicloud_server={made['id']}")
    a.addresses.append({"id": "foreign", "floating_ip_address": "192.0.2.250", "description": "",
                        "project_id": "project"})
    del a.log[:]
    removed = go(a, state="absent", count=None)
    assert not removed["failed"]
    assert a.writes == [f"DELETE /floatingips/{floating['id']}", f"DELETE /servers/{made['id']}"]
    assert removed["removed"] == [f"floating IP {made['address']} on a"]
    assert [row["id"] for row in a.addresses] == ["foreign"]


@pytest.mark.parametrize("shown", [True, False])
def test_a_server_that_lacks_its_floating_ip_gets_it(go, monkeypatch, shown):
    """And once, even if Nova's list does not show it for a long time."""
    monkeypatch.setattr(journey, "SETTLE", 0.05)
    a = FakeCloud(A, [there(1, metadata=marks(1, floating="net-2"))], floating=True)
    a.shows_floating_ips = shown
    result = go(a, count=1, timeout=3)
    assert not result["failed"] and result["changed"]
    assert a.writes == ["POST /floatingips"]
    assert a.requests < 50
    assert result["servers"][0]["floating_ip"] == a.addresses[0]["floating_ip_address"]
    assert tally(result, "updated") == {"a": (1,)}


def test_a_floating_ip_that_no_server_has_is_swept(go):
    a = FakeCloud(A, floating=True)
    ours = {"id": "f", "floating_ip_address": "192.0.2.9", "project_id": "project",
            "description": "multicloud_fleet=web multicloud_server=gone"}
    # an administrator sees it as well
    theirs = {**ours, "id": "g", "project_id": "another"}
    a.addresses = [ours, theirs]
    assert go(a, state="absent", count=None)["removed"] == ["floating IP 192.0.2.9 on a"]
    assert a.addresses == [theirs]


def test_where_floating_ips_are_unknown_their_server_stays(go):
    """Deleting it would leave them behind.  The run ends all the same, and soon."""
    a = FakeCloud(A, [there(1, addresses=addresses(floating="192.0.2.1"))],
                  faults={"GET /floatingips": [refusal("forbidden")]})
    began = time.monotonic()
    result = go(a, state="absent", count=None, timeout=3)
    assert result["failed"] and kinds(result) == ["forbidden"]
    assert a.names == ["web-1"]
    assert time.monotonic() - began < 2
    assert a.requests < 20


def test_host_keys_are_read_once_and_forgotten_with_their_server(go, tmp_path):
    path = tmp_path / "known_hosts"
    a = FakeCloud(A)
    a.console = CONSOLE
    options = {"count": 1, "known_hosts": str(path)}
    result = go(a, **options)
    assert path.read_text() == (
        f"127.0.0.1 {KEY} multicloud_fleet=web multicloud_server={result['servers'][0]['id']}\n")
    del a.log[:]
    assert not go(a, **options)["changed"]
    assert a.writes == []
    path.write_text(f"git.example.org ssh-rsa AAAA\n{path.read_text()}")
    assert not go(a, state="absent", **{**options, "count": None})["failed"]
    assert path.read_text() == "git.example.org ssh-rsa AAAA\n"


def test_a_keypair_is_made_where_it_is_missing_and_goes_with_the_fleet(go):
    a = FakeCloud(A)
    go(a, count=1, key_name="me", public_key="ssh-ed25519 AAAA me@home")
    assert a.keypairs == {"me": {"name": "me",
                                 "public_key": "ssh-ed25519 AAAA multicloud_fleet=web"}}
    a.keypairs["mine"] = {"name": "mine", "public_key": "ssh-ed25519 AAAA me@home"}
    result = go(a, state="absent", count=None)
    assert result["removed"] == ["keypair me on a"]
    assert list(a.keypairs) == ["mine"]


# Ends

def test_time_that_runs_out_is_said_with_what_was_waited_for(go):
    a = FakeCloud(A)
    a.builds = "BUILD"
    result = go(a, count=1, timeout=1)
    assert result["failed"]
    assert kinds(result) == ["timeout"]
    assert "still BUILD after" in result["msg"]
    assert where(result) == [("web-1", "a")]


def test_a_run_that_nobody_waits_for_begins_nothing_more(go, monkeypatch):
    a = FakeCloud(A)
    monkeypatch.setattr(run.guard.Parent, "gone", lambda _self: bool(a.writes))
    monkeypatch.setattr(context, "Pool", lambda _workers=1: Pool(1))
    result = go(a, count=5)
    assert result["failed"]
    assert a.writes == ["POST /servers"]
    assert "the run was ended" in result["msg"]


def test_a_run_that_nobody_waits_for_ends_soon(go, monkeypatch):
    a = FakeCloud(A)
    a.builds = "BUILD"
    monkeypatch.setattr(run.guard.Parent, "gone", lambda _self: bool(a.writes))
    began = time.monotonic()
    result = go(a, count=1)
    assert time.monotonic() - began < 10
    assert result["failed"] and where(result) == [("web-1", "a")]


def test_what_was_created_in_the_last_moment_is_named(go, monkeypatch):
    a = FakeCloud(A)
    create = a._create

    def late(desired):
        time.sleep(0.8)
        return create(desired)
    monkeypatch.setattr(a, "_create", late)
    result = go(a, count=1, timeout=0.4)
    assert result["failed"] and result["changed"]
    assert where(result) == [("web-1", "a")]


def test_a_target_that_stops_answering_is_named(go):
    answers = [CloudError("unreachable", "cannot connect")]
    a = FakeCloud(A)
    a.on_create = lambda _made: a.faults.update({"GET /servers/detail": answers})
    result = go(a, count=1)
    assert result["failed"]
    assert set(kinds(result)) == {"unreachable"}
    assert "cannot connect" in result["msg"]


def test_no_time_at_all_is_said(go):
    result = go(FakeCloud(A), timeout=0)
    assert result["failed"]
    assert kinds(result) == ["timeout"]


def test_why_a_keypair_could_not_be_made_is_said(go):
    a = FakeCloud(A, faults={
        "POST /os-keypairs": [refusal("quota", "Quota exceeded, too many key pairs.")],
        "POST /servers": [refusal("invalid", "Invalid key_name provided.")]})
    result = go(a, count=1, key_name="me", public_key="ssh-rsa AAAA")
    assert result["failed"]
    assert "too many key pairs" in result["msg"]


# Groups, names, words

GROUPS = {"count": None, "groups": [
    {"name": "web", "count": 3}, {"name": "db", "count": 2, "flavor": "large"}]}


def counts(*numbers):
    """GROUPS, with other counts; 0 leaves a group out."""
    return {"count": None, "groups": [{**group, "count": number} for group, number in zip(
        GROUPS["groups"], numbers, strict=True) if number]}


def test_groups_are_made_in_one_look_and_a_rerun_changes_nothing(go):
    a, b = FakeCloud(A), FakeCloud(B)
    result = go(a, b, **GROUPS)
    assert not result["failed"]
    assert [(row["group"], row["index"], row["name"], row["flavor"], row["cloud"])
            for row in result["servers"]] == [
        ("db", 1, "web-db-1", "large", "a"), ("db", 2, "web-db-2", "large", "b"),
        ("web", 1, "web-web-1", "small", "a"), ("web", 2, "web-web-2", "small", "b"),
        ("web", 3, "web-web-3", "small", "a")]
    before_the_first = a.log[:a.log.index(("POST", "/servers"))]
    assert before_the_first.count(("GET", "/servers/detail")) == 1
    del a.log[:]
    again = go(a, b, **GROUPS)
    assert not again["changed"]
    assert a.log.count(("GET", "/servers/detail")) == 1 and a.writes == []


@pytest.mark.parametrize(("numbers", "names"), [
    ((4, 2), ["db-1", "db-2", "web-1", "web-2", "web-3", "web-4"]),
    ((1, 3), ["db-1", "db-2", "db-3", "web-1"]),
    ((3, 0), ["web-1", "web-2", "web-3"]),
    ((0, 1), ["db-1"]),
])
def test_groups_grow_shrink_and_go(go, numbers, names):
    a = FakeCloud(A)
    go(a, **GROUPS)
    before = {name for name, row in a.servers.items()
              if row["name"].removeprefix("web-") in names}
    result = go(a, **counts(*numbers))
    assert not result["failed"]
    assert a.names == [f"web-{name}" for name in names]
    assert before <= set(a.servers)


def test_a_group_that_a_target_has_nothing_for_goes_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B)
    result = go(a, b, **GROUPS, shares={A: {"groups": [{"name": "db", "flavor": "gone"}]}})
    assert not result["failed"]
    assert {name: cloud for name, cloud in where(result) if "db" in name} == {
        "web-db-1": "b", "web-db-2": "b"}
    assert tally(result, "created") == {"a": (2,), "b": (3,)}


def test_absent_takes_all_groups(go):
    a = FakeCloud(A)
    go(a, **GROUPS)
    result = go(a, state="absent", count=None)
    assert not result["failed"] and a.names == []


def test_names_and_user_data_are_each_servers_own(go):
    a = FakeCloud(A)
    options = {**counts(2, 0), "name_template": "@{group}@{index:02}.@{cloud}.example.org",
               "userdata": "I am @{name}, $HOME @{other}"}
    result = go(a, **options)
    assert not result["failed"]
    assert sorted((row["name"], base64.b64decode(row["user_data"]).decode())
                  for row in a.servers.values()) == [
        (name, f"I am {name}, $HOME @{{other}}")
        for name in ("web01.a.example.org", "web02.a.example.org")]
    assert not go(a, **options)["changed"]


# Placement

def in_zones(cloud):
    return [row["OS-EXT-AZ:availability_zone"]
            for row in sorted(cloud.servers.values(), key=lambda row: row["name"])]


def test_zones_are_used_in_turn_over_all_runs(go):
    a = FakeCloud(A)
    zones = {"availability_zones": ["z1", "z2", "z3"]}
    go(a, count=2, **zones)
    assert in_zones(a) == ["z1", "z2"]
    result = go(a, count=5, **zones)
    assert in_zones(a) == ["z1", "z2", "z3", "z1", "z2"]
    assert not go(a, count=5, **zones)["changed"] and not result["failed"]


def without_hosts(*zones):
    """What makes a cloud one whose zones have no host left."""
    def build(made):
        if made["OS-EXT-AZ:availability_zone"] in zones:
            made.update(status="ERROR", fault={"message": "No valid host was found."})
    return build


def test_a_zone_without_a_host_is_left_for_the_others(go):
    a = FakeCloud(A)
    a.on_create = without_hosts("z1")
    result = go(a, count=3, availability_zones=["z1", "z2"])
    assert not result["failed"]
    assert in_zones(a) == ["z2"] * 3
    assert a.writes.count("POST /servers") == 5     # two of them in z1, at first
    assert kinds(result) == ["no_host"] * len(result["failures"]) and result["warnings"]


def test_a_target_without_a_host_in_any_zone_is_left(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.on_create = without_hosts("z1", "z2")
    result = go(a, b, count=2, availability_zones=["z1", "z2"])
    assert not result["failed"]
    assert (a.names, b.names) == ([], ["web-1", "web-2"])


@pytest.mark.parametrize(("kind", "policy"), [("soft", "soft-anti-affinity"),
                                              ("hard", "anti-affinity")])
def test_anti_affinity_is_a_server_group_that_comes_and_goes_with_the_fleet(go, kind, policy):
    a = FakeCloud(A)
    a.server_groups["mine"] = {"id": "mine", "name": "web", "policies": [policy], "members": []}
    result = go(a, anti_affinity=kind, check_mode=True)
    assert a.writes == []
    assert "server group multicloud_fleet=web on a: new" in result["diff"]["after"]
    assert not go(a, anti_affinity=kind)["failed"]
    made = {name: row for name, row in a.server_groups.items() if name != "mine"}
    (group, row), = made.items()
    assert (row["name"], row["policies"]) == ("multicloud_fleet=web", [policy])
    assert sorted(row["members"]) == sorted(a.servers)
    go(a, count=3, anti_affinity=kind)
    assert set(a.server_groups) == {"mine", group} and len(row["members"]) == 3
    result = go(a, state="absent", count=None)
    assert list(a.server_groups) == ["mine"]
    assert result["removed"] == ["server group multicloud_fleet=web on a"]


def test_each_group_has_its_own_server_group(go):
    a = FakeCloud(A)
    go(a, **{**GROUPS, "groups": [{**GROUPS["groups"][0], "anti_affinity": "soft"},
                                  {**GROUPS["groups"][1], "anti_affinity": "hard"}]})
    assert sorted((row["name"], len(row["members"])) for row in a.server_groups.values()) == [
        ("multicloud_fleet=web multicloud_group=db", 2),
        ("multicloud_fleet=web multicloud_group=web", 3)]


def test_cheapest_first_and_the_dearer_for_what_does_not_fit(go):
    a, b = FakeCloud(A), FakeCloud(B, quota=2)
    result = go(a, b, count=3, placement="cheapest", shares={A: {"price": 2}, B: {"price": 1}})
    assert not result["failed"]
    assert where(result) == [("web-1", "b"), ("web-2", "b"), ("web-3", "a")]


# Retries, time, and what counts as success

def failing(target):
    cloud = FakeCloud(target)
    cloud.builds = "ERROR"
    return cloud


@pytest.mark.parametrize(("retries", "tries"), [(0, 1), (1, 2), (3, 4)])
def test_retries_are_of_a_server_over_all_targets(go, retries, tries):
    a, b = failing(A), failing(B)
    result = go(a, b, count=1, retries=retries)
    assert result["failed"]
    assert (a.writes + b.writes).count("POST /servers") == tries
    assert a.writes.count("POST /servers") <= 2


def test_a_target_whose_builds_always_fail_is_left_alone_and_said_so(go):
    a, b = failing(A), FakeCloud(B)
    result = go(a, b, count=8)
    assert not result["failed"]
    assert (a.names, len(b.names)) == ([], 8)
    assert a.writes.count("POST /servers") == 4     # of the first pass
    assert any("left alone after 4 failures, the last of which was: is in ERROR" in text
               for text in result["warnings"])


@pytest.mark.parametrize(("min_success", "failed"), [("50%", False), ("2", False), ("75%", True)])
def test_min_success_decides_whether_a_run_that_lacks_servers_has_failed(go, min_success, failed):
    a = FakeCloud(A, quota=2)
    for check_mode in (True, False):
        result = go(a, count=4, min_success=min_success, check_mode=check_mode)
        assert result["failed"] is failed
    assert a.names == ([] if failed else ["web-1", "web-2"])
    assert "no quota left for instances" in str(result["failures"])
    assert bool(result["warnings"]) is not failed


def test_min_success_with_builds_that_fail(go):
    a = FakeCloud(A)
    a.on_create = lambda made: made.update(
        {"status": "ERROR"} if made["name"] == "web-2" else {})
    result = go(a, count=4, min_success="75%", retries=0)
    assert not result["failed"]
    assert a.names == ["web-1", "web-3", "web-4"]
    assert result["warnings"]


@pytest.mark.parametrize(("on_failure", "left"), [("delete", []), ("keep", ["ERROR"])])
def test_on_failure(go, on_failure, left):
    a = failing(A)
    result = go(a, count=1, retries=0, on_failure=on_failure)
    assert result["failed"]
    assert [row["status"] for row in a.servers.values()] == left
    assert [row["status"] for row in result["servers"]] == left


def test_a_server_that_is_built_for_too_long_is_made_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.builds = "BUILD"
    result = go(a, b, count=1, create_timeout=0.1)
    assert not result["failed"]
    assert (a.names, b.names) == ([], ["web-1"])
    assert any("still BUILD after 0 s" in text for text in result["warnings"])


LET_IN = {"security_group_id": "group-1", "direction": "ingress", "ethertype": "IPv4",
          "remote_group_id": None}


# the rules, whether another server there answers; how many are made, and what it says
SILENCE = [
    ("no-rule", [], False, 1, "cannot be reached: no security group of it has a rule"),
    ("no-rule-for-this-one", [], True, 1, "cannot be reached: no security group of it has a rule"),
    ("none-answers", [LET_IN], False, 1, "did not answer within 0 s (reachable_timeout), although "
     "its security groups let it in; check that the image starts a service on this port"),
    ("others-answer", [LET_IN], True, 2, "did not answer within 0 s (reachable_timeout)"),
]


@pytest.mark.parametrize(("rules", "others", "made", "text"),
                         [pytest.param(*line[1:], id=line[0]) for line in SILENCE])
def test_a_silent_server_is_replaced_where_others_answer_and_its_groups_let_it_in(
        go, monkeypatch, rules, others, made, text):
    monkeypatch.setattr(port_leg, "answers", lambda address, _port: address == "10.0.0.2")
    a = FakeCloud(A, [there(2, addresses=addresses("10.0.0.2"))] * others)
    a.rules = rules
    result = go(a, count=1 + others, wait="reachable", reachable_timeout=0.1, retries=3)
    assert result["failed"] and set(kinds(result)) == {"timeout"}
    assert text in result["msg"] and "left alone" not in result["msg"]
    assert a.writes.count("POST /servers") == made
    assert ("web-1" in a.names) is (made == 1)


def test_what_no_rule_lets_in_is_not_waited_for(go, silent_port, monkeypatch):
    lines = []
    monkeypatch.setattr(run, "announcer", lambda: lines.append)
    began = time.monotonic()
    result = go(FakeCloud(A), FakeCloud(B), wait="reachable", port=silent_port, timeout=300,
                reachable_timeout=200)
    assert time.monotonic() - began < 20
    assert [row["waited_for"] for row in result["failures"]] == ["rule", "rule"]
    assert [row["status"] for row in result["servers"]] == ["ACTIVE", "ACTIVE"]
    closed = f"no rule of default lets TCP port {silent_port} in: servers there will not be"
    assert [line.split(": ", 1)[1][:len(closed) + 3] for line in lines[:2]] == [
        f"a: {closed}", f"b: {closed}"]
    again = go(FakeCloud(A), FakeCloud(B), wait="reachable", port=silent_port, check_mode=True)
    assert not again["failed"]
    assert [row["waited_for"] for row in again["failures"]] == ["rule", "rule"]
    assert any(f"a: no rule of default lets TCP port {silent_port} in: new servers" in text
               for text in again["warnings"])


@pytest.mark.parametrize("rules", [[], [LET_IN]])
def test_after_a_minute_of_silence_one_server_is_looked_into(go, silent_port, monkeypatch, rules):
    lines = []
    monkeypatch.setattr(run, "announcer", lambda: lines.append)
    monkeypatch.setattr(port_leg, "LONG", 0.05)
    a = FakeCloud(A, [there(n, addresses=addresses("127.0.0.1")) for n in (1, 2, 3)])
    a.rules = rules
    result = go(a, count=3, wait="reachable", port=silent_port, reachable_timeout=1, timeout=60)
    assert [row["waited_for"] for row in result["failures"]] == ["port" if rules else "rule"] * 3
    hints = [line for line in lines if "check that the image" in line]
    assert len(hints) == (1 if rules else 0)
    assert all("did not answer within 0 s, although its security groups let it in; check" in hint
               for hint in hints)


@pytest.mark.parametrize("rules", [[], [LET_IN]])
def test_rules_cost_one_request_of_a_target_where_servers_are_made(go, monkeypatch, rules):
    monkeypatch.setattr(port_leg, "answers", lambda _address, _port: True)
    a = FakeCloud(A)
    a.rules = rules
    assert not go(a, count=4, wait="reachable")["failed"]
    asked = [path for _method, path in a.log if "security" in path or path == "/ports"]
    assert asked == ["/security-groups"]
    del a.log[:]
    assert not go(a, count=4, wait="reachable")["changed"]
    assert not [path for _method, path in a.log if "security" in path]


def test_a_deletion_that_takes_too_long_is_given_up(go, monkeypatch):
    a = FakeCloud(A, [there(1), there(2)])
    monkeypatch.setattr(a, "delete", lambda *_arguments: True)
    began = time.monotonic()
    result = go(a, count=1, delete_timeout=0.1)
    assert time.monotonic() - began < 3
    assert kinds(result) == ["timeout"]
    assert "still being deleted after 0 s" in result["failures"][0]["msg"]
    assert not result["failed"]         # web-1 is there


# Changing what lives

OTHER_DATA = {"userdata": "#!/bin/sh", "update_policy": "replace"}


def fleet_of(count):
    return FakeCloud(A, [there(index) for index in range(1, count + 1)])


def test_replacing_one_after_the_other_leaves_the_others_at_work(go):
    a, at_work = fleet_of(4), []

    def note(_made):
        at_work.append(sum(row["status"] == "ACTIVE" and not row["OS-EXT-STS:task_state"]
                           for row in a.servers.values()))
    a.on_create = note
    result = go(a, count=4, max_unavailable="1", **OTHER_DATA)
    assert not result["failed"]
    assert at_work == [3, 3, 3, 3]
    assert not any(name.startswith("s-") for name in a.servers)
    assert tally(result, "recreated", "kept") == {"a": (4, 0)}


def test_a_killed_run_is_completed_before_the_next_server_stops(go):
    """web-1 was deleted, and not made again."""
    a, at_work = FakeCloud(A, [there(index) for index in (2, 3, 4)]), []
    a.on_create = lambda _made: at_work.append(sum(
        row["status"] == "ACTIVE" and not row["OS-EXT-STS:task_state"]
        for row in a.servers.values()))
    assert not go(a, count=4, **OTHER_DATA)["failed"]
    assert at_work == [3, 3, 3, 3]


def test_half_at_a_time(go):
    a = fleet_of(4)
    assert not go(a, count=4, max_unavailable="50%", **OTHER_DATA)["failed"]
    assert [call.split("/")[0] for call in a.writes if "servers" in call] == [
        "DELETE ", "DELETE ", "POST ", "POST "] * 2


def test_replacing_ends_with_the_first_that_fails(go):
    a = fleet_of(4)
    a.builds = "ERROR"
    result = go(a, count=4, **OTHER_DATA)
    assert result["failed"]
    assert [name for name in a.servers if name.startswith("s-")] == ["s-2", "s-3", "s-4"]
    assert a.names == ["web-2", "web-3", "web-4"]


def test_made_first_the_old_one_stays_when_the_new_one_fails(go):
    a = fleet_of(2)
    a.builds = "ERROR"
    result = go(a, create_first=True, **OTHER_DATA)
    assert result["failed"]
    assert list(a.servers) == ["s-1", "s-2"]
    assert "DELETE /servers/s-1" not in a.writes


def test_made_first_it_has_host_keys_of_its_own(go, tmp_path):
    path, a, old = tmp_path / "known_hosts", fleet_of(1), host_key(2)
    path.write_text(f"10.0.0.1 {old} multicloud_fleet=web multicloud_server=s-1\n")
    a.console = CONSOLE
    result = go(a, count=1, create_first=True, known_hosts=str(path), **OTHER_DATA)
    [server] = result["servers"]
    assert server["id"] != "s-1" and path.read_text() == (
        f"127.0.0.1 {KEY} multicloud_fleet=web multicloud_server={server['id']}\n")


def test_two_servers_with_one_address_have_no_host_keys(go, tmp_path):
    path, a, b = tmp_path / "known_hosts", FakeCloud(A), FakeCloud(B)
    a.console, b.console = CONSOLE, console(host_key(2))
    result = go(a, b, count=2, known_hosts=str(path))
    assert result["failed"] and kinds(result) == ["host_key"] and not path.exists()
    assert all(name in result["msg"] for name in (
        "several servers have the address 127.0.0.1", "web-1", "on a,", "web-2", "on b;"))
    assert not go(a, b, count=1, known_hosts=str(path))["failed"]
    assert KEY in path.read_text()


def test_made_first_the_new_one_goes_elsewhere_when_it_fails(go):
    a, b = fleet_of(1), FakeCloud(B)
    a.builds = "ERROR"
    result = go(a, b, count=1, create_first=True, **OTHER_DATA)
    assert not result["failed"]
    assert (a.names, b.names) == ([], ["web-1"])


def test_a_run_that_was_killed_before_the_old_one_went_is_completed(go):
    new = marks(1, {**SPEC, "userdata": "#!/bin/sh"})
    a = FakeCloud(A, [there(1, "old"), there(1, "new", metadata=new, created="2026-02-01")])
    result = go(a, count=1, create_first=True, **OTHER_DATA)
    assert not result["failed"]
    assert list(a.servers) == ["new"] and a.writes == ["DELETE /servers/old"]


def test_several_changes_are_made_one_after_the_other_on_one_server(go):
    a = FakeCloud(A, [there(1)])
    options = {"count": 1, "flavor": "large", "image": "debian-13", "tags": ["x"],
               "update_policy": "rebuild"}
    result = go(a, **options)
    assert not result["failed"]
    row = a.servers["s-1"]
    assert (row["flavor"]["original_name"], row["image"]["id"], row["status"]) == (
        "large", "image-2", "ACTIVE")
    assert row["tags"] == ["x"]
    assert tally(result, "updated") == {"a": (1,)}
    assert not go(a, **options)["changed"]


LARGE = {"count": 1, "flavor": "large"}


@pytest.mark.parametrize(("status", "becomes", "writes"), [
    ("VERIFY_RESIZE", {}, ["POST /servers/s-1/action", "POST /servers/s-1/metadata"]),
    ("RESIZE", {"status": "VERIFY_RESIZE"},
     ["POST /servers/s-1/action", "POST /servers/s-1/metadata"]),
    ("ACTIVE", {}, ["POST /servers/s-1/metadata"]),         # but for its mark
])
def test_a_resize_of_a_run_that_was_killed_is_completed(go, status, becomes, writes):
    a = FakeCloud(A, [there(1, status=status, flavor={"original_name": "large"},
                            becomes=becomes)])
    result = go(a, update_policy="rebuild", timeout=5, **LARGE)
    assert not result["failed"], result["msg"]
    assert a.writes == writes
    assert a.servers["s-1"]["status"] == "ACTIVE"
    assert not go(a, update_policy="rebuild", **LARGE)["changed"]


@pytest.mark.parametrize(("desired", "status"), [
    ({"flavor": "large"}, "RESIZE"), ({"image": "debian-13"}, "REBUILD")])
def test_a_change_that_does_not_end_is_given_up_after_create_timeout(
        go, monkeypatch, desired, status):
    monkeypatch.setattr(fakechanges, "act", lambda row, _body: row.update(status=status))
    a = FakeCloud(A, [there(1)])
    result = go(a, count=1, update_policy="rebuild", create_timeout=0.2, timeout=5, **desired)
    assert result["failed"] and f"still {status} after 0 s" in result["msg"]
    assert list(a.servers) == ["s-1"]


@pytest.mark.parametrize("status", ["VERIFY_RESIZE", "RESIZE"])
def test_a_resize_that_is_no_spec_of_ours_does_not_hold_up_a_run(go, status):
    """The server works, and somebody else has to confirm it."""
    a = FakeCloud(A, [there(1, status=status, flavor={"original_name": "large"},
                            becomes={"status": "VERIFY_RESIZE"})])
    began = time.monotonic()
    result = go(a, count=1, update_policy="in_place", timeout=3)
    assert time.monotonic() - began < 2
    assert not result["failed"]
    assert a.writes == []
    assert "has drifted: flavor large" in result["warnings"][0]


def act_and_become(cloud, status):
    """What becomes of web-1 after an action, whatever that was."""
    act = cloud.post

    def post(*arguments, **more):
        found = act(*arguments, **more)
        cloud.servers["s-1"].update(becomes={"status": status})
        return found
    cloud.post = post


def test_a_resize_that_nova_gives_up_is_named(go):
    a = FakeCloud(A, [there(1)])
    act_and_become(a, "ACTIVE")
    result = go(a, update_policy="rebuild", **LARGE)
    assert result["failed"]
    assert "still has its old flavor" in result["msg"]


@pytest.mark.parametrize("policy", ["resize", "replace"])
def test_a_server_that_a_resize_has_broken_keeps_its_disk(go, policy):
    a = FakeCloud(A, [there(1)])
    act_and_become(a, "ERROR")
    result = go(a, update_policy=policy, timeout=5, **LARGE)
    assert result["failed"] and "is in ERROR" in result["msg"]
    assert a.writes == ["POST /servers/s-1/action"] and list(a.servers) == ["s-1"]


POLICY = {"update_policy": "in_place"}


def test_auto_ip_off_and_on(go):
    a = FakeCloud(A, floating=True)
    go(a, count=1)
    name, = a.servers
    address = a.addresses[0]["floating_ip_address"]
    del a.log[:]
    result = go(a, count=1, auto_ip=False, **POLICY)
    assert not result["failed"] and result["removed"] == [f"floating IP {address} on a"]
    assert a.addresses == [] and list(a.servers) == [name]
    assert "multicloud_floating" not in a.servers[name]["metadata"]
    a.servers[name]["addresses"] = addresses("127.0.0.1")
    assert not go(a, count=1, auto_ip=False, **POLICY)["changed"]
    result = go(a, count=1, **POLICY)
    assert not result["failed"]
    assert len(a.addresses) == 1 and list(a.servers) == [name]
    assert result["servers"][0]["floating_ip"] == a.addresses[0]["floating_ip_address"]
    assert not go(a, count=1, **POLICY)["changed"]


def test_metadata_and_tags_are_merged_and_wiped_only_by_purge(go):
    theirs = {"metadata": {**marks(1), "theirs": "1", "old": "2"},
              "tags": ["multicloud_fleet=web", "theirs"]}
    a = FakeCloud(A, [there(1, **theirs)])
    options = {"count": 1, "metadata": {"old": "3"}, "tags": ["new"], "update_policy": "in_place"}
    assert not go(a, **options)["failed"]
    row = a.servers["s-1"]
    assert row["tags"] == ["multicloud_fleet=web", "new", "theirs"]
    assert row["metadata"].items() >= {"theirs": "1", "old": "3"}.items()
    result = go(a, purge=True, **options)
    assert not result["failed"]
    assert row["tags"] == ["multicloud_fleet=web", "new"]
    assert {key for key in row["metadata"] if "multicloud" not in key} == {"old"}
    assert a.servers["s-1"]["metadata"].items() >= {"multicloud_fleet": "web"}.items()
    assert not go(a, purge=True, **options)["changed"]


# Adopting

def strangers():
    return [row("x", "mail", {"role": "mail"}, image={"id": "image-9"}), row("y", "build", {}),
            row("y2", "build", {}), row("z", "db-1", marks(1, fleet_name="db"))]


@pytest.mark.parametrize("named", ["mail", "x"])
def test_a_server_is_adopted_without_being_rebuilt(go, named):
    a = FakeCloud(A, [there(1), *strangers()])
    options = {"count": 2, "adopt": [named], "update_policy": "rebuild",
               "name_template": "@{fleet}-@{index}"}
    dry = go(a, check_mode=True, **options)
    assert [(step["action"], step["name"]) for step in dry["plan"]] == [
        ("keep", "web-1"), ("update", "mail")]
    assert a.writes == [] and dry["changed"]
    result = go(a, **options)
    assert not result["failed"] and result["changed"]
    row = a.servers["x"]
    assert row["image"] == {"id": "image-9"} and row["metadata"]["role"] == "mail"
    assert row["tags"] == ["multicloud_fleet=web"]
    assert not any(call == "POST /servers" or "DELETE" in call for call in a.writes)
    assert [(server["id"], server["index"]) for server in result["servers"]] == [
        ("s-1", 1), ("x", 2)]
    again = go(a, **options)
    assert not again["changed"] and not again["failed"]
    assert go(a, state="absent", count=None)["servers"] == []
    assert set(a.servers) == {"y", "y2", "z"}


@pytest.mark.parametrize(("named", "kind"), [
    ("build", "ambiguous"), ("post", "not_found"), ("db-1", "conflict"), ("z", "conflict")])
def test_a_server_that_cannot_be_adopted_ends_the_run_before_it_begins(go, named, kind):
    a = FakeCloud(A, strangers())
    with pytest.raises(CloudError) as error:
        go(a, count=3, adopt=[named])
    assert error.value.kind == kind
    assert a.writes == []


# Fleets of any kind

@settings(max_examples=12, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["spread", "fill", "cheapest"]),
       st.integers(-1, 4), st.booleans(), st.sampled_from(["ACTIVE", "ERROR"]))
def test_after_whatever_failed_a_normal_run_converges_and_moves_nobody(
        go, web, db, placement, quota, floating, builds):
    a, b = FakeCloud(A, quota=quota, floating=floating), FakeCloud(B, floating=floating)
    a.builds = builds
    options = {**counts(web or 1, db), "placement": placement,
               "shares": {A: {"price": 1}, B: {"price": 2}}}
    go(a, b, **options)
    a.builds, a.quota = "ACTIVE", -1
    kept = {(row["name"], row["id"]) for cloud in (a, b) for row in cloud.servers.values()
            if row["status"] == "ACTIVE"}
    result = go(a, b, **options)
    assert not result["failed"]
    rows = [row for cloud in (a, b) for row in cloud.servers.values()]
    assert len(rows) == (web or 1) + db and {row["status"] for row in rows} == {"ACTIVE"}
    assert kept <= {(row["name"], row["id"]) for row in rows}
    del a.log[:], b.log[:]
    assert not go(a, b, **options)["changed"] and a.writes == b.writes == []
    go(a, b, state="absent", count=None)
    assert a.names == b.names == a.addresses == b.addresses == []


@pytest.mark.parametrize(("servers", "ports"), [(0, 0), (0.05, 0.2)])
def test_a_server_that_fails_before_it_has_a_port_is_noticed_soon(go, monkeypatch, servers, ports):
    """Also where a list of ports is always under way when one of servers comes."""
    a, b = FakeCloud(A, floating=True), FakeCloud(B)
    a.builds = "ERROR"
    rows, everything = a._rows, a._list

    def listed(path):
        time.sleep(ports if path == "/ports" else 0)
        return [] if path == "/ports" else rows(path)
    monkeypatch.setattr(a, "_rows", listed)
    monkeypatch.setattr(a, "_list", lambda: time.sleep(servers) or everything())
    result = go(a, b, count=1, timeout=20)
    assert not result["failed"], result["msg"]
    assert where(result) == [("web-1", "b")]
