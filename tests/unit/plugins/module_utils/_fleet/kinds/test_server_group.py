# SPDX-License-Identifier: GPL-3.0-or-later
"""Server groups: ours by their name."""

from __future__ import annotations

import pytest
from leakage import known

ROWS = [
    ("multicloud_fleet=web multicloud_group=db", {
        "fleet": "web", "servers": (), "shared": True,
        "words": "server group multicloud_fleet=web multicloud_group=db"}),
    ("multicloud_group=db", None),
    ("web", None),
]


@pytest.mark.parametrize(("name", "expected"), ROWS)
def test_what_is_ours(name, expected):
    assert known("server_group", {"id": "g", "name": name}, expected)
