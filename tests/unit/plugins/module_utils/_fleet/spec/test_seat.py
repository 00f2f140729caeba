# SPDX-License-Identifier: GPL-3.0-or-later
"""A place in a fleet."""

from __future__ import annotations

import pytest
from builders import A, C, fleet, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.seat import Seat


@pytest.mark.parametrize(("seat", "text"), [
    (Seat("", 1), "1"), (Seat("db", 2), "db-2"), (Seat("bastion", 1, C), "bastion-1 of c/north")])
def test_in_words(seat, text):
    assert str(seat) == text
    assert seat.report() == {"group": seat.group, "index": seat.index}


GROUPS = [{"name": "bastion", "each": 1}, {"name": "web", "count": 1}]


@pytest.mark.parametrize(("place", "expected"), [
    (Seat("bastion", 1), Seat("bastion", 1, A)), (Seat("web", 1), Seat("web", 1)),
    (Seat("gone", 1), Seat("gone", 1))])
def test_a_fleet_knows_which_are_bound_to_a_target(place, expected):
    there = server(1, A, "a1", metadata=marks(place))
    assert fleet(None, [A, C], groups=GROUPS).seat_of(there, A) == expected
