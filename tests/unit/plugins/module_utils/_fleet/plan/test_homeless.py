# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of servers that have found no place."""

from __future__ import annotations

import pytest
from builders import seat

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.homeless import (
    homeless,
)

FULL = "a has no quota left for cores"


@pytest.mark.parametrize(("missing", "known", "said"), [
    ({}, (), []), ({seat(1): ""}, (), []), ({seat(1): FULL}, [seat(1)], []),
    ({seat(2): FULL, seat(1): FULL, seat(3): "b takes at most 2"}, (), [
        ("quota", f"no place for 2 of the servers (number 1, 2): {FULL}"),
        ("not_found", "no place for 1 of the servers (number 3): b takes at most 2")]),
    ({seat(n, "db"): FULL for n in range(1, 8)}, (), [
        ("quota", "no place for 7 of the servers (db-1, db-2, db-3, db-4, db-5 ...): " + FULL)]),
])
def test_those_alike_are_told_together(missing, known, said):
    assert [(error.kind, error.message) for error in homeless(missing, known)] == said
