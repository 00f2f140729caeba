# SPDX-License-Identifier: GPL-3.0-or-later
"""What an empty text in a list means: nothing, as default('') is nothing elsewhere."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.given import (
    given,
    given_only,
)

TEXTS = {"type": "list", "elements": "str"}


@pytest.mark.parametrize(("value", "argument", "found"), [
    ([""], TEXTS, None), ([], TEXTS, []), (None, TEXTS, None), (["", "a", ""], TEXTS, ["a"]),
    ([""], {"type": "list", "elements": "raw"}, None), ([""], {**TEXTS, "default": ["a"]}, ["a"]),
    ([0], {"type": "list", "elements": "int"}, [0]), ("", {}, ""), ([""], {"type": "raw"}, [""]),
    ({"a": [""]}, {"type": "dict"}, {"a": [""]}),
    ({"a": [""], "b": ""}, {"type": "dict", "options": {"a": TEXTS, "b": {}}},
     {"a": None, "b": ""}),
    ([{"a": [""]}, {"a": ["b"]}], {"type": "list", "elements": "dict", "options": {"a": TEXTS}},
     [{"a": None}, {"a": ["b"]}]),
])
def test_an_empty_text_in_a_list(value, argument, found):
    assert given({"x": value, "_unknown": [""]}, {"x": argument}) == {
        "x": found, "_unknown": [""]}


@pytest.mark.parametrize(("value", "found"), [
    ({"a": 0, "b": None}, {"a": 0}), ([{"a": None}, "b", None], [{}, "b", None]), (None, None)])
def test_a_suboption_that_is_not_given(value, found):
    assert given_only(value) == found
