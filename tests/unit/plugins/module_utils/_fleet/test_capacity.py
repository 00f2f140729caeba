# SPDX-License-Identifier: GPL-3.0-or-later
"""What placement is told of a target, and how much is done before the next look."""

from __future__ import annotations

import pytest
from builders import SPEC, A, B, C, fleet, marks, seat, seen, server, ways
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import capacity
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    Placement,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark

NEEDS = {"": {"cores": 2, "ram": 4}}
OLD = {**SPEC, "userdata": "old"}           # of a server that has to be replaced
REPLACE = {"update_policy": "replace"}
BROKEN = {"status": "ERROR"}


def survey(desired, servers, targets=(A, B), **more):
    return plan.survey(desired, seen(servers, targets), set(), **more)


def capacity_of(desired, servers, account=None, offer=None):
    """Target A, with 10 cores left, and no quota of ram."""
    offer = Offer(left={"cores": 10}, choices=ways(NEEDS)) if offer is None else offer
    return capacity.of_target(desired, desired.share(A), survey(desired, servers),
                              account or Ledger([A, B], {}), offer)


# what: the fleet's options, its servers, how many are counted as there, and the cores that are left
CAPACITIES = [
    ("empty", {}, [], {}, 10),
    ("kept", {}, [server(1), server(2)], {"": 2}, 10),
    ("elsewhere", {}, [server(1, B)], {}, 10),
    ("to-be-deleted", {}, [server(1), server(5)], {"": 1}, 12),
    ("to-be-replaced", REPLACE, [server(1, spec=OLD), server(2)], {"": 1}, 12),
    ("to-be-replaced-broken", {}, [server(1, **BROKEN)], {}, 12),
    ("to-be-replaced-by-one-made-first", {**REPLACE, "create_first": True},
     [server(1, spec=OLD), server(2)], {"": 1}, 10),
    ("to-be-replaced-broken-where-others-are-made-first", {"create_first": True},
     [server(1, **BROKEN)], {}, 12),
    ("to-be-deleted-where-others-are-made-first", {"create_first": True},
     [server(1), server(5)], {"": 1}, 12),
    ("to-be-updated", {"tags": ["x"]}, [server(1)], {"": 1}, 10),
]


@pytest.mark.parametrize(("options", "servers", "have", "cores"),
                         [pytest.param(*line[1:], id=line[0]) for line in CAPACITIES])
def test_what_is_there_and_what_leaves_makes_room(options, servers, have, cores):
    found = capacity_of(fleet(3, **options), servers)
    assert (found.have, found.left) == (have, {"cores": cores})
    assert (found.choices, found.closed, found.unfit) == (ways(NEEDS), False, {})


SIZED = {"flavor": {"original_name": "tiny", "vcpus": 1, "ram": 3}}
FULL = {"cores": 0, "ram": 0, "limit of cores": -1, "volumes": 0, "gigabytes": 0}
WAY = ways({"": {"cores": 2, "ram": 4, "limit of cores": 2, "volumes": 1, "gigabytes": 9}})


@pytest.mark.parametrize(("more", "left"), [
    (SIZED, {"cores": 1, "ram": 3, "limit of cores": 0}),
    ({}, {"cores": 2, "ram": 4}),                           # it is of the same flavor
    ({"flavor": {"original_name": "tiny"}}, {}),            # of which nothing is known
])
@pytest.mark.parametrize("index", [1, 9])
def test_what_leaves_makes_as_much_room_as_it_took(index, more, left):
    there = server(index, spec=OLD, **more)
    found = capacity_of(fleet(1, **REPLACE), [there], offer=Offer(left=FULL, choices=WAY))
    assert found.left == {**FULL, **left}


def test_the_bounds_of_the_share():
    desired = fleet(3, {A: {"min": 1, "max": 2, "weight": 0.5, "price": 7.5}, B: {}})
    found = capacity_of(desired, [])
    assert (found.min, found.max, found.weight, found.price) == (1, 2, 0.5, 7.5)
    assert (capacity_of(fleet(1), []).max, capacity_of(fleet(1), []).price) == (None, 0)
    bound = fleet(None, {A: {"groups": [{"name": "db", "max": 0}]}, B: {}},
                  groups=[{"name": "db", "count": 1}])
    assert (capacity_of(bound, []).most, capacity_of(fleet(1), []).most) == ({"db": 0}, {})


def test_each_group_counts_for_itself():
    desired = fleet(None, groups=[{"name": "web", "count": 2}, {"name": "db", "count": 1}])
    servers = [server(seat(1, "web"), name="web-web-1"), server(seat(2, "web"), name="web-web-2"),
               server(seat(1, "db"), name="web-db-1"), server(seat(2, "db"), server_id="x")]
    offer = Offer(left={"cores": 0}, choices=ways({"web": {"cores": 1}, "db": {"cores": 8}}))
    found = capacity_of(desired, servers, offer=offer)
    assert (found.have, found.left) == ({"web": 2, "db": 1}, {"cores": 8})


def test_a_target_that_cannot_be_used_is_closed():
    desired, account = fleet(1), Ledger([A, B], {})
    assert capacity.of_target(desired, desired.share(A), survey(desired, [server(1)]), account,
                              None) == Capacity(A, have={"": 1}, closed=True)
    account.closed[A] = CloudError("quota", "no")
    assert capacity_of(desired, [], account).closed
    account.closed = {B: CloudError("quota", "no")}
    assert not capacity_of(desired, [], account).closed


def test_a_group_that_the_target_has_nothing_for():
    unfit = {"db": CloudError("not_found", "there is no image 'x' here")}
    offer = Offer(choices=ways(NEEDS), unfit=unfit)
    assert capacity_of(fleet(1), [], offer=offer).unfit == {"db": "there is no image 'x' here"}


# Zones

ZONES = {"availability_zones": ["z1", "z2"]}


def in_zone(index, zone, **more):
    return server(index, **{"OS-EXT-AZ:availability_zone": zone, **more})


@pytest.mark.parametrize(("options", "servers", "zones"), [
    ({}, [server(1)], {}),
    (ZONES, [], {"": {"z1": 0, "z2": 0}}),
    (ZONES, [in_zone(1, "z2"), in_zone(2, "z2"), in_zone(3, "z9")], {"": {"z1": 0, "z2": 2}}),
    (ZONES, [in_zone(1, "z2"), in_zone(9, "z1")], {"": {"z1": 0, "z2": 1}}),
    (ZONES, [in_zone(1, "z2", **BROKEN), in_zone(2, "z1")], {"": {"z1": 1, "z2": 0}}),
])
def test_zones_and_who_is_in_them(options, servers, zones):
    assert capacity_of(fleet(3, **options), servers).zones == zones


def test_a_zone_without_a_host_is_left_out_and_without_any_zone_the_group_has_no_place():
    account = Ledger([A, B], {})
    account.spent.zones = {(A, "z1"), (B, "z2")}
    found = capacity_of(fleet(1, **ZONES), [], account)
    assert (found.zones, found.unfit) == ({"": {"z2": 0}}, {})
    account.spent.zones.add((A, "z2"))
    found = capacity_of(fleet(1, **ZONES), [], account)
    assert found.unfit == {"": "has no host left in its availability zones"}


def test_replacing_one_after_the_other_keeps_the_zones_even():
    desired = fleet(2, [A], **ZONES, **REPLACE)
    servers = [in_zone(1, "z1"), in_zone(2, "z2", spec={**OLD, **ZONES})]
    found = survey(desired, servers)
    one = capacity.of_target(desired, desired.share(A), found, Ledger([A], {}),
                             Offer(choices=ways(NEEDS)))
    assert place(found.missing, [one]).zones == {seat(2): "z2"}


# Waves

def wave(options, servers, account=None, count=4, given_up=None):
    """The actions of the next wave, each with the server's index."""
    account = account or Ledger([A, B], {})
    account.given_up = given_up or {}
    desired = fleet(count, **REPLACE, **options)
    found = survey(desired, servers, given_up=given_up)
    return [f"{step.action} {step.seat}" for step in capacity.wave(desired, account, found)]


OLD_FLEET = [server(index, spec=OLD) for index in range(1, 5)]
WAVES = [
    ("one-at-a-time", {}, OLD_FLEET, ["replace 1"]),
    ("two-at-a-time", {"max_unavailable": "2"}, OLD_FLEET, ["replace 1", "replace 2"]),
    ("all-at-a-time", {"max_unavailable": "100%"}, OLD_FLEET,
     ["replace 1", "replace 2", "replace 3", "replace 4"]),
    ("half", {"max_unavailable": "50%"}, OLD_FLEET, ["replace 1", "replace 2"]),
    ("never-none", {"max_unavailable": "0"}, OLD_FLEET, ["replace 1"]),
    ("never-none-of-few", {"max_unavailable": "10%"}, OLD_FLEET, ["replace 1"]),
    ("what-stays-beside-it", {}, [server(1), *OLD_FLEET[1:]], ["keep 1", "replace 2"]),
    ("a-resize-and-a-rebuild-are-no-less",
     {"max_unavailable": "2"},
     [server(1, spec={**SPEC, "flavor": "x"}), server(2, spec={**SPEC, "image": "x"}),
      server(3, spec=OLD)], ["resize 1", "rebuild 2"]),
    ("an-update-hurts-nobody", {"tags": ["x"]},
     [server(1), server(2), server(3, spec=OLD), server(4, spec=OLD)],
     ["update 1", "update 2", "replace 3"]),
    ("who-is-broken-first", {"max_unavailable": "2"},
     [server(1, spec=OLD), server(2, spec=OLD), server(3, **BROKEN), server(4, **BROKEN)],
     ["replace 3", "replace 4"]),
    ("who-is-broken-counts", {"max_unavailable": "2"},
     [server(1, spec=OLD), server(2, spec=OLD), server(3, spec=OLD), server(4, **BROKEN)],
     ["replace 1", "replace 4"]),
    ("a-deletion-hurts-nobody", {},
     [server(1, spec=OLD), server(2, spec=OLD), server(7), server(8)],
     ["replace 1", "delete 7", "delete 8"]),
]


@pytest.mark.parametrize(("options", "servers", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in WAVES])
def test_wave(options, servers, expected):
    assert wave(options, servers) == expected


def test_who_was_given_up_is_replaced_beside_the_others():
    given_up = {"a3": "still BUILD"}
    assert wave({}, OLD_FLEET, given_up=given_up) == ["replace 3"]
    assert wave({"max_unavailable": "2"}, OLD_FLEET, given_up=given_up) == [
        "replace 1", "replace 3"]


@pytest.mark.parametrize(("unplaced", "expected"), [({}, "1"), ({seat(1): "full"}, "2")])
def test_what_a_killed_run_has_left_out_comes_first(unplaced, expected):
    desired, account = fleet(4, **REPLACE), Ledger([A, B], {})
    found = survey(desired, OLD_FLEET[1:])
    where = dict.fromkeys(found.missing.keys() - unplaced.keys(), B)
    found = plan.complete(desired, found, Placement(where, unplaced))
    assert [str(step.seat) for step in capacity.wave(desired, account, found)] == [expected]


def test_a_change_that_does_not_work_ends_with_the_first():
    account = Ledger([A, B], {})
    account.errors = {seat(1): CloudError("api", "no")}
    assert wave({}, OLD_FLEET[1:], account) == []
    assert wave({"max_unavailable": "2"}, OLD_FLEET[1:], account) == ["replace 2"]
    account.errors = {"x": CloudError("api", "a double that stays")}
    assert wave({}, OLD_FLEET, account) == ["replace 1"]


def test_another_try_of_what_failed_counts_no_more():
    account = Ledger([A, B], {})
    account.errors = {seat(2): CloudError("api", "no")}
    assert wave({}, OLD_FLEET, account) == ["replace 2"]
    assert wave({"max_unavailable": "2"}, OLD_FLEET, account) == ["replace 1", "replace 2"]


@pytest.mark.parametrize("action", ["rebuild", "replace"])
def test_what_nobody_uses_any_more_takes_no_place_in_the_wave(action):
    steps = [plan.Step(action, seat(index), f"web-{index}", A, "", server(index),
                       changes=("claim",)) for index in range(1, 5)]
    found = plan.Plan(tuple(steps), {})
    assert capacity.wave(fleet(4), Ledger([A, B], {}), found) == steps


def test_what_is_not_worth_a_try_takes_no_place_in_the_wave():
    account = Ledger([A, B], {})
    account.block(plan.Step("replace", seat(1), "web-1", A, "", server(1)),
                  CloudError("forbidden", "no"))
    assert wave({}, OLD_FLEET, account) == ["replace 2"]


# The end

@pytest.mark.parametrize(("one", "error", "given_up", "broken"), [
    (server(1, **BROKEN), True, False, True),
    (server(1, **BROKEN), False, False, False),
    (server(1), True, False, False),
    (server(1), True, True, True),
    (server(1, status="BUILD"), True, True, True),
    (server(1, status="SHUTOFF"), True, False, False),
    (None, True, False, False),
])
def test_is_broken(one, error, given_up, broken):
    account = Ledger([A], {})
    account.errors = {seat(1): CloudError("build_failed", "no")} if error else {}
    account.given_up = {"a1": "still BUILD"} if given_up else {}
    for action in ("keep", "replace"):
        step = plan.Step(action, seat(1), "web-1", B, "is ERROR", one)
        assert capacity.is_broken(step, account) is broken
    step = plan.Step("delete", seat(1), "web-1", A, "double", one)
    assert not capacity.is_broken(step, account)


def test_what_failed_for_good_is_deleted_where_it_is():
    step = plan.Step("replace", seat(1), "web-1", B, "is ERROR", server(1, metadata=marks()))
    found = capacity.cleared(step)
    assert (found.action, found.target, found.reason) == ("delete", A, "has failed")


# Plan, room and place together

SHARE = st.fixed_dictionaries({
    "min": st.integers(0, 2), "max": st.none() | st.integers(0, 5),
    "weight": st.sampled_from([0.5, 1, 2]), "price": st.sampled_from([1, 2.5])})
SHARES = st.tuples(SHARE, SHARE, SHARE).map(lambda found: dict(zip((A, B, C), found, strict=True)))
POLICY = st.sampled_from(["spread", "fill", "cheapest"])
SIZES = st.dictionaries(st.sampled_from(["web", "db"]), st.integers(0, 4), min_size=1)


def declared(sizes, shares, placement, **options):
    try:
        return fleet(None, shares, placement=placement, **options, groups=[
            {"name": name, "count": count} for name, count in sizes.items()])
    except CloudError:
        reject()


def planned(desired, servers, cores):
    """The whole plan, with so many cores left on each target; a server takes one."""
    found, account = survey(desired, servers, targets=(A, B, C)), Ledger([A, B, C], {})
    needs = {group: {"cores": 1} for group in desired.counts}
    return plan.complete(desired, found, place(found.missing, [capacity.of_target(
        desired, share, found, account, Offer(left={"cores": cores}, choices=ways(needs)))
        for share in desired.shares], desired.placement))


def carried_out(found, desired):
    """The servers after it."""
    return [step.server if step.action == "keep" else server(
        step.seat, step.target, f"{step.target.cloud}-{step.seat}",
        name=desired.server_name(step.seat, step.target))
        for step in found.steps if step.action in ("keep", "create", "replace")]


@settings(max_examples=60, derandomize=True, database=None)
@given(SIZES, SHARES, POLICY, st.integers(0, 6), SHARES, POLICY)
def test_a_rerun_moves_nobody(sizes, shares, placement, cores, other_shares, other_placement):
    """Whatever weights, prices, policies and quotas have become; a max alone moves servers."""
    desired = declared(sizes, shares, placement)
    first = planned(desired, [], cores)
    there = carried_out(first, desired)
    assert len(there) + len(first.missing) == desired.count
    assert planned(desired, there, 0).writes == []
    again = declared(sizes, {target: {**found, "min": shares[target]["min"],
                                      "max": shares[target]["max"]}
                             for target, found in other_shares.items()}, other_placement)
    assert not [step for step in planned(again, there, 9).writes if step.server]


@settings(max_examples=60, derandomize=True, database=None)
@given(SIZES, SIZES, SHARES, POLICY, st.integers(0, 6))
def test_counts_up_and_down_break_no_bound(sizes, more, shares, placement, cores):
    desired, then = declared(sizes, shares, placement), declared(more, shares, placement)
    there = carried_out(planned(desired, [], cores), desired)
    found = planned(then, there, cores)
    after = carried_out(found, then)
    assert len(after) + len(found.missing) == then.count
    assert {(mark.seat_of(one), one.target) for one in there if then.has(mark.seat_of(one))} <= {
        (mark.seat_of(one), one.target) for one in after}
    for target, bounds in shares.items():
        on_it = sum(one.target == target for one in after)
        assert bounds["max"] is None or on_it <= bounds["max"]
        new = on_it - sum(one.target == target for one in there)
        assert new <= cores
