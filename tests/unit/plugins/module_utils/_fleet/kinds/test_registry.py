# SPDX-License-Identifier: GPL-3.0-or-later
"""All kinds: in order, documented; and nothing is ours by its name."""

from __future__ import annotations

import re

import house
from builders import A
from hypothesis import given, settings
from hypothesis import strategies as st
from leakage import look, rows

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.registry import (
    BY_NAME,
    KINDS,
    LISTED,
)


def test_servers_are_listed_last():
    assert LISTED[-1] is BY_NAME["server"] and {*LISTED} == {*KINDS}


def test_results_say_which_kinds_there_are():
    text = house.constant(house.read("plugins/modules/leaks_info.py"), "RETURN")
    said = re.search(r"description: One of (.*?)\.\n", text, re.DOTALL).group(1)
    assert set(re.findall(r"V\((\w+)\)", said)) == set(BY_NAME)


@settings(max_examples=200, derandomize=True, database=None)
@given(st.data())
def test_nothing_without_a_mark_is_ours_whatever_its_name(data):
    assert look(A, **data.draw(rows("none"))).owned == []
