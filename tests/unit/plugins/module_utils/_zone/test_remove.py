# SPDX-License-Identifier: GPL-3.0-or-later
"""Removing a landing zone: all that has its mark, and nothing else."""

from __future__ import annotations

import time

import pytest
import zones
from fakeapi import Shelf
from zones import ZONE, row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.remove import Removal

ROWS = {"network": [row("n", "net")], "subnet": [row("s", "sub")], "router": [row("r", "way")],
        "server_group": [{"id": "g", "name": "apart multicloud_zone=shop", "project_id": None}]}


def removed(rows=None, **more):
    """What was done, and the connection."""
    run = zones.run(rows or ROWS, **more)
    site = Removal(run, ZONE)
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
