# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers: ours by the mark of a fleet, or of an expiry."""

from __future__ import annotations

import pytest
from builders import marks
from leakage import known

ROWS = [
    (marks(1), {"fleet": "web", "run": "run-1", "is_server": True, "shared": False}),
    ({"multicloud_expires": "2026-01-01T14:00:00Z"}, {"fleet": None, "servers": ("s1",)}),
    ({"multicloud_expires": "soon"}, None),
    ({"multicloud_floating": "net"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("metadata", "expected"), ROWS)
def test_what_is_ours(metadata, expected):
    assert known("server", {"id": "s1", "metadata": metadata}, expected)
