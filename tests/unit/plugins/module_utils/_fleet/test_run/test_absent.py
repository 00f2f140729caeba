# SPDX-License-Identifier: GPL-3.0-or-later
"""Removing a whole fleet."""

from __future__ import annotations

import pytest
from builders import A, B, row, seat
from fakes import FakeCloud, refusal
from runs import SILENT, kinds, tally, there

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import (
    DataVolume,
)


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


NOTHING = "Fleet web: nothing with its ownership metadata was found on 2 targets."


@pytest.mark.parametrize("check_mode", [False, True])
def test_absent_says_where_nothing_is_known_of_a_fleet(go, check_mode):
    absent = {"state": "absent", "count": None, "check_mode": check_mode}

    def message(*servers, **more):
        return go(FakeCloud(A, servers), FakeCloud(B, **more), **absent)["msg"]
    assert message() == message(row("x", "x", {})) == NOTHING
    assert go(FakeCloud(A), **absent)["msg"].endswith("found on 1 target.")
    for other in (message(there(1)), message(faults=SILENT),
                  message(row("x", "x", {"multicloud_fleet": "web"}))):
        assert "nothing with its ownership metadata" not in other


@pytest.mark.parametrize("check_mode", [False, True])
def test_what_a_fleet_has_beside_servers_is_something(go, check_mode):
    absent = {"state": "absent", "count": None, "check_mode": check_mode}
    group, volume = FakeCloud(A), FakeCloud(A)
    group.server_groups["g"] = {"id": "g", "name": "multicloud_fleet=web", "members": [],
                                "policies": ["anti-affinity"]}
    volume.volumes.add("web-1-data", mark.volume("web", seat(1), DataVolume("data", 1, keep=True)))
    for cloud in (group, volume):
        assert "nothing with its ownership metadata" not in go(cloud, **absent)["msg"]


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
    result = go(a, state="absent", count=None, timeout=2)
    assert result["failed"]
    assert "still being deleted after" in result["msg"]
