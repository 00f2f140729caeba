# SPDX-License-Identifier: GPL-3.0-or-later
"""A group with servers in each target, and groups that are reached through it."""

from __future__ import annotations

import pytest
from builders import A, B, C, addresses, row
from fakes import FakeCloud
from runs import CONSOLE, KEY, tally, where

BASTION, WEB = {"name": "bastion", "each": 1}, {"name": "web", "count": 2, "through": "bastion"}
GROUPS = {"count": None, "groups": [BASTION, WEB]}
THROUGH = "multicloud_through"


def clouds(*targets):
    return [FakeCloud(target, floating=True) for target in targets]


def bastions(result):
    return [(server["cloud"], server["index"], server["id"]) for server in result["servers"]
            if server["group"] == "bastion"]


def test_each_target_gets_its_own_and_a_rerun_changes_nothing(go):
    a, b = clouds(A, B)
    result = go(a, b, **GROUPS)
    assert not result["failed"] and result["count"] == 4
    assert where(result) == [("web-bastion-1", "a"), ("web-bastion-1", "b"), ("web-web-1", "a"),
                             ("web-web-2", "b")]
    assert tally(result, "created") == {"a": (2,), "b": (2,)}
    assert [bool(server["floating_ip"]) for server in result["servers"]] == [True, True, False,
                                                                             False]
    assert [server["metadata"].get(THROUGH) for server in result["servers"]] == [
        None, None, "bastion", "bastion"]
    again = go(a, b, **GROUPS)
    assert not (again["changed"] or again["failed"])
    assert [step["action"] for step in again["plan"]] == ["keep"] * 4


def test_a_plan_tells_them_apart(go):
    a, b = clouds(A, B)
    planned = go(a, b, **GROUPS, check_mode=True)
    lines = planned["diff"]["after"].splitlines()
    assert [line.partition(":")[0] for line in lines if "(new)" in line] == [
        "web-bastion-1 of a (new)", "web-bastion-1 of b (new)", "web-web-1 (new)",
        "web-web-2 (new)"]
    assert sum(", through bastion," in line for line in lines) == 2
    assert len(set(planned["plan_digest"].partition(":")[2].split("."))) == 4
    digest = planned["plan_digest"]
    other = {"count": None, "groups": [BASTION, {"name": "jump", "each": 1},
                                       {**WEB, "through": "jump"}]}
    assert go(a, b, **other, plan_digest=digest)["failed"]
    assert not go(a, b, **GROUPS, plan_digest=digest)["failed"]


def test_who_uses_neither_has_no_mark_of_it(go):
    result = go(FakeCloud(A), count=1)
    assert THROUGH not in result["servers"][0]["metadata"]


@pytest.mark.parametrize(("each", "shares", "kept"), [
    (1, {B: {"max": 0}}, ["a", "c"]),       # in the middle: the others stay as they are
    (1, {A: {"groups": [{"name": "bastion", "max": 0}]}}, ["b", "c"]),
])
def test_a_target_that_is_removed_takes_its_own_along(go, each, shares, kept):
    three = clouds(A, B, C)
    groups = {"count": None, "groups": [{**BASTION, "each": each}, {**WEB, "count": 0}]}
    before = bastions(go(*three, **groups))
    result = go(*three, **groups, shares=shares)
    assert not result["failed"]
    assert bastions(result) == [one for one in before if one[0] in kept]
    assert sum(row["created"] + row["recreated"] for row in result["targets"]) == 0


def test_a_bastion_goes_after_the_servers_behind_it(go):
    a, b = clouds(A, B)
    result = go(a, b, **GROUPS)
    ids = {server["id"]: server["group"] for server in result["servers"]}
    del b.log[:]
    result = go(a, b, **GROUPS, shares={B: {"max": 0}})
    assert not result["failed"] and b.servers == {}
    assert [ids[path.rpartition("/")[2]] for method, path in b.log
            if method == "DELETE" and path.startswith("/servers/")] == ["web", "bastion"]


NO_BASTION = {"groups": [{"name": "bastion", "max": 0}]}


@pytest.mark.parametrize("change", [
    {"shares": {B: NO_BASTION}},
    {"groups": [{**WEB, "through": None}], "update_policy": "none"},    # no group of bastions
])
def test_a_bastion_stays_while_servers_behind_it_do(go, change):
    a, b = clouds(A, B)
    first = go(a, b, **GROUPS)
    change = {**GROUPS, **change}
    planned = go(a, b, **change, check_mode=True)
    del a.log[:], b.log[:]
    result = go(a, b, **change)
    stays = [step for step in planned["plan"] if step["group"] == "bastion"
             and "reached through it" in step["reason"]]
    assert stays and {step["action"] for step in planned["plan"]} == {"keep"}
    assert all(step["reason"].endswith(f", but not deleted while servers on {step['cloud']} are "
                                       "reached through it") for step in stays)
    for one in (planned, result):
        assert not (one["failed"] or one["changed"]) and one["plan"] == planned["plan"]
        assert set(one["warnings"]) >= {f"{step['name']} on {step['cloud']}: {step['reason']}"
                                        for step in stays}
    assert not a.writes and not b.writes and bastions(result) == bastions(first)


def test_a_bastion_goes_once_nobody_needs_it(go):
    a, b = clouds(A, B)
    go(a, b, **GROUPS)
    result = go(a, b, count=None, groups=[BASTION, {**WEB, "through": None}],
                shares={B: NO_BASTION}, update_policy="in_place")
    assert not (result["failed"] or result["warnings"])
    assert [cloud for cloud, _index, _id in bastions(result)] == ["a"]


def test_one_that_is_too_many_does_not_wait(go):
    a, = clouds(A)
    go(a, count=None, groups=[{**BASTION, "each": 2}, WEB])
    result = go(a, **GROUPS)
    assert not result["failed"] and [index for _cloud, index, _id in bastions(result)] == [1]


def test_more_and_fewer_of_each(go):
    two = clouds(A, B)

    def of_each(each):
        return {"count": None, "groups": [{**BASTION, "each": each}]}
    first = bastions(go(*two, **of_each(1)))
    second = bastions(go(*two, **of_each(2)))
    assert [(cloud, index) for cloud, index, _id in second] == [
        ("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert set(first) < set(second)
    third = go(*two, **of_each(1))
    assert bastions(third) == first
    assert [step["reason"] for step in third["plan"] if step["action"] == "delete"] == [
        "beyond the 1 of each target"] * 2


def test_a_bastion_that_broke_is_recreated_where_it_was(go):
    a, b = clouds(A, B)
    go(a, b, **GROUPS)
    broken = next(one for one in b.servers.values() if "bastion" in one["name"])
    broken["status"] = "ERROR"
    result = go(a, b, **GROUPS)
    assert not result["failed"]
    assert tally(result, "recreated") == {"a": (0,), "b": (1,)}


def test_a_bastion_never_goes_elsewhere(go):
    a, b = FakeCloud(A, floating=True), FakeCloud(B, floating=True, quota=0)
    result = go(a, b, **GROUPS, min_success="3")
    assert not result["failed"]
    assert where(result) == [("web-bastion-1", "a"), ("web-web-1", "a"), ("web-web-2", "a")]
    assert [failure["msg"] for failure in result["failures"]] == [
        "no place for 1 of the servers (bastion-1 of b): b has no quota left for instances; lower "
        "count or max, delete something, or ask the provider for more quota"]


@pytest.mark.parametrize("only", [True, False])
def test_only_names_one_of_those_with_the_same_number(go, only):
    a, b = clouds(A, B)
    first = bastions(go(a, b, **GROUPS))
    groups = [{**BASTION, "metadata": {"role": "jump"}}, WEB]
    result = go(a, b, count=None, groups=groups, update_policy="in_place",
                only=[first[0][2]] if only else None)
    assert not result["failed"]
    changed = {step["cloud"] for step in result["plan"] if step["action"] == "update"}
    assert changed == ({"a"} if only else {"a", "b"})


@pytest.mark.parametrize(("jump", "share"), [
    (BASTION, {"groups": [{"name": "bastion", "max": 0}]}),
    (BASTION, {"limits": {"floating_ips": 0}}),
    ({"name": "bastion", "count": 1}, {"max": 2, "groups": [{"name": "bastion", "max": 0}]}),
])
def test_no_server_goes_where_nobody_could_reach_it(go, jump, share):
    a, b = clouds(A, B)
    groups = {"count": None, "groups": [jump, WEB], "min_success": "3"}
    result = go(a, b, **groups, shares={A: share})
    assert not result["failed"]
    assert where(result) == [("web-bastion-1", "b"), ("web-web-1", "b"), ("web-web-2", "b")]
    assert not go(a, b, **groups, shares={A: share})["changed"]


def test_with_bastions_nowhere_it_says_so(go):
    a, = clouds(A)
    result = go(a, **GROUPS, shares={A: {"groups": [{"name": "bastion", "max": 0}]}})
    assert result["failed"] and not a.writes
    assert ("no place for 2 of the servers (web-1, web-2): a has no server of group bastion, "
            "through which it would be reached") in result["msg"]


def test_what_was_adopted_stays_on_its_target(go):
    a, b = FakeCloud(A), FakeCloud(B, [row("old", "jump", {})])
    result = go(a, b, count=None, groups=[BASTION], adopt=["old"], update_policy="in_place")
    assert not result["failed"]
    assert [one for one in bastions(result) if one[0] == "b"] == [("b", 1, "old")]


def test_a_group_goes_behind_a_bastion_in_place(go):
    a, = clouds(A)
    go(a, count=None, groups=[BASTION, {**WEB, "through": None}])
    result = go(a, **GROUPS, update_policy="in_place")
    assert not result["failed"]
    behind = [server for server in result["servers"] if server["group"] == "web"]
    assert [server["metadata"][THROUGH] for server in behind] == ["bastion"] * 2
    assert len(a.addresses) == 1
    for server in behind:
        a.servers[server["id"]]["addresses"] = addresses("127.0.0.1")
    assert not go(a, **GROUPS, update_policy="in_place")["changed"]
    back = go(a, count=None, groups=[BASTION, {**WEB, "through": None}], update_policy="in_place")
    assert [server["metadata"].get(THROUGH) for server in back["servers"]] == [None] * 3


def test_nobody_waits_for_a_port_behind_a_bastion(go, silent_port):
    a = FakeCloud(A)
    a.console = CONSOLE
    groups = [{**BASTION, "each": 0}, {**WEB, "through": None}]
    go(a, count=None, groups=groups)
    for one in a.servers.values():
        one["metadata"][THROUGH] = "bastion"
    result = go(a, count=None, groups=groups, wait="reachable", port=silent_port,
                check_mode=True)
    assert result["failures"] == []


def test_the_file_of_host_keys_has_no_address_of_a_server_behind_a_bastion(go, tmp_path):
    a, = clouds(A)
    a.console = CONSOLE
    path = tmp_path / "known_hosts"
    result = go(a, **GROUPS, known_hosts=str(path))
    assert not result["failed"]
    lines = {line.split(" ")[0] for line in path.read_text().splitlines()}
    behind = {f"multicloud_{server['id']}" for server in result["servers"]
              if server["group"] == "web"}
    assert lines == behind | {server["floating_ip"] for server in result["servers"]
                              if server["group"] == "bastion"}
    assert KEY in path.read_text()


def test_a_bastion_without_an_address_keeps_its_target_empty(go):
    result = go(FakeCloud(A), FakeCloud(B, floating=True), **GROUPS)
    assert result["failed"]
    assert {cloud for _name, cloud in where(result)} == {"b"}
    assert "servers of group bastion would have no address to be logged in to" in result["msg"]
