# SPDX-License-Identifier: GPL-3.0-or-later
"""Removing a landing zone: all that has its mark, and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import zones
from fakeapi import Memory, Shelf
from zones import MARK, ZONE, row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Aspect
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.remove import BASE, Removal
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.site import ZoneRun

ROWS = {"network": [row("n", "net")], "subnet": [row("s", "sub")], "router": [row("r", "way")],
        "server_group": [{"id": "g", "name": "apart multicloud_zone=shop", "project_id": None}]}


def removed(rows=None, document=None, **more):
    """What was done, and the connection."""
    run = zones.run(rows or ROWS, **more)
    site = Removal(run, ZONE, document or {})
    site.begin()
    return site.outcome, run.connection


def done(outcome):
    return {(found["type"], found["name"], found["id"]): found["action"] for found in outcome.rows}


@pytest.mark.parametrize("check", [False, True])
def test_all_of_it(check):
    outcome, cloud = removed(check=check)
    assert done(outcome) == dict.fromkeys([
        ("network", "net", "n"), ("subnet", "sub", "s"), ("router", "way", "r"),
        ("server_group", "apart", "g")], "deleted")
    assert outcome.diff["before"]["network 'net'"] == {"name": "net", "id": "n"}
    assert outcome.errors == [] and sum(map(len, cloud.rows.values())) == (4 if check else 0)


def test_what_holds_on_to_something_goes_first(monkeypatch):
    def slowly(shelf, resource):
        time.sleep({"router": 0.2, "subnet": 0.1}.get(shelf.spec.noun, 0))
        delete(shelf, resource)
    delete = Shelf.delete
    monkeypatch.setattr(Shelf, "delete", slowly)
    _outcome, cloud = removed()
    order = [noun for action, noun, _what in cloud.log if action == "deleting"]
    assert order.index("router") < order.index("subnet") < order.index("network")


def test_each_kind_has_the_time_of_its_module():
    waited = []

    class Holding(Aspect):
        def release(self, api, resource):
            waited.append(api.task.timeout)
    slow = replace(zones.SPECS["network"], aspects=(Holding(),), patience=7.0)
    for limited in (False, True):
        run = ZoneRun(Memory({"network": [row("n", "net")]}), {**zones.SPECS, "network": slow},
                      False, 5.0, True, limited=limited)
        Removal(run, ZONE, {}).begin()
    assert waited == [7.0, 5.0]


@pytest.mark.parametrize("more", [
    {"description": None}, {"description": "multicloud_zone=shop2"}, {"project_id": "other"}])
def test_what_is_not_ours_stays(more):
    outcome, cloud = removed({"network": [{**row("n", "net"), **more}]})
    assert outcome.rows == outcome.errors == [] and cloud.writes == []


def test_what_cannot_be_deleted_keeps_nothing_else():
    outcome, cloud = removed(faults={"deleting router": CloudError("conflict", "in use")})
    assert done(outcome) == {
        ("router", "way", "r"): "failed", ("network", "net", "n"): "deleted",
        ("subnet", "sub", "s"): "deleted", ("server_group", "apart", "g"): "deleted"}
    [error] = outcome.errors
    assert (error.kind, error.more["type"], error.more["name"]) == ("conflict", "router", "way")
    assert list(cloud.rows["router"]) == ["r"] and not cloud.rows["network"]


@pytest.mark.parametrize(("kind", "errors"), [("not_found", []), ("timeout", ["timeout"])])
def test_a_kind_that_cannot_be_listed(kind, errors):
    outcome, _cloud = removed(faults={"listing router": CloudError(kind, "oh")})
    assert [error.kind for error in outcome.errors] == errors
    assert len(outcome.rows) == 3


# Other kinds

def without(document, rows, **more):
    run = ZoneRun(Memory(rows, **more), specs.SPECS, False, 5.0, True)
    site = Removal(run, ZONE, document)
    site.begin()
    return site.outcome, run.connection


def listed(cloud):
    return {noun for action, noun, _what in cloud.log if action == "listing"}


def test_only_kinds_that_the_task_has_are_looked_for():
    outcome, cloud = without({}, {"group": [row("g", "g", f"{MARK}@project")]})
    assert outcome.rows == [] and listed(cloud) == {*BASE}
    outcome, cloud = without({"group": [], "address_scope": []},
                             {"group": [row("g", "g", f"{MARK}@project")]})
    assert listed(cloud) == {*BASE, "group"}        # scopes have no mark
    assert done(outcome) == {("group", "g", "g"): "deleted"}


@pytest.mark.parametrize("mark", [MARK, f"{MARK}@other", f"{MARK}2@project", None])
def test_what_all_projects_have_is_ours_with_our_project_alone(mark):
    outcome, cloud = without({"group": []}, {"group": [row("g", "g", mark)]})
    assert outcome.rows == [] and cloud.writes == []


def _recordset(key, zone, mark=MARK):
    return {"id": key, "name": f"{key}.", "zone_id": zone, "description": mark,
            "project_id": "project", "status": "active"}


PARTS = {"zone": [row("own", "own."), row("foreign", "foreign.", None)],
         "recordset": [_recordset("a", "own"), _recordset("b", "foreign"),
                       _recordset("c", "foreign", None)]}


@pytest.mark.parametrize(("entries", "gone"), [
    ([], {"own"}), ([{"name": "a.", "zone": "own"}], {"own"}),
    ([{"name": "a.", "zone": "own."}, {"name": "b.", "zone": "foreign"}], {"own", "b"}),
    ([{"name": "x.", "zone": "foreign."}, {"name": "y.", "zone": "nowhere"}], {"own", "b"})])
def test_parts_go_with_what_is_ours_and_are_looked_for_elsewhere(entries, gone):
    outcome, _cloud = without({"zone": [], "recordset": entries}, PARTS)
    assert {key for _type, _name, key in done(outcome)} == gone and outcome.errors == []
