# SPDX-License-Identifier: GPL-3.0-or-later
"""Placement: which target each missing server goes to."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from builders import A, B, C, seat, ways
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    Placement,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat

TARGETS = (A, B, C)
ONE = dict.fromkeys(("instances", "cores", "ram", "floating ips"), 1)


def capacity(target, have=0, **more):
    """One target; have: its servers, if there are no groups."""
    return Capacity(target, **{"have": {"": have}, "choices": ways({"": ONE}), **more})


def capacities(a=None, b=None, c=None):
    """Three targets, or two where c is left out."""
    given_capacities = [(A, a or {}), (B, b or {}), (C, c)]
    return [capacity(target, **more) for target, more in given_capacities if more is not None]


def seats(*indexes):
    return [seat(index) for index in indexes]


# what: the rooms, the policy, how many are missing, and where they go, in the order of the indexes
TABLE = [
    ("spread-in-turn", capacities(), "spread", 4, "abab"),
    ("spread-over-three", capacities(c={}), "spread", 5, "abcab"),
    ("spread-evens-out", capacities({"have": 2}), "spread", 3, "bba"),
    ("spread-by-weight", capacities({"weight": 2}), "spread", 6, "abaaba"),
    ("spread-by-weight-and-what-is-there", capacities({"weight": 2, "have": 4}), "spread", 3,
     "bba"),
    ("spread-up-to-max", capacities({"max": 1}), "spread", 4, "abbb"),
    ("spread-up-to-quota", capacities({"left": {"cores": 1, "ram": 9}}), "spread", 3, "abb"),
    ("spread-min-first", capacities(b={"min": 2}), "spread", 4, "bbaa"),
    ("spread-min-is-there", capacities(b={"min": 2, "have": 2}), "spread", 3, "aaa"),
    ("spread-min-of-both", capacities({"min": 1}, {"min": 2}), "spread", 4, "abba"),
    ("spread-regardless-of-price", capacities({"price": 9}), "spread", 2, "ab"),
    ("spread-ties-by-name-not-by-order", capacities()[::-1], "spread", 3, "aba"),
    ("fill-the-first", capacities(), "fill", 3, "aaa"),
    ("fill-the-first-given", capacities()[::-1], "fill", 3, "bbb"),
    ("fill-up-to-max", capacities({"max": 2}), "fill", 4, "aabb"),
    ("fill-max-counts-what-is-there", capacities({"max": 2, "have": 1}), "fill", 3, "abb"),
    ("fill-up-to-quota", capacities({"left": {"instances": 2}}, {"left": {"ram": 1}}, {}), "fill",
     4,
     "aabc"),
    ("fill-min-first", capacities(b={"min": 1}), "fill", 3, "baa"),
    ("fill-regardless-of-weight", capacities({"weight": 0.5}, {"weight": 9}), "fill", 2, "aa"),
    ("cheapest", capacities({"price": 2}, {"price": 1}), "cheapest", 3, "bbb"),
    ("cheapest-until-it-is-full", capacities({"price": 2}, {"price": 1, "max": 2}), "cheapest", 3,
     "bba"),
    ("cheapest-quota", capacities({"price": 2}, {"price": 1, "left": {"ram": 1}}), "cheapest", 3,
     "baa"),
    ("cheapest-min-first", capacities({"price": 2, "min": 1}, {"price": 1}), "cheapest", 3, "abb"),
    ("cheapest-is-even-over-the-same-price",
     capacities({"price": 1}, {"price": 1}, {"price": 9}), "cheapest", 4, "abab"),
    ("cheapest-counts-what-is-there",
     capacities({"price": 1, "have": 2}, {"price": 1}), "cheapest", 3, "bba"),
    ("closed", capacities({"closed": True}), "fill", 2, "bb"),
    ("closed-even-below-its-min", capacities({"closed": True, "min": 2}), "spread", 2, "bb"),
    ("max-of-nothing", capacities({"max": 0}), "fill", 2, "bb"),
    ("above-its-max-already", capacities({"max": 1, "have": 3}), "fill", 2, "bb"),
    ("unfit", capacities({"unfit": {"": "there is no image"}}), "fill", 2, "bb"),
    ("unfit-for-another-group", capacities({"unfit": {"db": "there is no image"}}), "fill", 2,
     "aa"),
    ("quota-of-nothing", capacities({"left": {"floating ips": 0}}), "fill", 1, "b"),
    ("quota-of-what-is-not-needed", capacities({"left": {"volumes": 0}}), "fill", 1, "a"),
    ("quota-of-large-servers",
     capacities({"left": {"ram": 1000}, "choices": ways({"": {"ram": 400}})}), "fill", 3, "aab"),
    ("nothing-missing", capacities(b={"min": 1}), "spread", 0, ""),
]


@pytest.mark.parametrize(("found", "policy", "missing", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_places(found, policy, missing, expected):
    placed = place(seats(*range(1, missing + 1)), found, policy)
    assert "".join(placed.where[index].cloud for index in sorted(placed.where)) == expected
    assert not placed.unplaced


@pytest.mark.parametrize(("found", "avoid", "reason"), [
    ([], set(), ""),
    (capacities({"closed": True}, {"max": 0}), set(), "b takes at most 0"),
    (capacities({"left": {"ram": 0, "cores": 0, "instances": 1}}, {"max": 2, "have": 2}), set(),
     "a has no quota left for cores, ram; b takes at most 2"),
    (capacities({"max": 0}), {B}, "a takes at most 0; b has failed"),
    (capacities({"max": 0}), {A, B}, "a takes at most 0; b has failed"),
    (capacities({"unfit": {"": "there is no image 'x' here"}}, {"max": 0}), set(),
     "a there is no image 'x' here; b takes at most 0"),
])
def test_says_why_there_is_no_place(found, avoid, reason):
    assert place(seats(1), found, avoid={seat(1): avoid}).unplaced == {seat(1): reason}


def test_the_lowest_indexes_get_what_there_is():
    placed = place(seats(7, 3, 5), capacities({"max": 1}, {"max": 1}))
    assert placed.where == {seat(3): A, seat(5): B}
    assert set(placed.unplaced) == {seat(7)}


def test_avoid_is_of_one_index():
    placed = place(seats(1, 2), capacities(), "fill", {seat(1): {A}})
    assert placed.where == {seat(1): B, seat(2): A}


# Groups

WEB_DB = [seat(1, "db"), seat(2, "db"), seat(1, "web"), seat(2, "web"), seat(3, "web")]
SMALL_LARGE = {"web": {"cores": 1}, "db": {"cores": 4}}


def in_words(placed):
    return {str(where): target.cloud for where, target in placed.where.items()}


def test_each_group_is_spread_for_itself():
    found = [Capacity(A), Capacity(B)]
    assert in_words(place(WEB_DB, found)) == {
        "db-1": "a", "db-2": "b", "web-1": "a", "web-2": "b", "web-3": "a"}


def test_a_group_is_spread_where_another_is_not():
    found = [Capacity(A, have={"db": 3}), Capacity(B)]
    assert in_words(place([seat(1, "web"), seat(2, "web")], found)) == {"web-1": "b", "web-2": "a"}


def test_a_tie_within_the_group_goes_to_who_has_least_of_the_fleet():
    found = [Capacity(A, have={"db": 1}), Capacity(B)]
    assert in_words(place([seat(1, "web")], found)) == {"web-1": "b"}


def test_groups_share_the_bounds_of_a_target():
    found = [Capacity(A, max=3, have={"db": 1}), Capacity(B)]
    placed = in_words(place([seat(n, "web") for n in range(1, 6)], found, "fill"))
    assert list(placed.values()) == ["a", "a", "b", "b", "b"]


def test_groups_take_different_amounts_of_one_quota():
    found = [Capacity(A, left={"cores": 5}, choices=ways(SMALL_LARGE)), Capacity(B)]
    assert in_words(place(WEB_DB, found, "fill")) == {
        "db-1": "a", "db-2": "b", "web-1": "a", "web-2": "b", "web-3": "b"}


def test_a_group_may_have_no_place_where_another_has():
    found = [Capacity(A, unfit={"db": "has no such flavor"})]
    placed = place(WEB_DB, found)
    assert in_words(placed) == {"web-1": "a", "web-2": "a", "web-3": "a"}
    assert placed.unplaced == dict.fromkeys(WEB_DB[:2], "a has no such flavor")


@pytest.mark.parametrize(("policy", "expected"), [("spread", "ababa"), ("fill", "abaaa")])
def test_a_group_has_a_bound_of_its_own(policy, expected):
    found = [Capacity(A, most={"db": 1}), Capacity(B, most={"web": 1})]
    assert "".join(in_words(place(WEB_DB, found, policy)).values()) == expected


def test_a_group_beyond_its_bounds_has_no_place():
    placed = place([seat(1, "db")], [Capacity(A, most={"db": 1}, have={"db": 1}), Capacity(B, most={
        "db": 0, "web": 3})])
    assert placed.unplaced == {seat(1, "db"): "a takes at most 1 of group db; "
                                              "b takes at most 0 of group db"}


# Zones

@pytest.mark.parametrize(("zones", "expected"), [
    ({}, []),
    ({"": {"z1": 0, "z2": 0}}, ["z1", "z2", "z1"]),
    ({"": {"z2": 0, "z1": 0}}, ["z2", "z1", "z2"]),
    ({"": {"z1": 2, "z2": 0}}, ["z2", "z2", "z1"]),
    ({"": {"z1": 5}}, ["z1", "z1", "z1"]),
    ({"db": {"z1": 0}}, []),
])
def test_zones_are_used_in_turn(zones, expected):
    placed = place(seats(1, 2, 3), [capacity(A, zones=zones)])
    assert [placed.zones[where] for where in sorted(placed.zones)] == expected


def test_each_target_and_group_has_zones_of_its_own():
    found = [Capacity(A, zones={"web": {"z1": 0, "z2": 0}, "db": {"z3": 0}}), Capacity(B)]
    placed = place(WEB_DB, found)
    assert {str(where): zone for where, zone in placed.zones.items()} == {
        "db-1": "z3", "web-1": "z1", "web-3": "z2"}


def test_placing_leaves_the_rooms_as_they_are():
    found = [capacity(A, left={"cores": 2}, zones={"": {"z1": 0}})]
    place(seats(1, 2), found)
    assert found == [capacity(A, left={"cores": 2}, zones={"": {"z1": 0}})]


# Whatever there is

GROUPS = ("", "db")
RESOURCES = st.sampled_from(["instances", "cores", "ram", "floating ips"])
PER_GROUP = st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 4))
CAPACITY = {"have": PER_GROUP, "min": st.integers(0, 4),
            "max": st.none() | st.integers(0, 8), "weight": st.sampled_from([0.5, 1, 1, 1, 2, 3]),
            "price": st.sampled_from([0, 1, 1, 2.5]),
            "left": st.dictionaries(RESOURCES, st.integers(0, 6)),
            "choices": st.fixed_dictionaries(dict.fromkeys(
                GROUPS, st.dictionaries(RESOURCES, st.integers(0, 3)))).map(ways),
            "unfit": st.sampled_from([{}, {}, {}, {"db": "has no such flavor"}]),
            "zones": st.dictionaries(st.sampled_from(GROUPS), st.dictionaries(
                st.sampled_from(["z1", "z2", "z3"]), st.integers(0, 3), min_size=1)),
            "closed": st.sampled_from([False, False, False, True])}
SOME_CAPACITIES = st.lists(st.fixed_dictionaries(CAPACITY), max_size=3).map(
    lambda found: [Capacity(target, **more) for target, more in zip(TARGETS, found, strict=False)])
SOME_SEAT = st.builds(Seat, st.sampled_from(GROUPS), st.integers(1, 8), st.none())
SOME_MISSING = st.sets(SOME_SEAT)
POLICY = st.sampled_from(["spread", "fill", "cheapest"])
AVOID = st.dictionaries(SOME_SEAT, st.sets(st.sampled_from(TARGETS)))
checked = settings(max_examples=60, derandomize=True, database=None)


def more_of(placed):
    """{target: Counter of what was placed there, by group}."""
    found = defaultdict(Counter)
    for where, target in placed.where.items():
        found[target][where.group] += 1
    return found


def used(capacity, new):
    """How much of each quota new servers take; new: Counter by group."""
    total = Counter()
    for way, number in [(way, new[one]) for one in new for way in capacity.choices.get(one, ())]:
        total.update({name: need * number for name, need in way.needs.items()})
    return total


def total_of(capacity, new):
    return sum(capacity.have.values()) + sum(new.values())


def can_take(capacity, group, new):
    """Whether nothing but `avoid` kept one more of a group from going there."""
    after = used(capacity, new + Counter([group]))
    before = used(capacity, new)
    return (not capacity.closed and group not in capacity.unfit
            and (capacity.max is None or total_of(capacity, new) < capacity.max)
            and all(after[name] <= left or after[name] == before[name]
                    for name, left in capacity.left.items()))


@checked
@given(SOME_MISSING, SOME_CAPACITIES, POLICY, AVOID)
def test_every_missing_one_is_placed_or_named_and_no_bound_is_broken(missing, found, policy, avoid):
    placed = place(missing, found, policy, avoid)
    assert placed.where.keys() | placed.unplaced.keys() == missing
    assert not placed.where.keys() & placed.unplaced.keys()
    assert all(placed.unplaced.values()) or any(capacity.closed for capacity in found) or not found
    assert all(target not in avoid.get(where, ()) for where, target in placed.where.items())
    more = more_of(placed)
    for capacity in found:
        new = more.pop(capacity.target, Counter())
        assert not new or not capacity.closed
        assert not new.keys() & capacity.unfit.keys()
        assert not new or capacity.max is None or total_of(capacity, new) <= capacity.max
        assert all(used(capacity, new)[name] <= left for name, left in capacity.left.items())
    assert not more


@checked
@given(SOME_MISSING, SOME_CAPACITIES, POLICY)
def test_no_place_is_left_unused(missing, found, policy):
    placed = place(missing, found, policy)
    more = more_of(placed)
    for where in placed.unplaced:
        assert not any(can_take(capacity, where.group, more[capacity.target]) for capacity in found)


def of_one_group(found, **more):
    """The rooms without other groups and needs, where one server is like the other."""
    return [Capacity(**{**vars(capacity), "have": {"": sum(capacity.have.values())}, "unfit": {},
                        "choices": ways({"": ONE}), **more}) for capacity in found]


def numbers(missing, found, policy):
    """Placed with one group; the rooms, and how many went to each target."""
    indexes = seats(*{where.index for where in missing})
    return more_of(place(indexes, found, policy))


@checked
@given(SOME_MISSING, SOME_CAPACITIES, POLICY)
def test_min_comes_first(missing, found, policy):
    found = of_one_group(found)
    more = numbers(missing, found, policy)
    short = [capacity for capacity in found
             if total_of(capacity, more[capacity.target]) < capacity.min
             and can_take(capacity, "", more[capacity.target])]
    beyond = [capacity for capacity in found if more[capacity.target]
              and total_of(capacity, more[capacity.target]) > capacity.min]
    assert not short or not beyond


@checked
@given(SOME_MISSING, SOME_CAPACITIES)
def test_fill_goes_on_only_when_the_one_before_is_full(missing, found):
    found = of_one_group(found, min=0)
    more = numbers(missing, found, "fill")
    for number, capacity in enumerate(found):
        later = sum(more[other.target][""] for other in found[number + 1:])
        assert not later or not can_take(capacity, "", more[capacity.target])


@checked
@given(SOME_MISSING, SOME_CAPACITIES)
def test_cheapest_pays_more_only_where_less_is_full(missing, found):
    found = of_one_group(found, min=0)
    more = numbers(missing, found, "cheapest")
    for dear in (capacity for capacity in found if more[capacity.target]):
        assert not any(capacity.price < dear.price and can_take(capacity, "", more[capacity.target])
                       for capacity in found)


@checked
@given(SOME_MISSING, SOME_CAPACITIES, st.sampled_from(["spread", "cheapest"]))
def test_spread_is_as_even_as_the_bounds_allow(missing, found, policy):
    """No server would be better off on another target that could have taken it."""
    found = of_one_group(found, min=0)
    more = numbers(missing, found, policy)
    for full in (capacity for capacity in found if more[capacity.target]):
        load = (total_of(full, more[full.target]) - 1) / full.weight
        for other in (capacity for capacity in found
                      if can_take(capacity, "", more[capacity.target])
                      and (policy == "spread" or capacity.price == full.price)):
            assert load <= total_of(other, more[other.target]) / other.weight


@checked
@given(SOME_MISSING, SOME_CAPACITIES, POLICY)
def test_zones_are_as_even_as_what_was_there_allows(missing, found, policy):
    placed = place(missing, found, policy)
    assert placed.zones.keys() == {where for where, target in placed.where.items() if any(
        where.group in capacity.zones for capacity in found if capacity.target == target)}
    for capacity in found:
        for group, before in capacity.zones.items():
            after = Counter(before)
            after.update(zone for where, zone in placed.zones.items()
                         if (where.group, placed.where[where]) == (group, capacity.target))
            assert after.keys() == before.keys()
            assert all(after[full] == before[full] or after[full] - 1 <= after[other]
                       for full in after for other in after)


@checked
@given(SOME_MISSING, SOME_CAPACITIES, POLICY, AVOID, st.randoms(use_true_random=False))
def test_the_same_again_gives_the_same(missing, found, policy, avoid, chance):
    """Whatever the order of what is missing; and of the targets, but where that is the policy."""
    placed = place(missing, found, policy, avoid)
    again = list(found)
    if policy != "fill":
        chance.shuffle(again)
    other = place(sorted(missing, reverse=True), again, policy, dict(avoid))
    assert (other.where, other.zones) == (placed.where, placed.zones)
    assert other.unplaced.keys() == placed.unplaced.keys()


@checked
@given(SOME_CAPACITIES, POLICY)
def test_with_everything_there_nothing_is_placed(found, policy):
    assert place([], found, policy) == Placement({}, {})


FULL, TIGHT = {"left": {"cores": 0}}, "has no quota left for cores"


# the rooms, the policy, how many are missing, and the targets that are passed over
@pytest.mark.parametrize(("rooms", "policy", "number", "passed"), [
    (capacities(), "spread", 4, {}),
    (capacities(FULL), "spread", 2, {A: TIGHT}),
    (capacities({}, FULL), "spread", 1, {}),        # it was not its turn
    (capacities({"left": {"cores": 1}}), "spread", 3, {A: TIGHT}),
    (capacities({**FULL, "max": 0}), "spread", 2, {}),
    (capacities({"closed": True}), "spread", 4, {}),
    (capacities({"unfit": {"": "no such flavor"}}), "spread", 2, {A: "no such flavor"}),
    (capacities(FULL), "fill", 2, {A: TIGHT}), (capacities({}, FULL), "fill", 9, {}),
    (capacities({**FULL, "price": 1}, {"price": 2}), "cheapest", 2, {A: TIGHT}),
    (capacities(FULL, FULL), "spread", 2, {}),      # and so no server has a place
])
def test_what_lacks_a_server_that_it_would_get(rooms, policy, number, passed):
    assert place(seats(*range(1, number + 1)), rooms, policy).passed == passed
    assert place(seats(1), rooms, policy, avoid={seat(1): {A, B}}).passed == {}
