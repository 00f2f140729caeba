# SPDX-License-Identifier: GPL-3.0-or-later
"""What claims leave of a pool, as tables of the plans that follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, A, B, fleet, marks, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan, pool
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.validate import (
    Refused,
)

LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
CLOCKS = {A: NOW, B: NOW}


def one(number, expires=None, target=A, **more):
    mark = {claim.KEY: str(claim.Claim("abc", expires, "job"))} if expires else {}
    return server(number, target, metadata={**marks(number), **mark}, **more)


def planned(servers, clocks=None, state="present", **options):
    """{name: action}, and the numbers of the places that are to be taken."""
    seen = {A: [row for row in servers if row.target == A],
            B: [row for row in servers if row.target == B]}
    found = pool.apart(fleet(**options), seen, clocks or CLOCKS)
    survey = plan.survey(found, seen, set(), state, found.apart.used)
    return ({step.server.name: step.action for step in survey.steps},
            [place.index for place in survey.missing])


def test_an_empty_pool():
    assert planned([], count=5, min_ready=2) == ({}, [1, 2])


def test_claimed_ones_do_not_count():
    assert planned([one(1, LATER), one(2)], count=5, min_ready=2) == (
        {"web-1": "keep", "web-2": "keep"}, [3])


def test_up_to_the_count_with_all_that_is_claimed():
    servers = [one(1, LATER), one(2, LATER), one(3)]
    assert planned(servers, count=4, min_ready=4)[1] == [4]
    assert planned(servers, count=3, min_ready=3)[1] == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_claimed_ones_stay_whatever_the_count(count):
    servers = [one(1, LATER), one(2, LATER), one(5, LATER), one(6)]
    actions, missing = planned(servers, count=count, min_ready=0)
    assert actions == {"web-1": "keep", "web-2": "keep", "web-5": "keep", "web-6": "delete"}
    assert missing == []


def test_one_that_was_used_is_replaced_where_it_is_needed():
    servers = [one(1, BEFORE), one(2), one(3)]
    assert planned(servers, count=5, min_ready=3) == (
        {"web-1": "replace", "web-2": "keep", "web-3": "keep"}, [1])
    assert planned(servers, count=5, min_ready=2) == (
        {"web-1": "delete", "web-2": "keep", "web-3": "keep"}, [])


VOLUMES = {"os-extended-volumes:volumes_attached": [
    {"id": "11111111-2222-3333-4444-555555555555", "delete_on_termination": True}]}


@pytest.mark.parametrize(("there", "options", "found"), [
    ({}, {}, ("rebuild", ("claim",))),
    ({}, {"update_policy": "none"}, ("rebuild", ("claim",))),
    ({"status": "SHUTOFF"}, {}, ("rebuild", ("status", "claim"))),
    ({"status": "ERROR"}, {}, ("replace", ())),
    ({"image": None}, {}, ("replace", ())),
    (VOLUMES, {}, ("replace", ())),
    ({"key_name": "other"}, {"key_name": "ci"}, ("replace", ("key_name", "claim"))),
    ({"status": "REBUILD"}, {}, ("keep", ())),
])
def test_one_that_was_used_is_rebuilt_where_that_leaves_nothing_of_it(there, options, found):
    apart = pool.apart(fleet(count=1, min_ready=1, reuse_policy="rebuild", **options),
                       {A: [one(1, BEFORE, **there)]}, CLOCKS)
    [step] = plan.survey(apart, {A: [one(1, BEFORE, **there)]}, set(), "present",
                         apart.apart.used).steps
    assert (step.action, tuple(sorted(step.changes))) == (found[0], tuple(sorted(found[1])))


def test_what_is_not_needed_is_not_rebuilt():
    assert planned([one(1, BEFORE), one(2)], count=5, min_ready=1, reuse_policy="rebuild")[0] == {
        "web-1": "delete", "web-2": "keep"}


def test_only_pools_reuse_servers():
    with pytest.raises(Refused, match="reuse_policy: the fleet is not a pool: set min_ready"):
        fleet(count=1, reuse_policy="rebuild")


def test_surplus_goes_the_highest_numbers_first():
    assert planned([one(1), one(2), one(4)], count=5, min_ready=2)[0] == {
        "web-1": "keep", "web-2": "keep", "web-4": "delete"}


def test_those_that_work_stay_where_they_are():
    assert planned([one(2, status="ERROR"), one(4), one(5)], count=5, min_ready=2)[0] == {
        "web-2": "delete", "web-4": "keep", "web-5": "keep"}


def test_the_clock_of_each_target_counts():
    clocks = {A: NOW, B: NOW - timedelta(minutes=7)}
    expires = NOW - timedelta(minutes=3)
    assert planned([one(1, expires), one(2, expires, B)], clocks, count=4, min_ready=1)[0] == {
        "web-1": "replace", "web-2": "keep"}


@pytest.mark.parametrize(("created", "action"), [
    ("2026-01-01T10:00:00Z", "keep"), ("2026-01-01T09:59:59Z", "replace"), ("", "keep"),
    ("whenever", "keep")])
def test_old_ones_are_replaced(created, action):
    actions, _missing = planned([one(1, created=created)], count=1, min_ready=1,
                                max_ready_age="2h")
    assert actions == {"web-1": action}


def test_old_ones_that_are_claimed_stay():
    servers = [one(1, LATER, created="2020-01-01T00:00:00Z")]
    assert planned(servers, count=2, min_ready=1, max_ready_age="2h") == ({"web-1": "keep"}, [2])


def test_a_claim_on_a_fleet_that_is_no_pool():
    """It takes its place, and stays as it is."""
    servers = [one(1, LATER, status="SHUTOFF"), one(2), one(3, LATER)]
    assert planned(servers, count=2) == (
        {"web-1": "keep", "web-2": "keep", "web-3": "keep"}, [])
    servers[0] = one(1, BEFORE)
    assert planned(servers, count=2)[0]["web-1"] == "replace"


def test_what_is_claimed_is_not_deleted_with_its_fleet():
    actions, _missing = planned([one(1, LATER), one(2, BEFORE), one(3)], state="absent")
    assert actions == {"web-1": "keep", "web-2": "delete", "web-3": "delete"}


def test_groups():
    found = fleet(count=None, groups=[{"name": "db", "count": 2},
                                      {"name": "ci", "count": 5, "min_ready": 2}])
    claimed = server(1, A, metadata={**marks(1), "multicloud_group": "ci",
                                     claim.KEY: str(claim.Claim("abc", LATER, "job"))})
    apart = pool.apart(found, {A: [claimed]}, CLOCKS)
    assert apart.seats() == [seat(1, "db"), seat(2, "db"), seat(2, "ci"), seat(3, "ci")]
    assert apart.count == 4 and apart.has(seat(3, "ci")) and not apart.has(seat(1, "ci"))
