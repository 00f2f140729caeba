# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs with a table of prices."""

from __future__ import annotations

from builders import A, B
from fakes import FakeCloud
from runs import kinds

CHEAP = {"placement": "cheapest", "flavor": {"vcpus": 1}, "prices": [
    {"cloud": "a", "flavors": {"small": 3, "large": 2}},
    {"cloud": "b", "flavors": {"small": 1, "large": 9}}]}


def flavors(result):
    return sorted(f"{row['cloud']} {row['flavor']}" for row in result["servers"])


def test_the_cheapest_of_all_flavors_that_fit_on_all_targets(go):
    a, b = FakeCloud(A), FakeCloud(B, quota=1)
    result = go(a, b, count=3, **CHEAP)
    assert not result["failed"] and flavors(result) == ["a large", "a large", "b small"]
    assert result["cost"]["before"]["hour"] == 0 and result["cost"]["after"]["hour"] == 5
    again = go(a, b, count=3, update_policy="replace", **CHEAP)
    assert not again["changed"] and again["cost"]["before"] == again["cost"]["after"]


def test_what_is_cheapest_is_no_drift_of_another_definition(go):
    a, table = FakeCloud(A), [{"cloud": "a", "flavors": {"small": 1, "large": 2}}]
    cheap = {"placement": "cheapest", "prices": table, "update_policy": "resize"}
    assert flavors(go(a, count=1, **cheap, flavor={"vcpus": 1})) == ["a small"]
    result = go(a, count=1, **cheap, flavor={"vcpus": 1, "ram": 256})
    assert [step["reason"] for step in result["plan"]] == ["up to date"]
    table[0]["flavors"]["large"] = 0
    result = go(a, count=1, **cheap, flavor={"vcpus": 1, "ram": 128})
    assert [step["reason"] for step in result["plan"]] == ["flavor small -> large"]
    assert flavors(result) == ["a large"]


def test_max_cost_refuses_and_nothing_is_done(go):
    a = FakeCloud(A)
    result = go(a, count=2, max_cost=2000, **{**CHEAP, "prices": CHEAP["prices"][:1]})
    assert result["failed"] and not result["changed"] and not a.writes
    assert kinds(result) == ["conflict"] and "would cost 2920.00 per month" in result["msg"]


def test_an_unknown_flavor_is_a_warning(go):
    table = [{"cloud": "a", "flavors": {"smal": 1}}]
    result = go(FakeCloud(A), count=1, prices=table)
    assert not result["failed"]
    assert {"prices: flavor small of a has no price, and counts as 0",
            "prices: there is no flavor smal on a"} <= set(result["warnings"])
    assert "cost" not in go(FakeCloud(A), count=1)
