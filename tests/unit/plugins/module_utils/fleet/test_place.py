# SPDX-License-Identifier: GPL-3.0-or-later
"""Placement: which target each missing server goes to."""

from __future__ import annotations

from collections import Counter

import pytest
from builders import A, B, C
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils.fleet.place import (
    Placement,
    Room,
    place,
)

TARGETS = (A, B, C)


def rooms(a=None, b=None, c=None):
    """Three targets, or two where c is left out."""
    given_rooms = [(A, a or {}), (B, b or {}), (C, c)]
    return [Room(target, **more) for target, more in given_rooms if more is not None]


# what: the rooms, the policy, how many are missing, and where they go, in the order of the indexes
TABLE = [
    ("spread-in-turn", rooms(), "spread", 4, "abab"),
    ("spread-over-three", rooms(c={}), "spread", 5, "abcab"),
    ("spread-evens-out", rooms({"have": 2}), "spread", 3, "bba"),
    ("spread-by-weight", rooms({"weight": 2}), "spread", 6, "abaaba"),
    ("spread-by-weight-and-what-is-there", rooms({"weight": 2, "have": 4}), "spread", 3, "bba"),
    ("spread-up-to-max", rooms({"max": 1}), "spread", 4, "abbb"),
    ("spread-up-to-quota", rooms({"left": {"cores": 1, "ram": 9}}), "spread", 3, "abb"),
    ("spread-min-first", rooms(b={"min": 2}), "spread", 4, "bbaa"),
    ("spread-min-is-there", rooms(b={"min": 2, "have": 2}), "spread", 3, "aaa"),
    ("spread-min-of-both", rooms({"min": 1}, {"min": 2}), "spread", 4, "abba"),
    ("fill-the-first", rooms(), "fill", 3, "aaa"),
    ("fill-up-to-max", rooms({"max": 2}), "fill", 4, "aabb"),
    ("fill-max-counts-what-is-there", rooms({"max": 2, "have": 1}), "fill", 3, "abb"),
    ("fill-up-to-quota", rooms({"left": {"instances": 2}}, {"left": {"ram": 1}}, {}), "fill", 4,
     "aabc"),
    ("fill-min-first", rooms(b={"min": 1}), "fill", 3, "baa"),
    ("fill-regardless-of-weight", rooms({"weight": 0.5}, {"weight": 9}), "fill", 2, "aa"),
    ("closed", rooms({"closed": True}), "fill", 2, "bb"),
    ("closed-even-below-its-min", rooms({"closed": True, "min": 2}), "spread", 2, "bb"),
    ("max-of-nothing", rooms({"max": 0}), "fill", 2, "bb"),
    ("above-its-max-already", rooms({"max": 1, "have": 3}), "fill", 2, "bb"),
    ("quota-of-nothing", rooms({"left": {"floating IPs": 0}}), "fill", 1, "b"),
    ("nothing-missing", rooms(b={"min": 1}), "spread", 0, ""),
]


@pytest.mark.parametrize(("found", "policy", "missing", "wanted"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_places(found, policy, missing, wanted):
    placed = place(range(1, missing + 1), found, policy)
    assert "".join(placed.where[index].cloud for index in sorted(placed.where)) == wanted
    assert not placed.unplaced


@pytest.mark.parametrize(("found", "avoid", "reason"), [
    ([], {}, ""),
    (rooms({"closed": True}, {"max": 0}), {}, "a cannot be used; b takes at most 0"),
    (rooms({"left": {"ram": 0, "cores": 0, "instances": 1}}, {"max": 2, "have": 2}), {},
     "a has no quota left for cores, ram; b takes at most 2"),
    (rooms({"max": 0}), {1: {B}}, "a takes at most 0; b has failed"),
    (rooms({"max": 0}), {1: {A, B}}, "a takes at most 0; b has failed"),
])
def test_says_why_there_is_no_place(found, avoid, reason):
    assert place([1], found, avoid=avoid) == Placement({}, {1: reason})


def test_the_lowest_indexes_get_what_there_is():
    placed = place([7, 3, 5], rooms({"max": 1}, {"max": 1}))
    assert placed.where == {3: A, 5: B}
    assert set(placed.unplaced) == {7}


def test_avoid_is_of_one_index():
    placed = place([1, 2], rooms(), "fill", {1: {A}})
    assert placed.where == {1: B, 2: A}


QUOTAS = st.dictionaries(st.sampled_from(["instances", "cores", "ram"]), st.integers(0, 6))
ROOM = {"have": st.integers(0, 5), "min": st.integers(0, 4),
        "max": st.none() | st.integers(0, 8), "weight": st.sampled_from([0.5, 1, 1, 1, 2, 3]),
        "left": QUOTAS, "closed": st.sampled_from([False, False, False, True])}
SOME_ROOMS = st.lists(st.fixed_dictionaries(ROOM), max_size=3).map(
    lambda found: [Room(target, **more) for target, more in zip(TARGETS, found, strict=False)])
SOME_MISSING = st.sets(st.integers(1, 12))
POLICY = st.sampled_from(["spread", "fill"])
AVOID = st.dictionaries(st.integers(1, 12), st.sets(st.sampled_from(TARGETS)))
checked = settings(max_examples=100, deadline=None, derandomize=True, database=None)


@checked
@given(SOME_MISSING, SOME_ROOMS, POLICY, AVOID)
def test_every_missing_one_is_placed_or_named_and_no_bound_is_broken(missing, found, policy, avoid):
    placed = place(missing, found, policy, avoid)
    assert placed.where.keys() | placed.unplaced.keys() == missing
    assert not placed.where.keys() & placed.unplaced.keys()
    assert all(placed.unplaced.values()) or not found
    assert all(target not in avoid.get(index, ()) for index, target in placed.where.items())
    more = Counter(placed.where.values())
    for room in found:
        new = more.pop(room.target, 0)
        assert new == 0 or not room.closed
        assert new == 0 or room.max is None or room.have + new <= room.max
        assert all(new <= left for left in room.left.values())
    assert not more


def can_take(room, new):
    """Whether nothing but `avoid` kept one more from going there."""
    return (not room.closed and (room.max is None or room.have + new < room.max)
            and all(new < left for left in room.left.values()))


@checked
@given(SOME_MISSING, SOME_ROOMS, POLICY)
def test_no_place_is_left_unused(missing, found, policy):
    placed = place(missing, found, policy)
    more = Counter(placed.where.values())
    assert not placed.unplaced or not any(can_take(room, more[room.target]) for room in found)


@checked
@given(SOME_MISSING, SOME_ROOMS, POLICY)
def test_min_comes_first(missing, found, policy):
    placed = place(missing, found, policy)
    more = Counter(placed.where.values())
    short = [room for room in found if room.have + more[room.target] < room.min
             and can_take(room, more[room.target])]
    beyond = [room for room in found if more[room.target]
              and room.have + more[room.target] > room.min]
    assert not short or not beyond


@checked
@given(SOME_MISSING, SOME_ROOMS)
def test_fill_goes_on_only_when_the_one_before_is_full(missing, found):
    found = [Room(**{**vars(room), "min": 0}) for room in found]
    more = Counter(place(missing, found, "fill").where.values())
    for number, room in enumerate(found):
        later = sum(more[other.target] for other in found[number + 1:])
        assert not later or not can_take(room, more[room.target])


@checked
@given(SOME_MISSING, SOME_ROOMS)
def test_spread_is_as_even_as_the_bounds_allow(missing, found):
    """No server would be better off on another target that could have taken it."""
    found = [Room(**{**vars(room), "min": 0}) for room in found]
    more = Counter(place(missing, found, "spread").where.values())
    for full in (room for room in found if more[room.target]):
        load = (full.have + more[full.target] - 1) / full.weight
        for other in (room for room in found if can_take(room, more[room.target])):
            assert load <= (other.have + more[other.target]) / other.weight


@checked
@given(SOME_MISSING, SOME_ROOMS, POLICY, AVOID)
def test_the_same_again_gives_the_same(missing, found, policy, avoid):
    placed = place(missing, found, policy, avoid)
    assert place(sorted(missing, reverse=True), list(found), policy, dict(avoid)) == placed


@checked
@given(SOME_ROOMS, POLICY)
def test_with_everything_there_nothing_is_placed(found, policy):
    assert place([], found, policy) == Placement({}, {})
