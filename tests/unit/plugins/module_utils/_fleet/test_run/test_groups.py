# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, and what is each server's own."""

from __future__ import annotations

import base64

import pytest
from builders import A, B
from fakes import FakeCloud
from runs import GROUPS, counts, tally, where


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
