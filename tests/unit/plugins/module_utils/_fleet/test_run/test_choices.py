# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that may be one of several: the next choice on the same target, then the next target."""

from __future__ import annotations

import pytest
from builders import A, B
from fakes import FakeCloud
from runs import there, where

LISTS = {"flavor": ["large", "small"], "retries": 0}
NO_HOST = {"message": "No valid host was found. There are not enough hosts available."}


def crowded(target, *names, **more):
    """A cloud that has no host for these flavors."""
    cloud = FakeCloud(target, **more)

    def built(row):
        if row["flavor"]["original_name"] in names:
            row.update({"status": "ERROR", "fault": NO_HOST})
    cloud.on_create = built
    return cloud


def flavors(result):
    """The cloud and the flavor of each server."""
    return [f"{row['cloud']} {row['flavor']}" for row in result["servers"]]


def test_the_next_choice_on_the_same_target_and_no_drift_later(go):
    a, b = crowded(A, "large"), FakeCloud(B)
    result = go(a, b, count=4, **LISTS)
    assert not result["failed"] and result["complete"]
    assert flavors(result) == ["a small", "b large", "a small", "b large"]
    again = go(a, b, count=4, update_policy="replace", **LISTS)
    assert not again["changed"] and not again["warnings"]
    assert {step["reason"] for step in again["plan"]} == {"up to date"}


def test_the_next_target_when_no_choice_is_left(go):
    a, b = crowded(A, "large", "small"), FakeCloud(B)
    result = go(a, b, count=2, placement="fill", **LISTS)
    assert not result["failed"] and flavors(result) == ["b large", "b large"]
    assert not a.names


def test_when_no_target_has_any(go):
    clouds = [crowded(target, "large", "small") for target in (A, B)]
    result = go(*clouds, count=2, **LISTS)
    assert result["failed"] and not result["servers"]
    assert "No valid host was found" in result["msg"]


def test_what_is_not_there_is_passed_over_and_the_plan_says_so(go):
    a = FakeCloud(A)
    result = go(a, count=1, check_mode=True, flavor=["enormous", "large"])
    assert result["plan"][0]["reason"] == "missing; flavor large instead of enormous"
    assert "debian-12 on large" in result["diff"]["after"]


@pytest.mark.parametrize(("desired", "policy", "flavor"), [
    (["small", "large"], "replace", "small"), (["large", "small"], "replace", "small"),
    (["large"], "resize", "large"), (["enormous", "large"], "resize", "large")])
def test_a_server_is_changed_only_if_it_is_none_of_them(go, desired, policy, flavor):
    a = FakeCloud(A, [there(1)])
    result = go(a, count=1, flavor=desired, update_policy=policy)
    assert not result["failed"] and where(result) == [("web-1", "a")]
    assert flavors(result) == [f"a {flavor}"]
    assert not go(a, count=1, flavor=desired, update_policy=policy)["changed"]
