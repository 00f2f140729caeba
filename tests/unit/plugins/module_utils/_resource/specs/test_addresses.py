# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs in the sub ports of a trunk."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import addresses


def row(port, segment):
    return {"port_id": port, "segmentation_type": "vlan", "segmentation_id": segment}


@pytest.mark.parametrize(("before", "after", "expected"), [
    (None, [], ([], [])),
    ([row("a", 1)], [row("a", 1)], ([], [])),
    ([row("a", 1), row("b", 2)], [row("b", 2), row("a", 1)], ([], [])),
    ([row("a", 1)], [row("a", 2)], ([row("a", 2)], [{"port_id": "a"}])),
    ([row("a", 1)], [row("b", 1)], ([row("b", 1)], [{"port_id": "a"}])),
    ([row("a", 1)], [{"port_id": "a", "segmentation_type": "inherit"}], ([], [])),
])
def test_sub_ports(before, after, expected):
    assert addresses._difference(before, after) == expected
