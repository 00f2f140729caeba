# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report says of a run: phases, medians, failures."""

from __future__ import annotations

import pytest
import reports

from ansible_collections.multicloud.openstack.plugins.plugin_utils import report_run

PLACE = {"cloud": "a", "region_name": ""}


def told(**more):
    return report_run.run(reports.run(**more), lambda _id, _place: None)


def one(times, ready=None, created="2026-01-01T10:00:00Z", seconds=100.0,
        status="BUILD"):
    """The spans of a server, as (phase, start, seconds)."""
    row = {"name": "a-1", "id": "1", "index": 1, **PLACE, "times": times, "created": created,
           "status": status}
    found = report_run.run({"create": {
        "fleet": {"servers": [row], "targets": [{**PLACE, "seconds": seconds}]},
        "ready": {"servers": [{"id": "1", "seconds": ready or {}}]}}}, lambda *_args: None)
    [server] = found["servers"]
    return [tuple(span.values()) for span in server["spans"]], server["phases"]


@pytest.mark.parametrize(("times", "ready", "spans"), [
    ({}, {}, []),
    ({"accepted": 0.5}, {}, [("accepted", 0.0, 0.5)]),
    ({"accepted": 0.5, "done": 0.9}, {}, [("accepted", 0.0, 0.5)]),       # nobody waited
    ({"accepted": 0.5, "address": 1.0, "active": 2.0, "port": 3.5, "done": 4.0}, {},
     [("accepted", 0.0, 0.5), ("active", 0.5, 1.5), ("port", 2.0, 1.5), ("host_keys", 3.5, 0.5)]),
    ({"accepted": 1.0, "active": 3.0, "done": 6.0}, {"active": 2.0, "port": 1.0, "login": 0.5},
     [("accepted", 0.0, 1.0), ("active", 1.0, 2.0), ("host_keys", 3.0, 3.0),
      ("port", 100.0, 1.0), ("login", 101.0, 0.5)]),
    ({}, {"active": 7.0, "port": 1.0}, [("port", 100.0, 1.0)]),           # it was there before
])
def test_spans(times, ready, spans):
    assert one(times, ready)[0] == spans


def test_active_although_it_was_not_noted():
    assert one({"accepted": 1.0, "done": 6.0}, status="ACTIVE")[1] == {
        "accepted": 1.0, "active": 5.0, "host_keys": 0.0}


def test_two_waits_for_host_keys_are_one_phase():
    phases = one({"accepted": 1.0, "active": 3.0, "done": 6.0}, {"port": 1.0, "host_keys": 2.0})[1]
    assert list(phases.items()) == [
        ("accepted", 1.0), ("active", 2.0), ("port", 1.0), ("host_keys", 5.0)]


@pytest.mark.parametrize(("created", "seconds", "start"), [
    (["10:00:00", "10:00:00"], 20.0, [0.0, 0.0]),
    (["10:00:00", "10:00:04"], 20.0, [0.0, 4.0]),
    (["10:00:00", "10:05:00"], 20.0, [0.0, 14.0]),      # another clock
    (["10:00:00", "10:05:00"], 3.0, [0.0, 0.0]),        # nor is that one right
    ([None, "10:00:04"], 20.0, [0.0, 0.0]),
])
def test_starts(created, seconds, start):
    rows = [{"id": str(number), **PLACE, "times": {"done": 6.0},
             "created": when and f"2026-01-01T{when}Z"} for number, when in enumerate(created)]
    fleet = {"servers": rows, "targets": [{**PLACE, "seconds": seconds}]}
    found = report_run._starts(rows, fleet)
    assert [found.get(row["id"], 0.0) for row in rows] == start


def test_servers():
    rows = told()["servers"]
    assert [row["index"] for row in rows] == list(range(1, 25))
    assert {row["index"]: row["state"] for row in rows if row["state"] != "ready"} == {
        3: "failed", 7: "missing"}
    assert rows[6]["cloud"] == "gamma" and rows[6]["spans"] == []


def test_medians_and_the_slowest():
    found = told()
    assert found["medians"]["login"] == 0.5 and found["medians"]["cloud_init"] == 2.0
    assert found["slowest"][0] == {"name": "ci-12", "id": "id-12", **reports.at(12),
                                   "phase": "cloud_init", "seconds": 30.0, "median": 2.0}
    assert len(found["slowest"]) == report_run.SLOWEST
    alpha = found["targets"][0]
    assert (alpha["cloud"], alpha["medians"]["accepted"], alpha["medians"]["active"]) == (
        "alpha", 0.5, 2.9)


def test_steps_and_targets():
    found = told()
    assert [(row["step"], row["seconds"], row["failed"]) for row in found["steps"]] == [
        ("create", 9.0, True), ("boot", 30.75, True), ("destroy", 2.1, False)]
    alpha = found["targets"][0]
    assert {key: alpha[key] for key in ("planned", "created", "verified", "deleted", "requests")} \
        == {"planned": 6, "created": 6, "verified": None, "deleted": 6, "requests": 29}


def test_what_is_said_twice_of_a_server_is_one_failure():
    first = told()["failures"][0]
    assert (first["id"], first["step"], len(first["said"])) == ("id-3", "create", 1)


def test_a_login_that_failed():
    row = {**reports.server(1), "wrong": ["Permission denied"]}
    found = told(create={"name": "ci", "fleet": {"servers": [reports.server(1)], "count": 1}},
                 verify={"servers": [row], "targets": []}, destroy={})
    assert found["state"] == "failed" and found["servers"][0]["state"] == "failed"
    assert found["failures"][0]["step"] == "verify"
    assert found["failures"][0]["said"] == ["Permission denied"]


@pytest.mark.parametrize(("run", "said"), [
    ({"create": {"name": "x", "fleet": {"failed": True, "msg": "count: is no number"}}},
     ["count: is no number"]),
    ({"failed": ["the inventory is broken"]}, ["the inventory is broken"]),
    ({"create": {}, "verify": {}, "destroy": {"failed": True, "failures": [
        {"kind": "unreachable", "msg": "a: cannot connect", **PLACE}]}}, ["a: cannot connect"]),
    ({"verify": {"servers": [{**reports.server(1), "wrong": ["Permission denied"]}],
                 "targets": []}}, ["Permission denied"]),
])
def test_a_run_without_servers(run, said):
    found = report_run.run(run, lambda *_args: None)
    assert found["state"] == "failed" and [row["said"] for row in found["failures"]] == [said]


def test_what_was_mended():
    failures = [{"kind": "build_failed", "msg": "no", **PLACE, "server_id": "gone"}]
    found = report_run.run({"create": {"fleet": {
        "servers": [reports.server(1)], "failures": failures, "count": 1}}}, lambda *_args: None)
    assert found["state"] == "ok" and found["servers"][0]["state"] == "ready"
    assert len(found["failures"]) == 1


def test_a_run_that_only_destroyed():
    found = report_run.run({"destroy": reports.run()["destroy"]}, lambda *_args: None)
    assert (found["state"], found["failures"]) == ("ok", [])
    assert [row["step"] for row in found["steps"]] == ["destroy"]


@pytest.mark.parametrize("told", [
    {}, {"create": {}, "verify": {}, "destroy": {}, "failed": []}])
def test_no_run(told):
    assert report_run.run(told, None) is None


@pytest.mark.parametrize(("action", "missing"), [("create", [("b", "door-1")]), ("delete", [])])
def test_what_is_missing_of_servers_that_each_target_has(action, missing):
    row = {"name": "door-1", "group": "door", "index": 1, "region_name": ""}
    found = report_run.run({"create": {"fleet": {
        "servers": [{**row, "cloud": "a", "id": "1"}],
        "plan": [{**row, "cloud": "a", "action": "keep"},
                 {**row, "cloud": "b", "action": action}]}}}, lambda *_args: None)
    assert [(one["cloud"], one["name"]) for one in found["servers"]
            if one["state"] == "missing"] == missing


def test_a_server_that_is_elsewhere_than_planned_is_not_missing():
    row = {"name": "a-1", "index": 1, "region_name": ""}
    found = report_run.run({"create": {"fleet": {
        "servers": [{**row, "cloud": "b", "id": "1"}],
        "plan": [{**row, "cloud": "a", "action": "create"}]}}}, lambda *_args: None)
    assert [one["state"] for one in found["servers"]] == ["ready"]
