# SPDX-License-Identifier: GPL-3.0-or-later
"""How many requests a run costs."""

from __future__ import annotations

import pytest
from builders import A
from fakes import FakeCloud
from runs import tally

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll


def test_a_fleet_that_is_up_to_date_costs_few_requests(go):
    a = FakeCloud(A, floating=True)
    go(a, count=20)
    before = a.requests
    assert not go(a, count=20)["changed"]
    assert a.requests - before <= 7         # and one for the token


@pytest.mark.parametrize(("floating", "each"), [(False, 2), (True, 3)])
def test_a_new_server_costs_few_requests(go, monkeypatch, floating, each):
    """All that a fleet of 20 asks is shared by its servers."""
    monkeypatch.setattr(poll, "FIRST", 0.2)
    monkeypatch.setattr(poll, "LONGEST", 0.2)
    a = FakeCloud(A, floating=floating)
    result = go(a, count=20)
    assert not result["failed"]
    assert a.requests < 20 * each
    assert tally(result, "requests") == {"a": (a.requests,)}
