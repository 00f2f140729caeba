# SPDX-License-Identifier: GPL-3.0-or-later
"""Placeholders; fleets with such are test_fleet.py's."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._portable.template import (
    filled,
    names,
)


@pytest.mark.parametrize(("text", "result"), [
    (None, None), ("@{fleet}-@{index:03}", "web-007"), ("@{index:10}", "0000000007"),
    ("@{role:03}", "0db"), ("@{cloud} {index}", "@{cloud} {index}"),
    ("@{} @{1} @{a-b} @{fleet @{index:x} ${fleet} @fleet",
     "@{} @{1} @{a-b} @{fleet @{index:x} ${fleet} @fleet")])
def test_placeholders_without_a_value_stay(text, result):
    assert filled(text, {"fleet": "web", "index": 7, "role": "db"}) == result


def test_what_a_value_has_in_it_stays():
    assert filled("@{a}", {"a": "@{b}", "b": "c"}) == "@{b}"


def test_names():
    assert names("@{fleet} @{index:03} @{_x} @{fleet} ${y} @{1}") == {"fleet", "index", "_x"}
