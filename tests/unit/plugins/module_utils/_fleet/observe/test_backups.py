# SPDX-License-Identifier: GPL-3.0-or-later
"""Which snapshots and backups have had their time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import backups

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def row(day, key=None, **more):
    """One that was made on a day of January."""
    return {"id": key or f"s{day}", "kind": "snapshot", "cloud": "a", "region_name": "",
            "fleet": "web", "group": "", "index": 1, "volume": "data", "status": "available",
            "taken": "frozen", "created": f"2026-01-{day:02}T12:00:00.000000", **more}


def ids(rows, keep=None, days=None):
    return {found["id"]: found["reason"] for found in backups.expired(rows, keep, days, NOW)}


@pytest.mark.parametrize(("rows", "keep", "days", "gone"), [
    pytest.param([], 1, 1, [], id="none"),
    pytest.param([row(1), row(2), row(3)], None, None, [], id="no limit"),
    pytest.param([row(3), row(1), row(2)], 2, None, ["s1"], id="by number"),
    pytest.param([row(1), row(2)], 0, None, ["s2", "s1"], id="none is kept"),
    pytest.param([row(20), row(21), row(22)], None, 9, ["s21", "s20"], id="by age"),
    pytest.param([row(21), row(22)], None, 9, ["s21"], id="a day is 24 hours"),
    pytest.param([row(1)], None, 9, [], id="the last one stays"),
    pytest.param([row(28), row(29), row(30)], 2, 1.5, ["s29", "s28"], id="by both"),
    pytest.param([row(1), row(2, index=2)], 1, None, [], id="of two servers"),
    pytest.param([row(1), row(2, group="db")], 1, None, [], id="of two groups"),
    pytest.param([row(1), row(2, fleet="db")], 1, None, [], id="of two fleets"),
    pytest.param([row(1), row(2, volume="logs")], 1, None, [], id="of two volumes"),
    pytest.param([row(1), row(2, kind="backup")], 1, None, [], id="of two kinds"),
    pytest.param([row(1), row(2, volume_id="other")], 1, None, ["s1"],
                 id="the volume in its place"),
    pytest.param([row(1), row(2, cloud="b")], 1, None, [], id="of two clouds"),
    pytest.param([row(1), row(2, region_name="two")], 1, None, [], id="of two regions"),
])
def test_what_may_go(rows, keep, days, gone):
    assert list(ids(rows, keep, days)) == gone


@pytest.mark.parametrize(("rows", "keep", "gone"), [
    pytest.param([row(1), row(2, taken=None)], 1, [], id="it does not count"),
    pytest.param([row(1, taken=None), row(2)], 1, ["s1"], id="until a later one was"),
    pytest.param([row(1, status="error"), row(2)], None, ["s1"], id="it is in error"),
    pytest.param([row(1, taken=None)], None, [], id="nothing later"),
    pytest.param([row(1, taken=None)], 0, ["s1"], id="none is kept"),
    pytest.param([row(1, status="backing-up"), row(2, status="restoring")], 2, [], id="in use"),
    pytest.param([row(1, taken=None, status="creating"), row(2)], 0, ["s2"], id="on its way"),
    pytest.param([row(1, status="deleting"), row(2)], 1, [], id="on its way out"),
])
def test_what_was_not_completed(rows, keep, gone):
    assert list(ids(rows, keep)) == gone


def test_why():
    rows = [row(day) for day in (1, 29, 30)] + [row(2, taken=None)]
    assert ids(rows, 2) == {"s1": "2 newer ones exist", "s2": "2 newer ones exist"}
    assert ids(rows, days=9.5) == {"s1": "it is more than 9.5 days old",
                                   "s2": "it was not completed"}
    assert ids(rows[:1], 0) == {"s1": "none is kept"}
    assert ids([row(1, created="long ago"), row(2, created="?")], days=1) == {}
