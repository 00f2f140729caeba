# SPDX-License-Identifier: GPL-3.0-or-later
"""Volumes: ours by their metadata."""

from __future__ import annotations

import pytest
from leakage import known

WEB = {"multicloud_fleet": "web"}

ROWS = [
    ({"metadata": {**WEB, "multicloud_keep": "true"}},
     {"fleet": "web", "kept": True, "shared": True, "busy": False}),
    ({"metadata": WEB, "status": "creating"}, {"kept": False, "shared": False, "busy": True}),
    ({"metadata": WEB, "status": "in-use", "attachments": [{"server_id": "s1"}]},
     {"servers": ("s1",), "busy": False}),
    ({"metadata": WEB, "status": "error_deleting", "size": 3}, {"busy": False, "size": 3}),
    ({"metadata": {"multicloud_fleet": "no/name"}}, None),
    ({"metadata": {"fleet": "web"}}, None),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_what_is_ours(row, expected):
    assert known("volume", row, expected)
