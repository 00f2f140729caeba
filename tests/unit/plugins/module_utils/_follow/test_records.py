# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be in a zone, as a table."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from builders import A, addresses, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import (
    endpoint,
    records,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)

MARK = "multicloud_fleet=web"
ZONE = "example.org."
DESIRED = records.Desired("web", None, ZONE, "www")
ALONE = replace(DESIRED, servers=False)
OUT = {"multicloud_out": "1"}


def one(number, **more):
    metadata = {**marks(number), **more.pop("metadata", {})}
    more.setdefault("addresses", addresses(f"10.0.0.{number}"))
    return endpoint.of(server(number, A, metadata=metadata, **more), (Preference(),), True)


def there(name, *found, **more):
    return SimpleNamespace(**{"name": f"{name}.{ZONE}", "type": "A", "records": [*found],
                              "ttl": 60, "description": MARK, **more})


def said(plan):
    return {(row["name"].removesuffix(f".{ZONE}"), row["type"]): (row["action"], row["records"])
            for row in plan.rows}


@pytest.mark.parametrize(("desired", "endpoints", "recordsets", "present", "rows"), [
    (DESIRED, [one(1)], [], True, {("web-1", "A"): ("added", ["10.0.0.1"]),
                                   ("www", "A"): ("added", ["10.0.0.1"])}),
    (ALONE, [one(2), one(1)], [], True, {("www", "A"): ("added", ["10.0.0.1", "10.0.0.2"])}),
    (ALONE, [one(1), one(2)], [there("www", "10.0.0.2", "10.0.0.1")], True,
     {("www", "A"): ("unchanged", ["10.0.0.1", "10.0.0.2"])}),
    (ALONE, [one(1)], [there("www", "10.0.0.1", ttl=300)], True,
     {("www", "A"): ("changed", ["10.0.0.1"])}),
    # a server has its name, whether it is ready or not
    (DESIRED, [one(1), one(2, metadata=OUT)], [], True, {
        ("web-1", "A"): ("added", ["10.0.0.1"]), ("web-2", "A"): ("added", ["10.0.0.2"]),
        ("www", "A"): ("added", ["10.0.0.1"])}),
    (ALONE, [one(1), one(2, status="ERROR")], [there("www", "10.0.0.1", "10.0.0.2")], True,
     {("www", "A"): ("changed", ["10.0.0.1"])}),
    # those of servers that are gone, of other names; not those of others
    (DESIRED, [], [there("web-1", "10.0.0.1"), there("www", "10.0.0.1"),
                   there("x", "10.0.0.1", description="multicloud_fleet=web2"),
                   there("y", "10.0.0.1", description=None)], True, {
        ("web-1", "A"): ("removed", ["10.0.0.1"]), ("www", "A"): ("removed", ["10.0.0.1"])}),
    (DESIRED, [one(1)], [there("web-1", "10.0.0.1"), there("y", "10.0.0.1", description=None)],
     False, {("web-1", "A"): ("removed", ["10.0.0.1"])}),
    # nobody is ready
    (ALONE, [one(1, status="ERROR")], [there("www", "10.0.0.1")], True,
     {("www", "A"): ("unchanged", ["10.0.0.1"])}),
    (ALONE, [one(1, status="ERROR")], [], True, {}),
    (ALONE, [one(1, addresses={"six": [{"addr": "2001:db8::1"}]})], [], True,
     {("www", "AAAA"): ("added", ["2001:db8::1"])}),
    (replace(ALONE, record="@"), [one(1)], [], True, {(ZONE, "A"): ("added", ["10.0.0.1"])}),
])
def test_plans(desired, endpoints, recordsets, present, rows):
    plan = records.plan(desired, endpoints, recordsets, present)
    assert said(plan) == rows
    actions = [action for action, _records in rows.values()]
    assert [len(plan.added), len(plan.changed), len(plan.removed)] == [
        actions.count(action) for action in ("added", "changed", "removed")]
    assert all(row["description"] == MARK for row in plan.added)


def test_what_may_be_on_a_target_that_is_silent_stays():
    recordsets = [there("web-1", "10.0.0.1"), there("web-9", "10.0.0.9"),
                  there("www", "10.0.0.1", "10.0.0.2", "10.0.0.9")]
    endpoints = [one(1), one(2, metadata=OUT)]
    desired = replace(DESIRED, complete=False)
    assert said(records.plan(desired, endpoints, recordsets, True)) == {
        ("web-1", "A"): ("unchanged", ["10.0.0.1"]), ("web-2", "A"): ("added", ["10.0.0.2"]),
        ("web-9", "A"): ("unchanged", ["10.0.0.9"]),
        ("www", "A"): ("changed", ["10.0.0.1", "10.0.0.9"])}


def test_nobody_is_ready():
    plan = records.plan(ALONE, [one(1, status="ERROR")], [there("www", "10.0.0.7")], True)
    assert plan.warnings == ["no server of web is ready, so www.example.org. stays as it is"]
    assert records.plan(ALONE, [], [there("www", "10.0.0.7")], True).warnings == []


def test_a_change_shows_what_was():
    plan = records.plan(ALONE, [one(1)], [there("www", "10.0.0.7", ttl=9)], True)
    assert plan.rows[0]["before"] == {"records": ["10.0.0.7"], "ttl": 9}
    assert plan.changed[0][1] == {"records": ["10.0.0.1"], "ttl": 60}


@pytest.mark.parametrize(("before", "described"), [
    (MARK, f"{MARK} multicloud_group=db"),
    (f"{MARK} of ours", f"of ours {MARK} multicloud_group=db"),
    (f"{MARK} multicloud_group=db of ours", None)])
def test_what_was_added_before_there_was_a_group(before, described):
    desired = replace(ALONE, group="db")
    plan = records.plan(desired, [one(1)], [there("www", "10.0.0.1", description=before)], True)
    assert [row.get("description") for _one, row in plan.changed] == [described] * bool(described)
    assert plan.rows[0]["action"] == ("changed" if described else "unchanged")
    assert plan.rows[0].get("before", {}).get("description") == (described and before)


def test_records_of_other_groups_stay():
    other = there("www", "10.0.0.1", description=f"{MARK} multicloud_group=app")
    assert records.plan(replace(ALONE, group="db"), [], [other], True).rows == []


@pytest.mark.parametrize(("more", "said"), [
    ({"record": "www.example.com."}, "record: 'www.example.com.' is not in the zone"),
    ({"record": "wwwexample.org."}, "is not in the zone"),
    ({"group": "g" * 130}, "is too long for the description of a record, which has 160"),
])
def test_what_cannot_be(more, said):
    with pytest.raises(CloudError, match=said):
        records.checked(replace(DESIRED, **more))


@pytest.mark.parametrize("record", ["www", "@", "a.b", "www.example.org."])
def test_names(record):
    assert records.checked(replace(DESIRED, record=record)).record == record


def test_names_that_nobody_can_have():
    nameless = replace(one(1), server=replace(one(1).server, name="ß"))
    assert said(records.plan(DESIRED, [nameless], [], True)) == {
        ("www", "A"): ("added", ["10.0.0.1"])}
