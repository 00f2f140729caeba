# SPDX-License-Identifier: GPL-3.0-or-later
"""The series that reports carry from one to the next."""

from __future__ import annotations

import json

import pytest

from ansible_collections.multicloud.openstack.plugins.plugin_utils.report_history import (
    KEPT,
    history,
)

NOW = "2030-01-31T18:00:00Z"
RUN = {"fleet": "ci", "medians": {"active": 20.5, "port": 4.0}, "failures": [{}, {}]}


def data(run=None, **cost):
    return {"made": NOW, "state": "ok", "run": run,
            "fleets": [{"servers": [{}, {}], "cost": cost or None}, {"servers": [], "cost": None}]}


def entry(made, **more):
    return {"made": made, "state": "ok", "fleet": None, "servers": 1, "boot": None,
            "failures": None, "cost": None, **more}


@pytest.mark.parametrize(("given", "last"), [
    (data(), {"fleet": None, "boot": None, "failures": None, "cost": None}),
    (data(RUN, hour=0.5, month=365), {"fleet": "ci", "boot": 24.5, "failures": 2, "cost": 12.0}),
    (data({**RUN, "medians": {}}), {"fleet": "ci", "boot": None, "failures": 2, "cost": None}),
])
def test_an_entry(given, last):
    assert history("", given, True) == [{**entry(NOW), "servers": 2, **last}]


def test_what_was_not_seen_is_not_known():
    """A cloud that does not respond has not lost its fleets."""
    (row,) = history("", data(RUN, hour=0.5, month=365), False)
    assert (row["servers"], row["cost"], row["boot"]) == (None, None, 24.5)


def test_it_goes_on():
    before = [entry(f"2030-01-01T00:{number:02}:00Z", boot=number) for number in range(KEPT)]
    rows = history(json.dumps({"history": before}), data(), True)
    assert len(rows) == KEPT
    assert rows[:-1] == before[1:] and rows[-1]["made"] == NOW


@pytest.mark.parametrize("before", [
    "", "{", "[]", "null", "{}", '{"history": 5}', '{"history": [5]}', '{"history": [{}]}',
    '{"history": [{"made": 5}]}', '{"history": null}'])
def test_what_is_no_report_has_none(before):
    assert [row["made"] for row in history(before, data(), True)] == [NOW]


def test_an_entry_that_somebody_has_edited():
    before = [{"made": "2030-01-01T00:00:00Z", "boot": "<b>", "cost": {}, "state": 7, "more": 1},
              {"made": "2099-01-01T00:00:00Z"}]
    rows = history(json.dumps({"history": before}), data(), True)
    assert rows[:-1] == [entry("2030-01-01T00:00:00Z", state="7", servers=None)]
