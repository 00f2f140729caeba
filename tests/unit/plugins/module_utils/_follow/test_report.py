# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of what follows a fleet; most of it is seen in test_pool.py and test_zone.py."""

from __future__ import annotations

import pytest
from builders import A, B, marks, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._follow import report
from ansible_collections.multicloud.openstack.plugins.module_utils._follow.endpoint import Endpoint


def test_by_group_and_number():
    servers = [server(2, A), server(1, B), server(3, A, metadata=marks(seat(1, "db")))]
    found = report.ordered(Endpoint(one) for one in servers)
    assert [one.server.id for one in found] == ["b1", "a2", "a3"]


@pytest.mark.parametrize(("row", "before", "after"), [
    ({"name": "x", "weight": 1, "action": "unchanged"}, "", ""),
    ({"name": "x", "weight": 1, "action": "added"}, "", "name=x weight=1\n"),
    ({"name": "x", "weight": 1, "action": "removed"}, "name=x weight=1\n", ""),
    ({"name": "x", "weight": 1, "action": "changed", "before": {"weight": 0}},
     "name=x weight=0\n", "name=x weight=1\n"),
    # what somebody else has called a member adds no line of its own
    ({"name": "x\nname=y", "action": "removed"}, "name=x\\nname=y\n", ""),
])
def test_lines_of_a_diff(row, before, after):
    assert report.diff([row]) == {"before": before, "after": after}
