# SPDX-License-Identifier: GPL-3.0-or-later
"""Bars, axes and numbers."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.plugin_utils import report_view as view


@pytest.mark.parametrize(("whole", "step"), [
    (0.0, 1.0), (0.3, 0.05), (1.0, 0.2), (6.0, 1.0), (6.1, 2.0), (42.0, 10.0), (3600.0, 1000.0)])
def test_tick(whole, step):
    assert view.tick(whole) == pytest.approx(step)


@pytest.mark.parametrize(("row", "widths", "full"), [
    ({"limit": 10, "used": 4, "ours": 1}, (10.0, 30.0), False),
    ({"limit": 10, "used": 9, "ours": None}, (0.0, 90.0), True),
    ({"limit": 10, "used": 20, "ours": 5}, (25.0, 75.0), True),
    ({"limit": 10, "used": 1, "ours": 3}, (10.0, 0.0), False),      # ours are younger
    ({"limit": 0, "used": 0, "ours": 0}, (0.0, 0.0), True),
    ({"limit": None, "used": 9, "ours": 2}, (0.0, 0.0), False),
    ({"limit": 10, "used": None, "ours": 2}, (0.0, 0.0), False),
])
def test_quota(row, widths, full):
    found = view.quota({"name": "cores", "left": None, **row})
    assert (found["ours_width"], found["others_width"], found["full"]) == (*widths, full)


def test_memory_is_in_gib():
    found = view.quota({"name": "ram", "limit": 51200, "used": 1536, "left": 49664, "ours": None})
    assert [found[key] for key in ("limit", "used", "left", "ours")] == [50, 1.5, 48.5, None]


@pytest.mark.parametrize(("value", "text"), [
    (None, "–"), (0, "0"), (7.0, "7"), (1.25, "1.2"), (51200, "51\u202f200")])
def test_number(value, text):
    assert view.number(value) == text


def test_timeline():
    spans = [{"phase": "accepted", "start": 0.0, "seconds": 1.0},
             {"phase": "port", "start": 1.0, "seconds": 0.0},
             {"phase": "login", "start": 9.0, "seconds": 1.0}]
    servers = [{"cloud": "b", "region_name": "", "state": "ready", "spans": spans,
                "phases": {"accepted": 1.0, "login": 1.0}},
               {"cloud": "a", "region_name": "r", "state": "missing", "spans": [], "phases": {}}]
    plot = view.timeline({"servers": servers})
    assert [mark["text"] for mark in plot["ticks"]] == ["0", "2", "4", "6", "8", "10"]
    assert [(group["target"], group["failed"]) for group in plot["groups"]] == [
        ("a/r", 1), ("b", 0)]
    [row] = plot["groups"][1]["rows"]
    assert [(span["left"], span["width"]) for span in row["spans"]] == [
        (0.0, 9.804), (88.235, 9.804)]
    assert (row["end"], row["seconds"]) == (98.039, 2.0)
    assert plot["groups"][0]["rows"][0]["seconds"] is None


def test_a_timeline_of_nothing():
    assert view.timeline({"servers": []})["ticks"][0] == {"at": 0.0, "text": "0"}


def test_series():
    rows = [{"made": f"day {number}", "boot": value} for number, value in enumerate((10, None, 40))]
    assert view.series(rows, "boot") == {"last": 40, "most": 40, "bars": [
        {"left": 0.0, "width": 26.667, "height": 25.0, "made": "day 0", "value": 10},
        {"left": 66.667, "width": 26.667, "height": 100.0, "made": "day 2", "value": 40}]}


@pytest.mark.parametrize("rows", [[], [{"made": "day 0", "boot": None}]])
def test_no_series(rows):
    assert view.series(rows, "boot") == {"last": None, "most": None, "bars": []}


def test_a_series_of_zeros():
    assert [one["height"] for one in view.series([{"made": "a", "boot": 0}], "boot")["bars"]] == [0]


@pytest.mark.parametrize(("expires", "said"), [
    ("2030-01-01T10:00:00Z", "2030-01-01 10:00:00"), ("2029-01-01T10:00:00Z", "ended"),
    (None, "ended")])
def test_until(expires, said):
    assert view.until({"owner": "a", "expires": expires}, "2029-12-31T00:00:00Z") == said
