# SPDX-License-Identifier: GPL-3.0-or-later
"""What Octavia is asked, and in which order."""

from __future__ import annotations

import pytest
from builders import A, marks, server
from fakes import refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._follow import endpoint, pool
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)

POOL = {"id": "p", "name": "web", "project_id": "project", "provisioning_status": "ACTIVE"}
OPTIONS = {"state": "present", "pool": "web", "protocol_port": [80], "weight": 1, "subnet": None,
           "drain": 0.0, "timeout": 5.0}
OUT = server(1, A, metadata={**marks(1), "multicloud_out": "1"})


def member(key="m1", address="10.0.0.1", tags=("multicloud_fleet=web",), **more):
    return {"id": key, "name": "web-1", "pool_id": "p", "address": address, "protocol_port": 80,
            "weight": 1, "tags": list(tags), "project_id": "project", **more}


@pytest.fixture
def play(monkeypatch):
    """(Fleet, options) -> (result, what was asked, in words)."""
    def play(fleet, check_mode=False, **options):
        asked = fleet.selection.connections[A].log
        monkeypatch.setattr(pool, "Followed", lambda _options, preferred: fleet)
        monkeypatch.setattr(pool, "put_members", lambda api, _pool, rows, additive: api._ask(
            "putting", (rows, additive)))
        monkeypatch.setattr(pool.time, "sleep", lambda seconds: asked.append(
            ("sleeping", "while asking" if fleet.asking else "", seconds)))
        return pool.follow({**OPTIONS, **options}, check_mode), asked
    return play


def words(asked):
    return [f"{action} {noun}" for action, noun, _what in asked]


LOOK = ["listing pool", "listing member"]


def test_two_requests_where_nothing_changes(fleet, play):
    result, asked = play(fleet({"pool": [POOL], "member": [member()]}))
    assert not result["changed"] and words(asked) == LOOK
    assert result["msg"] == "Pool web: members of web: 1 unchanged."


def test_new_ones_in_one_request(fleet, play):
    servers = [server(1, A), server(2, A, addresses={"n": [{"addr": "10.0.0.2"}]})]
    result, asked = play(fleet({"pool": [POOL]}, servers), subnet=None)
    assert words(asked) == [*LOOK, "putting member", "reading pool"]
    rows, additive = asked[2][2]
    assert additive and [row["address"] for row in rows] == ["10.0.0.1", "10.0.0.2"]
    assert result["changed"] and result["targets"][0]["added"] == 2


def test_a_subnet_is_looked_up_where_something_is_new(fleet, play):
    subnet = {"id": "s", "name": "six", "project_id": "project"}
    rows = {"pool": [POOL], "subnet": [subnet]}
    _result, asked = play(fleet(rows), subnet="six")
    assert asked[3][2][0][0]["subnet_id"] == "s"
    _result, asked = play(fleet({**rows, "member": [member()]}), subnet="six")
    assert words(asked) == LOOK


@pytest.mark.parametrize(("weight", "before"), [
    (1, ["putting member", "reading pool"]), (0, [])])
def test_drained_before_it_goes(fleet, play, weight, before):
    rows = {"pool": [POOL], "member": [member(weight=weight)]}
    result, asked = play(fleet(rows, [OUT]), drain=30.0)
    assert words(asked) == [*LOOK, *before, "sleeping ", "deleting member", "reading pool"]
    assert result["members"][0]["action"] == "removed"


@pytest.mark.parametrize(("fault", "drain", "rows", "actions"), [
    ("reading pool", 30.0, [member()], ["changed"]),
    ("deleting member", 30.0, [member()], ["changed"]),
    ("deleting member", 30.0, [member(weight=0)], ["unchanged"]),
    ("deleting member", 0.0, [member()], ["unchanged"]),
    ("deleting member", 0.0, [], ["added"]),
    ("putting member", 30.0, [member()], []),
])
def test_what_was_done_before_it_failed(fleet, play, fault, drain, rows, actions):
    gone = [member("m9", "10.0.0.9", name="web-9")] if rows == [] else []
    servers = [OUT] if rows else None
    one = fleet({"pool": [POOL], "member": [*rows, *gone]}, servers,
                faults={fault: refusal("conflict")})
    result, _asked = play(one, drain=drain)
    found = [row for row in result["members"] if row["name"] == "web-1"]
    assert result["failed"] and [row["action"] for row in found] == actions
    assert result["changed"] is bool({"added", "changed"} & {*actions})
    assert [row["before"] for row in found if row["action"] == "changed"] == [
        {"weight": 1} for row in actions if row == "changed"]


def test_a_target_that_failed_is_not_drained(fleet, play):
    rows = {"pool": [POOL], "member": [member()]}
    _result, asked = play(fleet(rows, [OUT], faults={"reading pool": refusal("conflict")}),
                          drain=30.0)
    assert words(asked) == [*LOOK, "putting member", "reading pool"]


def test_nothing_is_changed_in_check_mode(fleet, play):
    result, asked = play(fleet({"pool": [POOL], "member": [member()]}, [OUT]), check_mode=True)
    assert result["changed"] and words(asked) == LOOK
    assert result["diff"] == {"before": "name=web-1 address=10.0.0.1 protocol_port=80 weight=1 "
                                        "cloud=a region_name=\n", "after": ""}


def test_all_of_it_and_nothing_else_goes(fleet, play):
    others = [member("m2", "10.0.0.2", ["multicloud_fleet=web2"]), member("m3", "10.0.0.3", [])]
    one = fleet({"pool": [POOL], "member": [member(), *others]})
    result, _asked = play(one, state="absent")
    assert result["changed"]
    assert one.selection.connections[A].rows["member"].keys() == {"m2", "m3"}


@pytest.mark.parametrize(("servers", "state", "failed"), [
    (None, "present", True), ([], "present", False), (None, "absent", False)])
def test_there_is_no_such_pool(fleet, play, servers, state, failed):
    result, _asked = play(fleet({}, servers), state=state)
    assert result["failed"] is failed and not result["changed"]
    assert ["there is no pool 'web' here" in error["msg"] for error in result["failures"]] == (
        [True] if failed else [])


def test_a_pool_in_error(fleet, play):
    result, _asked = play(fleet({"pool": [{**POOL, "later": [
        {"provisioning_status": "ERROR"}]}]}))
    assert [error["msg"] for error in result["failures"]] == ["a: pool web (p) is in status ERROR"]


def test_the_place_of_others(fleet, play):
    result, _asked = play(fleet({"pool": [POOL], "member": [member(tags=())]}))
    assert not result["changed"] and result["members"] == []
    assert result["warnings"] == ["a: somebody else has set members of pool web for web-1: they "
                                  "stay as they are"]


def test_members_stay_where_no_port_answers(fleet, play):
    one = fleet({"pool": [POOL], "member": [member()]})
    one.seen[A] = [endpoint.of(server(1, A), (Preference(),), False)]
    result, asked = play(one)
    assert words(asked) == LOOK and not result["changed"] and not result["failed"]
    assert result["warnings"] == [
        "a: no server of web is ready, and the port of web-1 does not answer: members of pool web "
        "stay as they are"]


def test_a_target_that_was_not_seen(fleet, play):
    one = fleet({}, [], failures=[refusal("unreachable").at(A)])
    one.seen = {}
    result, asked = play(one)
    assert result["failed"] and asked == [] and "refused" in result["targets"][0]["error"]
