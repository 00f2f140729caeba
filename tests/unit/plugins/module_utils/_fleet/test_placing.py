# SPDX-License-Identifier: GPL-3.0-or-later
"""What targets are asked for before anything is made, and the places of servers that follow."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, B, fleet, seat, seen, server
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.comparison import (
    Comparison,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.placing import Placing
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.room import Room

DISKS = SimpleNamespace(credit=lambda *_arguments: None, unseen={}, homes=dict)


def placed(desired, servers, *clouds, unseen=()):
    """The offers by target, the placement, and where it is closed now."""
    selection = Selection({one.target: one for one in clouds},
                          [(one.target, {}) for one in clouds], [])
    account = Ledger([one.target for one in clouds], {target: refusal("timeout")
                                                      for target in unseen})
    placing = Placing(selection, account, Comparison(desired, selection), DISKS, Room())
    found = plan.survey(desired, look := seen(servers), set(unseen))
    placing.ask(desired, found, look)
    return placing.offers, placing.place(desired, found, look), account.closed


def test_where_nothing_is_missing_nobody_is_asked():
    a, b = FakeCloud(A), FakeCloud(B)
    assert placed(fleet(1), [server(1)], a, b)[0] == {} and not a.requests and not b.requests


def test_a_target_that_does_not_tell_is_closed():
    a = FakeCloud(A, faults={"GET /limits": [refusal("forbidden")]})
    offers, where, closed = placed(fleet(2), [], a, FakeCloud(B))
    assert (offers.keys(), closed.keys()) == ({B}, {A})
    assert where.where == {seat(1): B, seat(2): B}


@pytest.mark.parametrize(("unseen", "asked"), [("replace", 1), ("hold", 0)])
def test_nothing_is_placed_where_unseen_ones_are_waited_for(unseen, asked):
    a = FakeCloud(A)
    offers, where, _closed = placed(fleet(1, unseen=unseen), [], a, FakeCloud(B), unseen=[B])
    assert (A in offers) == bool(a.requests) == bool(where.where) == bool(asked)
    assert all("unseen is hold" in reason for reason in where.unplaced.values())
