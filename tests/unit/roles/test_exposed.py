# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role exposed refuses."""

from __future__ import annotations

import pytest
import templating

ONE = {"zone": "example.org", "zone_cloud": "alpha", "record": "www"}
SAID = ["exposed_records: entries for fleet shop in zone example.org would delete each other's "
        "records: give each a different group"]


@pytest.mark.parametrize(("entries", "refused"), [
    ([], False), ([{}], False), ([{"group": "web"}], False),
    ([{"record": "www"}, {"record": "api"}], True),
    ([{"group": "web"}, {"group": "web", "record": "api"}], True),
    # without a group, it is about the records of all groups
    ([{}, {"group": "web"}], True), ([{"group": "web"}, {"group": None}], True),
    ([{"group": "web"}, {"group": "db"}], False),
    ([{"group": "web"}, {"group": "db"}, {"group": "web"}, {"group": "db"}], True),
    ([{"name": "shop"}, {}], True), ([{"zone": "Example.org."}, {}], True),
    ([{"name": "mail"}, {}], False), ([{"zone": "example.com"}, {}], False),
    ([{"zone_cloud": "beta"}, {}], False), ([{"zone_region_name": "south"}, {}], False),
    ([{"zone_cloud": {"name": "x"}}, {"zone_cloud": {"name": "x"}}], True),
])
def test_entries_that_would_delete_each_others_records(entries, refused):
    assert templating.variable(
        "exposed", "__exposed_twice", exposed_fleet={"name": "shop"}, exposed_members=[],
        exposed_records=[{**ONE, **entry} for entry in entries]) == SAID * refused


@pytest.mark.parametrize(("entries", "refused"), [
    ([{}], False), ([{"protocol_port": 80}, {"protocol_port": 81}], True),
    ([{}, {"group": "web"}], True), ([{"group": "web"}, {"group": "web"}], True),
    ([{"group": "web"}, {"group": "db"}], False), ([{"pool": "api"}, {}], False),
    ([{"name": "mail"}, {}], False), ([{"cloud": "alpha"}, {"cloud": "beta"}], False),
    ([{"targets": ["alpha"]}, {"targets": ["alpha"]}], True),
    ([{"targets": ["alpha"]}, {"targets": ["beta"]}], False),
])
def test_entries_that_would_remove_each_others_members(entries, refused):
    assert templating.variable(
        "exposed", "__exposed_twice", exposed_fleet={"name": "shop"}, exposed_records=[],
        exposed_members=[{"pool": "web", **entry} for entry in entries]) == [
            "exposed_members: entries for fleet shop in pool web would delete each other's "
            "members: give each a different group, or one of them all ports"] * refused


def test_what_is_missing_is_said_by_the_module():
    assert templating.variable(
        "exposed", "__exposed_twice", exposed_fleet={}, exposed_members=[{}, {}],
        exposed_records=[{"record": "www"}, {"record": "api"}]) == []
