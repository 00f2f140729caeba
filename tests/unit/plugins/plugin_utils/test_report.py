# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as data: quotas, what is there, what could not be queried."""

from __future__ import annotations

import json

import pytest
import reports

from ansible_collections.multicloud.openstack.plugins.plugin_utils.report import report

MADE = "2026-01-01T12:00:00Z"


def made(found=None, run=None):
    return report(reports.found() if found is None else found, run or {}, MADE)


def quotas(data, number):
    return {row["name"]: row for row in data["clouds"][number]["quotas"]}


@pytest.mark.parametrize(("number", "name", "expected"), [
    (0, "instances", {"limit": 50, "used": 46, "left": 4, "ours": 2}),
    (0, "cores", {"limit": None, "used": 9, "left": None, "ours": 4}),
    (0, "ram", {"limit": 51200, "used": 14336, "left": 36864, "ours": 4096}),
    (0, "gigabytes", {"limit": 1000, "used": 1300, "left": 0, "ours": 17}),
    (2, "instances", {"limit": 50, "used": 46, "left": 4, "ours": 1}),
    (2, "cores", {"limit": None, "used": 9, "left": None, "ours": None}),   # a flavor is gone
])
def test_quotas(number, name, expected):
    assert quotas(made(), number)[name] == {"name": name, **expected}


def test_what_others_have_is_not_known_where_fleets_were_not_seen():
    data = made({**reports.found(), "fleets": {"msg": "broken"}})
    assert {row["ours"] for row in data["clouds"][0]["quotas"]} == {None}
    assert data["clouds"][0]["servers"] is None and data["fleets"] == []
    assert "broken" in data["warnings"]


def test_what_is_told_of_waste():
    (row,) = made()["waste"]
    assert (row["kind"], row["size"], row["cost"]["month"]) == ("volume", 100, 73.0)
    assert made({})["waste"] is None


@pytest.mark.parametrize(("fleets", "servers"), [
    ({"servers": [], "fleets": {}, "failures": []}, 0),
    ({"servers": [], "fleets": {}, "failures": [{**reports.at(3)}]}, None),
    ({"msg": "broken"}, None), ({}, None)])
def test_servers_that_nobody_has_seen_are_a_gap_in_the_series(fleets, servers):
    assert made({**reports.found(), "fleets": fleets})["history"][-1]["servers"] == servers


def test_the_headline_of_fleets_that_could_not_be_queried():
    data = made({**reports.found(), "fleets": {"msg": "broken"}})
    assert data["headline"] == "3 of 4 targets answer, their servers are unknown"


def test_a_dead_cloud_is_one_warning():
    data = made()
    assert data["warnings"] == [reports.dead()[1]["msg"],
                                "gamma/RegionTwo: listing images: no answer"]
    assert (data["state"], data["clouds"][1]["reachable"]) == ("warning", False)
    assert data["headline"] == "3 of 4 targets answer, 4 servers in 1 fleet"


@pytest.mark.parametrize(("found", "state", "leaks"), [
    ({}, "ok", None),
    ({"clouds": {"clouds": [reports.cloud(0)]}}, "ok", None),
    ({"clouds": {"clouds": []}, "leaks": {"leaks": [], "failures": []}}, "ok", []),
    ({"clouds": {"msg": "clouds.yaml: no such file"}}, "warning", None),
])
def test_parts_may_be_missing(found, state, leaks):
    data = made(found)
    assert (data["state"], data["leaks"], data["run"]) == (state, leaks, None)


def test_no_secret():
    text = json.dumps(made(run=reports.run()))
    assert reports.SECRET not in text and reports.SCRIPT in text


def test_a_run_that_failed_comes_first():
    data = made(run=reports.run())
    assert data["state"] == "failed"
    assert data["headline"] == "Fleet ci: 22 of 24 servers are ready, 2 failed"
    assert [(row["name"], row["exists"]) for row in data["run"]["failures"]] == [
        ("ci-3", True), ("ci-7", False)]


@pytest.mark.parametrize(("run", "state", "headline"), [
    ({"failed": ["the inventory is broken"], "create": {}}, "failed", "The run has failed"),
    ({"create": {"name": "ci", "fleet": {"failed": True, "msg": "count: is no number"}}},
     "failed", "The run has failed"),
    ({"destroy": {"failed": True, "msg": "broken"}}, "failed", "The run has failed"),
    ({"destroy": reports.run()["destroy"]}, "warning",
     "3 of 4 targets answer, 4 servers in 1 fleet"),
])
def test_a_run_without_a_fleet(run, state, headline):
    data = made(run=run)
    assert (data["state"], data["headline"]) == (state, headline)


@pytest.mark.parametrize(("fleets", "exists"), [
    ({"msg": "broken"}, None), ({"servers": [], "failures": [{**reports.at(3)}]}, None),
    ({"servers": [], "failures": []}, False)])
def test_whether_a_server_is_there(fleets, exists):
    data = made({"fleets": fleets}, reports.run())
    assert data["run"]["failures"][0]["exists"] is exists
