# SPDX-License-Identifier: GPL-3.0-or-later
"""How many servers there should be for a number, as a table."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import pytest

from ansible_collections.multicloud.openstack.plugins.plugin_utils.scaling import (
    Rule,
    decide,
    replay,
)

RULE = Rule(minimum=2, maximum=10, per_server=5, step=3, cooldown=timedelta(minutes=10))
LONG = timedelta(hours=1)
SHORT = timedelta(minutes=9, seconds=59)


@pytest.mark.parametrize(("number", "count", "idle", "wanted", "to", "reason"), [
    (10, 2, LONG, 2, 2, "enough"),
    (10.1, 2, LONG, 3, 3, "scale out"),
    (25, 2, LONG, 5, 5, "scale out"),
    (26, 2, LONG, 6, 5, "scale out"),           # the step
    (15, 6, LONG, 3, 3, "scale in"),
    (10, 9, LONG, 2, 6, "scale in"),
    # bounds
    (0, 2, LONG, 0, 2, "is minimum"),
    (0, 4, LONG, 0, 2, "scale in"),
    (51, 10, LONG, 11, 10, "is maximum"),
    (51, 8, LONG, 11, 10, "scale out"),
    (1e300, 8, LONG, 10**9, 10, "scale out"),
    # out of bounds: neither step nor cool-down counts
    (0, 0, None, 0, 2, "at least minimum"),
    (50, 0, SHORT, 10, 2, "at least minimum"),
    (10, 40, SHORT, 2, 10, "at most maximum"),
    # the cool-down
    (50, 2, SHORT, 10, 2, "cools down"),
    (10, 5, SHORT, 2, 5, "cools down"),
    (50, 2, timedelta(minutes=10), 10, 5, "scale out"),
    (50, 2, timedelta(seconds=-30), 10, 2, "cools down"),       # the clock of a cloud is ahead
    (10, 2, SHORT, 2, 2, "enough"),
])
def test_decide(number, count, idle, wanted, to, reason):
    assert astuple(decide(number, count, idle, RULE)) == (wanted, to, reason)


def test_whole_parts_are_whole():
    """What floats make of 0.3 / 0.1, and of 3 * 0.1 / 0.1, is 3."""
    for number in (0.3, 3 * 0.1):
        assert decide(number, 3, None, Rule(0, 9, per_server=0.1)).wanted == 3


def test_to_nothing_and_back():
    rule = Rule(0, 5, step=9)
    assert decide(0, 3, None, rule).count == 0
    assert decide(1, 0, None, rule).count == 1


def minute(number):
    return datetime(2030, 1, 31, 18, number, tzinfo=UTC)


def test_replay():
    """A change begins the cool-down, and the next decision begins where the last one ended."""
    series = [(minute(0), 10), (minute(1), 40), (minute(2), 40), (minute(11), 40), (minute(30), 5)]
    rows = replay(series, 2, None, RULE)
    assert [(row["count"], row["reason"]) for row in rows] == [
        (2, "enough"), (5, "scale out"), (5, "cools down"), (8, "scale out"), (5, "scale in")]
    assert rows[1] == {"at": minute(1), "number": 40, "wanted": 8, "count": 5,
                       "reason": "scale out"}


def test_replay_goes_on_from_a_change():
    rows = replay([(minute(5), 50), (minute(6), 50)], 4, datetime(2030, 1, 31, 17, 56, tzinfo=UTC),
                  RULE)
    assert [row["reason"] for row in rows] == ["cools down", "scale out"]


@pytest.mark.parametrize(("rule", "said"), [
    (Rule(0, 0), None),
    (Rule(3, 2), "minimum 3 and maximum 2"),
    (Rule(-1, 2), "minimum -1"),
    (Rule(1, 2, per_server=0), "per_server: 0 "),
    (Rule(1, 2, per_server=float("inf")), "per_server: inf"),
    (Rule(1, 2, step=0), "step: 0 "),
])
def test_wrong(rule, said):
    assert said in rule.wrong() if said else rule.wrong() is None
