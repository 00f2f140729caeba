# SPDX-License-Identifier: GPL-3.0-or-later
"""When to list a target again."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.poll import (
    FIRST,
    GROWTH,
    LONGEST,
    Listing,
)


def test_nobody_waits():
    assert not Listing().due(10.0**9)


def test_the_first_list_comes_one_interval_after_it_was_wanted():
    listing = Listing()
    listing.wanted(100.0)
    listing.wanted(100.0 + FIRST / 2)
    assert not listing.due(100.0 + FIRST * 0.99)
    assert listing.due(100.0 + FIRST)


def test_not_while_one_is_under_way():
    listing = Listing()
    listing.wanted(0.0)
    listing.asked(98.9)
    assert not listing.due(99.0)
    listing.answered(99.0)
    assert listing.due(99.0 + LONGEST)


@pytest.mark.parametrize("failed", [False, True])
def test_intervals_grow_up_to_the_longest(failed):
    listing, now, expected = Listing(), 0.0, FIRST
    listing.wanted(now)
    for _list in range(10):
        now += expected
        assert listing.due(now)
        assert not listing.due(now - 0.01)
        listing.asked(now)
        listing.answered(now, failed)
        expected = min(expected * GROWTH, LONGEST)
    assert expected == LONGEST > FIRST


@pytest.mark.parametrize("took, pause", [(0.1, FIRST), (2.0, 4.0), (4.0, LONGEST)])
def test_a_list_that_takes_long_is_not_asked_for_soon(took, pause):
    listing = Listing()
    listing.asked(100.0)
    listing.answered(100.0 + took, news=True)
    assert not listing.due(100.0 + took + pause * 0.99)
    assert listing.due(100.0 + took + pause * 1.01)


def test_something_new_makes_the_interval_shorter_step_by_step():
    listing, now, expected = Listing(), 0.0, LONGEST
    for _list in range(10):
        listing.asked(now)
        listing.answered(now)
    for _list in range(10):
        listing.asked(now)
        listing.answered(now, news=True)
        expected = max(expected / GROWTH, FIRST)
        assert not listing.due(now + expected * 0.99)
        assert listing.due(now + expected * 1.01)
        now += expected
    assert expected == FIRST


def test_failures_in_a_row_are_counted():
    listing = Listing()
    for failed, count in [(True, 1), (True, 2), (False, 0), (True, 1)]:
        listing.answered(0.0, failed)
        assert listing.failures == count
