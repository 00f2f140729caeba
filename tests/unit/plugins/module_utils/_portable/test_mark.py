# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks in texts."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._portable import mark


@pytest.mark.parametrize(("text", "found"), [
    (mark.of_server("s-1"), {"server": "s-1"}), ("", {}), (None, {}),
    ("mine multicloud_server=a=b, other=c", {"server": "a=b,"})])
def test_read(text, found):
    assert mark.read(text) == found
