# SPDX-License-Identifier: GPL-3.0-or-later
"""What a look at a target is made of."""

from __future__ import annotations

from builders import A, marks
from leakage import look


def test_all_servers_count_as_there():
    assert look(A, server=[{"id": "s1", "metadata": marks(1)}, {"id": "x", "metadata": {}}]
                ).servers == {"s1", "x"}
