# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a plan before it is carried out, and what stops it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, fleet, seat, server, ways

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import review
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.room import Room
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark

PRICES = {"prices": [{"cloud": "a", "flavors": {"small": 2, "smal": 1}}]}
PLAN = Plan((Step("keep", seat(1), "web-1", A, "", server(1)),
             Step("create", seat(2), "web-2", A, "missing")), {})


def told(deleted=(), **options):
    """What is said, and the options that stop it."""
    placing = SimpleNamespace(
        room=Room(), offers={A: Offer(choices=ways({"": {}}), misnamed=["smal"])},
        resolved=lambda step: ways({"": {}})[""][0].resolved)
    account = Ledger([A], {})
    found = review.told(fleet(2, [A], **options), PLAN, placing, account, {}, {},
                        deleted)
    return found, list(account.errors)


def test_of_every_plan():
    found, stopped = told()
    assert set(found.result) == {"plan", "plan_digest", "diff", "quotas"}
    assert [(row["quota"], row["before"], row["after"]) for row in found.result["quotas"]] == [
        ("instances", 1, 2), ("cores", 0, 1), ("ram", 0, 512)]
    assert found.result["diff"]["before"].endswith("quotas of a: instances 1\n")
    assert found.result["diff"]["after"].endswith("quotas of a: instances 2, cores 1, ram 512\n")
    assert (found.hints, stopped) == ([], [])


def test_of_a_plan_with_prices():
    found, stopped = told(**PRICES, max_cost=9999)
    assert found.result["cost"] == {"before": {"hour": 2, "month": 1460},
                                    "after": {"hour": 4, "month": 2920}}
    assert (found.hints, stopped) == (["prices: there is no flavor smal on a"], [])
    assert found.result["diff"]["after"].endswith("cost: 4.0000 per hour, 2920.00 per month\n")


@pytest.mark.parametrize(("options", "stopped"), [
    ({**PRICES, "max_cost": 2000}, ["max_cost"]), ({"max_replace": 0}, ["max_replace"]),
    ({"plan_digest": "1:none"}, ["plan_digest"])])
def test_what_stops_a_run(options, stopped):
    assert told(**options)[1] == stopped


@pytest.mark.parametrize(("numbers", "most", "stops"), [
    ([], 0, True), ([], 1, False), ([1], 1, True), ([1], 2, False), ([1, 1], 2, True),
    ([1, 1], 3, False), ([2], 1, False), ([2, 2], 1, True), ([9, 9], 1, False),
    ([1, 1], None, False)])
def test_what_was_replaced_lately_counts(numbers, most, stops):
    """1 is there, 2 is missing, 9 is of no fleet's interest any more."""
    deleted = [mark.place("web", seat(number)) for number in numbers]
    assert told(deleted, max_replace_per_hour=most)[1] == ["max_replace_per_hour"] * stops
