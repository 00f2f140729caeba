# SPDX-License-Identifier: GPL-3.0-or-later
"""The name of what we connect to."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target


@pytest.mark.parametrize(("region", "text", "report"), [
    (None, "a", {"cloud": "a", "region_name": ""}), ("", "a", {"cloud": "a", "region_name": ""}),
    ("north", "a/north", {"cloud": "a", "region_name": "north"})])
def test_names(region, text, report):
    target = Target.of("a", region, {})
    assert (str(target), target.report()) == (text, report)


@pytest.mark.parametrize(("entry", "loopback"), [
    ({}, False), ({"loopback_addresses": True}, True), ({"loopback_addresses": "yes"}, False),
    ({"loopback_addresses": 1}, False)])
def test_loopback_is_no_part_of_the_name(entry, loopback):
    target = Target.of("a", "", entry)
    assert target.loopback is loopback
    assert target == Target("a") and hash(target) == hash(Target("a"))


def test_order():
    assert sorted([Target("b"), Target("a", "north"), Target("a")]) == [
        Target("a"), Target("a", "north"), Target("b")]
