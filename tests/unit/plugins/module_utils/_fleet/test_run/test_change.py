# SPDX-License-Identifier: GPL-3.0-or-later
"""Changing servers that are at work, one after the other."""

from __future__ import annotations

import time

import fakechanges
import pytest
from builders import SPEC, A, B, addresses, console, host_key, marks
from fakes import FakeCloud
from runs import CONSOLE, KEY, kinds, tally, there

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


def test_a_change_that_the_cloud_does_not_show_is_no_loop(go, monkeypatch):
    """As where two tags in other letters are one."""
    monkeypatch.setattr(fakechanges, "write", lambda *_call: {})
    a = FakeCloud(A, [there(1)])
    result = go(a, count=1, tags=["shop"], update_policy="in_place")
    assert result["failed"] and "0 of 1 servers are ready" in result["msg"]
    assert "does not show it" in result["failures"][0]["msg"]
    assert a.writes.count("PUT /servers/s-1/tags/shop") == 3


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
    result = go(a, update_policy="rebuild", **LARGE)
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
    result = go(a, count=1, update_policy="rebuild", create_timeout=0.2, **desired)
    assert result["failed"] and f"still {status} after 0 s" in result["msg"]
    assert list(a.servers) == ["s-1"]


@pytest.mark.parametrize("status", ["VERIFY_RESIZE", "RESIZE"])
def test_a_resize_that_is_no_spec_of_ours_does_not_hold_up_a_run(go, status):
    """The server works, and somebody else has to confirm it."""
    a = FakeCloud(A, [there(1, status=status, flavor={"original_name": "large"},
                            becomes={"status": "VERIFY_RESIZE"})])
    began = time.monotonic()
    result = go(a, count=1, update_policy="in_place", timeout=60)
    assert time.monotonic() - began < 45
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
    result = go(a, update_policy=policy, **LARGE)
    assert result["failed"] and "is in ERROR" in result["msg"]
    assert a.writes == ["POST /servers/s-1/action"] and list(a.servers) == ["s-1"]


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("desired", [
    {"image": "debian-13", "update_policy": "rebuild"},
    {"flavor": "large", "update_policy": "resize"}, {"tags": ["x"], "update_policy": "in_place"},
    {"userdata": "x", "update_policy": "replace"}])
def test_nothing_of_a_server_is_changed_to_a_security_group_that_is_not_there(
        go, desired, check_mode):
    a = FakeCloud(A, [there(1)])
    result = go(a, count=1, security_groups=["web-in"], check_mode=check_mode, **desired)
    assert result["failed"] and a.writes == [] and kinds(result) == ["not_found"]
    assert "there is no security group 'web-in' here; there are web and 2 more" in result["msg"]


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
