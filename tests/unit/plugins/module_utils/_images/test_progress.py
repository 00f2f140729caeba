# SPDX-License-Identifier: GPL-3.0-or-later
"""How far an upload is."""

from __future__ import annotations

import pytest
from builders import A, B

from ansible_collections.multicloud.openstack.plugins.module_utils._images import progress
from ansible_collections.multicloud.openstack.plugins.module_utils._images.progress import (
    MIB,
    Progress,
)


@pytest.fixture
def clock(monkeypatch):
    times = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: times[0])
    return times


def test_lines_of_what_takes_long(clock):
    said = []
    told = Progress("web", said.append)
    for now, target, sent in [(1, A, 1), (3, A, 2), (4, A, 3), (4, B, 1), (9, A, 8), (10, A, 16),
                              (10.5, B, 16)]:
        clock[0] = now
        told.look(target, sent * MIB, 16 * MIB)
    assert said == [f"image web, 3 s: {A}: 2 of 16 MiB sent",
                    f"image web, 4 s: {B}: 1 of 16 MiB sent",
                    f"image web, 9 s: {A}: 8 of 16 MiB sent",
                    f"image web, 10 s: {A}: 16 of 16 MiB sent",
                    f"image web, 10 s: {B}: 16 of 16 MiB sent"]


def test_what_is_quick_says_nothing(clock):
    said = []
    told = Progress("web", said.append)
    clock[0] = 1.5
    told.look(A, 16 * MIB, 16 * MIB)
    assert said == []


def test_nobody_listens(clock):
    clock[0] = 9
    Progress("web", None).look(A, 1, 2)
