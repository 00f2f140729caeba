# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables: aligned, merged, added up."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.filter.table import FilterModule, table

ROWS = [
    {"cloud": "alpha", "region_name": "RegionOne", "created": 2, "seconds": 1.25},
    {"cloud": "gamma", "region_name": "RegionTwo", "created": 10, "seconds": 0.5},
    {"cloud": "gamma", "region_name": "RegionTwo", "verified": 10, "seconds": 2.0},
]


def test_rows_on_one_target_are_one_line():
    columns = ["cloud", "region_name", "created", "verified", "failed", "seconds"]
    assert table(ROWS, columns, total=True) == [
        "cloud  region_name  created  verified  failed  seconds",
        "alpha  RegionOne          2         -  -           1.2",
        "gamma  RegionTwo         10        10  -           2.5",
        "total                    12        10              2.5",
    ]


def test_without_columns_it_is_about_targets():
    rows = [*ROWS[1:], {"cloud": "gamma", "region_name": "RegionTwo", "deleted": 9, "failed": 1}]
    assert table(rows) == [
        "cloud  region     created  verified  deleted  failed  seconds",
        "gamma  RegionTwo       10        10        9       1      2.5",
    ]


def test_of_the_columns_for_targets_those_without_a_number_are_left_out():
    rows = [{"cloud": "alpha", "region_name": "", "planned": 3, "created": 0, "recreated": 1,
             "updated": 0, "kept": 2, "deleted": 0, "failed": 0, "seconds": 0.0}]
    assert table(rows) == ["cloud  planned  recreated  kept", "alpha        3          1     2"]
    assert table([{"cloud": "alpha", "kept": 0}], total=True) == []


@pytest.mark.parametrize(("columns", "titles"), [
    (None, "cloud  to create"), (["cloud", "created"], "cloud  to create"),
    ({"cloud": "where", "created": "made"}, "where  made")])
def test_titles_say_that_nothing_was_done_yet(columns, titles):
    assert table([{"cloud": "alpha", "created": 2}], columns, check_mode=True)[0] == titles


def test_a_cell_is_one_line():
    assert table([{"name": "a\x1b[2J\nb"}], ["name"]) == ["name", r"a\x1b[2J\nb"]


def test_titles():
    assert table(ROWS[:1], {"cloud": "where", "created": "n"}) == ["where  n", "alpha  2"]


def test_every_server_has_its_line():
    rows = [{"name": "a-1", "address": "127.0.0.1"}, {"name": "a-2", "address": None}]
    assert table(rows, ["name", "address"]) == ["name  address", "a-1   127.0.0.1", "a-2   -"]


@pytest.mark.parametrize(("value", "shown"), [
    (None, "-"), ("", "-"), (0, "0"), (True, "True"), ("{{ evil }}", "{{ evil }}"),
])
def test_values(value, shown):
    assert table([{"name": "x", "value": value}], ["name", "value"])[1].split("  ")[-1].strip() \
        == shown


def test_no_rows():
    assert table([], ["cloud", "created"], total=True) == []


def test_ansible_finds_it():
    assert FilterModule().filters() == {"table": table}
