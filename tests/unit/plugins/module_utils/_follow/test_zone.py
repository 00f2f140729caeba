# SPDX-License-Identifier: GPL-3.0-or-later
"""What Designate is asked."""

from __future__ import annotations

import pytest
from builders import A, marks, server
from fakes import refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import zone

ZONE = {"id": "z", "name": "example.org.", "project_id": "project", "status": "ACTIVE"}
OPTIONS = {"state": "present", "name": "web", "group": None, "zone": "example.org",
           "zone_cloud": "a", "zone_region_name": None, "record": "www", "server_records": False,
           "ttl": 60, "drain": 9.0, "timeout": 5.0}
LOOK = ["listing zone", "listing recordset"]


def recordset(name="www", *found, **more):
    return {"id": name, "name": f"{name}.example.org.", "type": "A", "ttl": 60, "status": "ACTIVE",
            "records": list(found or ["10.0.0.1"]), "zone_id": "z", "project_id": "project",
            "description": "multicloud_fleet=web", **more}


@pytest.fixture
def play(monkeypatch):
    """(Fleet, options) -> (result, what was asked, in words)."""
    def play(fleet, check_mode=False, **options):
        connection = fleet.selection.connections[A]
        monkeypatch.setattr(zone, "Followed", lambda _options: fleet)
        monkeypatch.setattr(zone, "one", lambda _options: connection)
        monkeypatch.setattr(zone.time, "sleep", lambda seconds: connection.log.append(
            ("sleeping", str(seconds), "")))
        list_all = zone.Task.api

        def api(task, spec):
            found = list_all(task, spec)
            found_list = type(found).list
            # as the service does it with the stars
            found.list = lambda description="", **query: [
                row for row in found_list(found, **query)
                if description.strip("*") in (row.description or "")]
            return found
        monkeypatch.setattr(zone.Task, "api", api)
        result = zone.follow({**OPTIONS, **options}, check_mode)
        return result, [f"{action} {noun}" for action, noun, _what in connection.log]
    return play


def test_two_requests_where_nothing_changes(fleet, play):
    result, asked = play(fleet({"zone": [ZONE], "recordset": [recordset()]}))
    assert not result["changed"] and asked == LOOK
    assert result["msg"] == "Zone example.org.: records of web: 1 unchanged."


def test_all_that_differs(fleet, play):
    rows = [recordset("www", "10.0.0.9"), recordset("web-2", "10.0.0.2"),
            recordset("other", description="somebody's")]
    one = fleet({"zone": [ZONE], "recordset": rows})
    result, asked = play(one, server_records=True)
    assert [word for word in asked if "ing recordset" in word and "reading" not in word] == [
        "listing recordset", "creating recordset", "changing recordset", "deleting recordset"]
    there = one.selection.connections[A].rows["recordset"].values()
    assert {row["name"]: row["records"] for row in there} == {
        "www.example.org.": ["10.0.0.1"], "web-1.example.org.": ["10.0.0.1"],
        "other.example.org.": ["10.0.0.1"]}
    assert {row["name"].split(".")[0]: row["action"] for row in result["records"]} == {
        "www": "changed", "web-1": "added", "web-2": "removed"}


def test_nothing_is_changed_in_check_mode(fleet, play):
    result, asked = play(fleet({"zone": [ZONE], "recordset": [recordset("www", "10.0.0.9")]}),
                         check_mode=True)
    assert result["changed"] and asked == LOOK
    line = "name=www.example.org. type=A records=['{}'] ttl=60\n"
    assert result["diff"] == {"before": line.format("10.0.0.9"), "after": line.format("10.0.0.1")}


def test_a_name_that_others_have(fleet, play):
    taken = CloudError("conflict", "Duplicate RecordSet", status=409)
    result, _asked = play(fleet({"zone": [ZONE]}, faults={"creating recordset": taken}))
    assert [error["msg"] for error in result["failures"]] == [
        "a: www.example.org. A exists without the ownership metadata of fleet web: delete it, or "
        "use another name"]


@pytest.mark.parametrize(("state", "failed"), [("present", True), ("absent", False)])
def test_a_zone_that_is_gone(fleet, play, state, failed):
    result, asked = play(fleet(), state=state)
    assert result["failed"] is failed and asked == LOOK[:1]
    assert ["there is no zone 'example.org.' here" in error["msg"]
            for error in result["failures"]] == ([True] if failed else [])


@pytest.mark.parametrize(("metadata", "waits"), [
    ({"multicloud_out": "1"}, True), ({"multicloud_fleet": "other"}, False)])
def test_a_name_is_drained(fleet, play, metadata, waits):
    one = fleet({"zone": [ZONE], "recordset": [recordset("www", "10.0.0.1", "10.0.0.2")]}, [
        server(1, A, metadata={**marks(1), **metadata}),
        server(2, A, addresses={"n": [{"addr": "10.0.0.2"}]})])
    result, asked = play(one)
    assert result["changed"] is waits and (asked[-1] == "sleeping 9.0") is waits


def test_what_cannot_be_changed_is_named_and_the_rest_done(fleet, play):
    one = fleet({"zone": [ZONE], "recordset": [recordset("web-2", "10.0.0.2")]},
                faults={"deleting recordset": refusal("forbidden")})
    result, asked = play(one)
    assert "creating recordset" in asked and [e["kind"] for e in result["failures"]] == [
        "forbidden"]


def test_what_may_be_on_a_silent_target_stays(fleet, play):
    one = fleet({"zone": [ZONE], "recordset": [recordset("www", "10.0.0.1", "10.0.0.9")]},
                failures=[refusal("unreachable")])
    result, asked = play(one)
    assert asked == LOOK and result["failed"] and not result["changed"]


def test_bad_input_asks_nobody(fleet, play):
    one = fleet()
    with pytest.raises(CloudError, match="is not in the zone"):
        play(one, record="a.example.com.")
    assert one.selection.connections[A].log == []
