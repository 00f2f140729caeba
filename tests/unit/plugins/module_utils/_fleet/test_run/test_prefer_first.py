# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that have a later one of several choices, and are to get the first."""

from __future__ import annotations

import pytest
from builders import SPEC, A, B, marks
from fakes import FakeCloud, refusal
from runs import there, where

LISTS = {"count": 1, "flavor": ["large", "small"], "prefer_first": True, "retries": 0}
NO_QUOTA = ("up to date; the first choice (flavor small -> large) is not available: a has no quota "
            "left for cores")


def small(index, **more):
    """A server that was made of the second choice."""
    return there(index, metadata=marks(index, {**SPEC, "flavor": "small"}), **more)


def flavors(result):
    return [row["flavor"] for row in result["servers"]]


def reasons(result):
    return [step["reason"] for step in result["plan"]]


def test_only_when_asked(go):
    a = FakeCloud(A, [small(1)])
    result = go(a, **{**LISTS, "prefer_first": False}, update_policy="resize")
    assert not result["changed"] and flavors(result) == ["small"]
    assert a.log == [("GET", "/servers/detail")]


def test_resized_to_the_first(go):
    a = FakeCloud(A, [small(1), small(2)])
    options = {**LISTS, "count": 2, "update_policy": "resize"}
    planned = go(a, check_mode=True, **options)
    assert planned["changed"] and reasons(planned) == ["flavor small -> large"] * 2
    assert {step["action"] for step in planned["plan"]} == {"resize"}
    result = go(a, **options)
    assert not result["failed"] and flavors(result) == ["large", "large"]
    del a.log[:]
    again = go(a, **options)
    assert not again["changed"] and reasons(again) == ["up to date"] * 2
    assert a.log == [("GET", "/servers/detail")]


def test_what_the_policy_does_not_allow_is_told(go):
    a = FakeCloud(A, [small(1)])
    result = go(a, **LISTS)
    assert not result["changed"] and not a.writes
    assert result["warnings"] == ["web-1 on a has drifted: flavor small -> large; update_policy "
                                  "resize would change that"]


@pytest.mark.parametrize(("cores", "resized"), [(0, 0), (1, 1), (2, 2)])
def test_as_many_as_quotas_allow(go, cores, resized):
    """Of the servers that are there, Nova does not tell the size."""
    a = FakeCloud(A, [small(1), small(2)])
    a.limits = {"maxTotalCores": 10, "totalCoresUsed": 10 - cores}
    result = go(a, **{**LISTS, "count": 2}, update_policy="resize", check_mode=True)
    assert not result["failed"]
    assert reasons(result) == ["flavor small -> large"] * resized + [NO_QUOTA] * (2 - resized)


def test_a_choice_that_is_not_there_is_passed_over(go):
    a = FakeCloud(A, [small(1)])
    result = go(a, **{**LISTS, "flavor": ["enormous", "large", "small"]}, update_policy="resize")
    assert not result["failed"] and flavors(result) == ["large"]


def test_a_resize_that_fails_leaves_the_server(go):
    a = FakeCloud(A, [small(1)], faults={
        "POST /servers/s-1/action": [refusal("no_host", "No valid host was found.")]})
    result = go(a, **LISTS, update_policy="resize")
    assert not result["failed"] and result["complete"] and flavors(result) == ["small"]
    assert "No valid host was found" in " ".join(result["warnings"])
    assert a.writes == ["POST /servers/s-1/action"]


DISKS = {"count": 1, "prefer_first": True, "update_policy": "replace", "create_first": True,
         "retries": 0}


def typed(*kinds):
    return {"data_volumes": [{"name": "data", "size": 1, "type": list(kinds)}]}


def types(cloud):
    return [row["volume_type"] for row in cloud.volumes.rows.values()]


def test_replaced_by_what_is_there(go):
    a = FakeCloud(A)
    old = go(a, **DISKS, **typed("hdd"))
    result = go(a, **DISKS, **typed("ssd", "hdd"))
    assert not result["failed"] and where(result) == [("web-1", "a")] and types(a) == ["ssd"]
    assert result["servers"][0]["id"] != old["servers"][0]["id"]
    assert not go(a, **DISKS, **typed("ssd", "hdd"))["changed"]


def test_what_cannot_be_made_replaces_nothing(go):
    a = FakeCloud(A)
    old = go(a, **DISKS, **typed("hdd"))
    a.faults = {"POST /volumes": [refusal("invalid", "there is no volume type ssd")]}
    result = go(a, **DISKS, **typed("ssd", "hdd"))
    assert not result["failed"] and types(a) == ["hdd"]
    assert [row["id"] for row in result["servers"]] == [row["id"] for row in old["servers"]]
    assert "there is no volume type ssd" in " ".join(result["warnings"])


def test_the_first_choice_of_another_target_that_has_room(go):
    a, b = FakeCloud(A, quota=1), FakeCloud(B)
    old = go(a, **DISKS, **typed("hdd"))
    result = go(a, b, **DISKS, **typed("ssd", "hdd"), shares={B: typed("tape", "hdd")})
    assert not result["failed"] and where(result) == [("web-1", "b")]
    assert old["servers"][0]["id"] != result["servers"][0]["id"]
