# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs on clouds in memory: look, plan, apply, look again, report."""

from __future__ import annotations

import json
import socket
import tempfile
import time

import pytest
from builders import NAME, WISH, A, B, addresses, marks, row
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud import listing
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import (
    apply,
    legs,
    run,
    slot,
)

SILENT = {"GET /servers/detail": [refusal("timeout", "no answer in time")]}
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIVJ0ZkQ3cB4mR9u"
CONSOLE = (f"-----BEGIN SSH HOST KEY KEYS-----\n{KEY} root@web\n"
           "-----END SSH HOST KEY KEYS-----\n")
OPTIONS = {"name": NAME, "state": "present", "count": 2, **WISH, "wait": "active", "port": 22,
           "timeout": 20, "known_hosts": None, "unseen": "replace", "update_policy": "none",
           "placement": "spread"}


@pytest.fixture(autouse=True)
def quick(tmp_path, monkeypatch):
    """Seconds become hundredths, and the lock is where no run of anybody else's is."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(listing, "FIRST", 0.01)
    monkeypatch.setattr(listing, "LONGEST", 0.02)
    monkeypatch.setattr(apply, "TURN", 0.01)
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

    def double(made):
        a.on_create = None
        a.servers["older"] = {**made, "id": "older", "status": "ACTIVE", "created": "0"}
    a.on_create = double
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


def test_a_wish_that_a_target_has_not_is_for_the_others(go):
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

        def answer():
            times.append(1)
            if len(times) == 3:
                a.servers.pop(made["id"], None)
            return listed()
        a._list = answer
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
    assert (f"port {silent_port} of 127.0.0.1 did not answer within 0 s: no security group of it "
            f"has a rule that lets TCP port {silent_port} in") in result["msg"]


@pytest.mark.parametrize(("wait", "warned"), [("active", False), ("reachable", True)])
def test_check_mode_tells_of_servers_that_do_not_answer(go, silent_port, wait, warned):
    a = FakeCloud(A, [there(1, addresses=addresses("127.0.0.1"))])
    result = go(a, count=1, wait=wait, port=silent_port, check_mode=True)
    assert not result["changed"]
    assert any("did not answer" in failure["msg"] for failure in result["failures"]) is warned


# Keeping, replacing, removing

def test_a_broken_server_is_replaced(go):
    a = FakeCloud(A, [there(1, status="ERROR"), there(2)])
    result = go(a)
    assert not result["failed"]
    assert [server["status"] for server in result["servers"]] == ["ACTIVE", "ACTIVE"]
    assert "s-1" not in a.servers and "s-2" in a.servers


# what is wished now; the policy; what is written; what is left as it was
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
    ({"network": "net-1"}, "replace", ["DELETE /servers/s-1", "POST /servers"], []),
]


@pytest.mark.parametrize(("wished", "policy", "writes", "held"), CHANGES)
def test_a_changed_wish_goes_as_far_as_update_policy_allows(go, wished, policy, writes, held):
    a = FakeCloud(A, [there(1)])
    result = go(a, count=1, update_policy=policy, **wished)
    assert not result["failed"], result["msg"]
    assert result["changed"] is bool(writes)
    assert a.writes == writes
    warned = [text for text in result["warnings"] if "differs from the wish" in text]
    assert [f"in {', '.join(held)};" in text for text in warned] == [True] * bool(held)
    del a.log[:]
    again = go(a, count=1, update_policy=policy, **wished)
    assert (again["changed"], a.writes) == (False, [])


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

def test_a_fleet_that_is_as_wished_costs_few_requests(go):
    a = FakeCloud(A, floating=True)
    go(a, count=20)
    before = a.requests
    assert not go(a, count=20)["changed"]
    assert a.requests - before <= 7         # and one for the token


@pytest.mark.parametrize(("floating", "each"), [(False, 2), (True, 3)])
def test_a_new_server_costs_few_requests(go, monkeypatch, floating, each):
    """All that a fleet of 20 asks is shared by its servers."""
    monkeypatch.setattr(listing, "FIRST", 0.2)
    monkeypatch.setattr(listing, "LONGEST", 0.2)
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
    a.addresses.append({"id": "foreign", "floating_ip_address": "192.0.2.250", "description": ""})
    del a.log[:]
    removed = go(a, state="absent", count=None)
    assert not removed["failed"]
    assert a.writes == [f"DELETE /floatingips/{floating['id']}", f"DELETE /servers/{made['id']}"]
    assert removed["removed"] == [f"floating IP {made['address']} on a"]
    assert [row["id"] for row in a.addresses] == ["foreign"]


@pytest.mark.parametrize("shown", [True, False])
def test_a_server_that_lacks_its_floating_ip_gets_it(go, monkeypatch, shown):
    """And once, even if Nova's list does not show it for a long time."""
    monkeypatch.setattr(slot, "SETTLE", 0.05)
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
    a.addresses = [{"id": "f", "floating_ip_address": "192.0.2.9",
                    "description": "multicloud_fleet=web multicloud_server=gone"}]
    assert go(a, state="absent", count=None)["removed"] == ["floating IP 192.0.2.9 on a"]
    assert a.addresses == []


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
    monkeypatch.setattr("ansible_collections.multicloud.openstack.plugins.module_utils.fleet"
                        ".orders.Pool", lambda: legs.Pool(1))
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

    def late(wished):
        time.sleep(0.8)
        return create(wished)
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
