# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of clouds in sentences."""

from __future__ import annotations

import pytest
from builders import A

from ansible_collections.multicloud.openstack.plugins.filter.one_line import FilterModule
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import escape
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

TEXTS = [
    ("", ""), ("web-1", "web-1"), ("Zürich 東京 \U0001f600", "Zürich 東京 \U0001f600"), (5, "5"),
    ("\x1b]0;owned\x07\x1b[2J", r"\x1b]0;owned\x07\x1b[2J"),
    ("a\r\nTASK [forged] ***", r"a\r\nTASK [forged] ***"),
    ("\x9b2J", r"\x9b2J"), ("a\u202eb", r"a\u202eb"), ("a\u2028b\x85c", r"a\u2028b\x85c"),
    ("a\tb\x00", r"a\tb\x00"), ("\ud800", r"\ud800"), ("a\u200bb", r"a\u200bb"),
]


@pytest.mark.parametrize(("text", "shown"), TEXTS)
def test_one_line(text, shown):
    assert escape.one_line(text) == shown
    assert FilterModule().filters()["one_line"](text) == shown


@pytest.mark.parametrize(("text", "shown"), TEXTS)
def test_an_error_is_one_line(text, shown):
    error = CloudError("invalid", f"{text}!", A, f"deleting {text}")
    assert str(error) == error.report()["msg"] == f"a: deleting {shown}: {shown}!"


def test_a_text_without_end_is_cut():
    found = escape.one_line("x" * 10_000_000)
    assert len(found) == escape.LONGEST + 3 and found.endswith("x...")


def test_lines():
    assert escape.lines("a\x1b\nb\r\n") == "a\\x1b\nb\\r\n"
