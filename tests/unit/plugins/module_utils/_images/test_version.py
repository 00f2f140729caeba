# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row of Glance's list says of a version."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fakeglance import PROJECT
from rollouts import day, row, version

from ansible_collections.multicloud.openstack.plugins.module_utils._images import (
    version as versions,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._images.version import (
    NEVER,
    Version,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.image import PROMOTED

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def test_the_marks_of_a_new_one_are_read_again():
    marks = versions.marks("web", "b1", {"sha512:b", "sha256:a"}, "qcow2", NOW, "1")
    found = Version.of({"id": "1", "status": "queued", **marks})
    assert (found.build, found.checksums, found.made, found.disk_format, found.promoted) == (
        "b1", {"sha256:a", "sha512:b"}, NOW, "qcow2", None)


def test_marks_that_somebody_has_damaged():
    found = Version.of({"id": "1", PROMOTED: "yesterday", "multicloud_made": 7})
    assert (found.promoted, found.made, found.build, found.usable) == (None, NEVER, "", False)


def test_those_of_the_project_alone():
    rows = [row("a", 1), row("b", 3), row("c", 2), row("x", 4, owner="2" * 32),
            {**row("y", 4), "multicloud_rollout": "other"},
            {**row("c", 5), "id": "a backup of a server of c"}]
    assert [one.id for one in versions.own(rows, "web", PROJECT)] == ["b", "c", "a"]


@pytest.mark.parametrize(("rows", "expected"), [
    pytest.param([], [], id="none"),
    pytest.param([row("a", 1, 1), row("b", 2, 3), row("c", 3)], ["b", "a"], id="the-last"),
    pytest.param([row("a", 1, 5), row("b", 2, 3)], ["a", "b"], id="promoted-again"),
    pytest.param([row("a", 1, 3), row("b", 2, 3)], ["b", "a"], id="at-the-same-time"),
    pytest.param([row("a", 1, 1), row("b", 2, 3, status="deactivated")], ["a"], id="deactivated"),
    pytest.param([row("a", 1, withdrawn=2)], [], id="withdrawn"),
])
def test_what_has_served(rows, expected):
    assert [one.id for one in versions.history(map(Version.of, rows))] == expected


@pytest.mark.parametrize(("found", "expected"), [
    (version("a", 1, 1), "former"), (version("b", 2, 2), "promoted"),
    (version("c", 3), "candidate"),
    (version("d", 3, withdrawn=3), "withdrawn"), (version("e", 3, status="saving"), "incomplete"),
])
def test_its_state(found, expected):
    assert versions.state(found, [version("a", 1, 1), version("b", 2, 2)]) == expected


@pytest.mark.parametrize(("found", "expected"), [
    (version("a", 1, status="importing"), True), (version("a", 1, status="queued"), False),
    (version("a", 1, status="queued", os_glance_import_task="1"), True),
    (version("a", 1, status="saving"), False)])
def test_whether_glance_brings_its_data(found, expected):
    assert found.coming is expected


def test_what_is_promoted_is_the_last_one_whatever_the_clock_says():
    late = version("a", 1, promoted=30)
    changes = versions.promoting(version("b", 2), late, NOW - timedelta(days=9))
    assert changes == {PROMOTED: "2026-11-30T00:00:00.000001Z"}


def test_promoting_what_was_withdrawn():
    changes = versions.promoting(version("b", 2, withdrawn=3), None, NOW)
    assert changes == {PROMOTED: day(30), "multicloud_withdrawn": None}


@pytest.mark.parametrize(("found", "removed"), [
    (version("b", 2, promoted=3), {PROMOTED: None}), (version("b", 2), {})])
def test_withdrawing(found, removed):
    assert versions.withdrawing(found, NOW) == {"multicloud_withdrawn": day(30), **removed}
