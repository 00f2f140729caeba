# SPDX-License-Identifier: GPL-3.0-or-later
"""Placement of servers that are reached through others: only where there are some of these."""

from __future__ import annotations

import pytest
from builders import A, B, ways

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat

JUMP = Seat("zz-jump", 1)
LOST = "has no server of group zz-jump, through which it would be reached"


@pytest.mark.parametrize(("jumps", "bounds", "where", "reason"), [
    # it comes first, whatever it is called, and they go where it is
    ([JUMP], {}, {JUMP: A, Seat("web", 1): A, Seat("web", 2): A}, None),
    ([JUMP._replace(target=B)], {}, {JUMP._replace(target=B): B, Seat("web", 1): B,
                                     Seat("web", 2): B}, None),
    ([], {}, {}, f"a {LOST}; b {LOST}"),
    ([JUMP], {"most": {"zz-jump": 0}}, {}, f"a {LOST}; b {LOST}"),
    ([], {"through": {}}, {Seat("web", 1): A, Seat("web", 2): B}, None),        # one is there
], ids=["one", "of-a-target", "none", "not-here", "there"])
def test_servers_behind_a_bastion_go_where_one_is(jumps, bounds, where, reason):
    web = [Seat("web", 1), Seat("web", 2)]
    placed = place([*web, *jumps], [
        Capacity(target, **{"through": {"web": "zz-jump"}, **bounds}) for target in (A, B)])
    assert placed.where == where
    assert {placed.unplaced[seat] for seat in web if seat in placed.unplaced} == (
        {reason} if reason else set())


@pytest.mark.parametrize(("quota", "worth_it"), [({"left": {"cores": 0}}, True),
                                                 ({"most": {"jump": 0}}, False)])
def test_servers_behind_a_bastion_wait_for_room_if_it_does(quota, worth_it):
    choices = ways({"jump": {"cores": 1}, "web": {"cores": 1}})
    placed = place([Seat("jump", 1), Seat("web", 1)], [
        Capacity(A, through={"web": "jump"}, choices=choices, **quota)])
    assert not placed.where and (Seat("web", 1) in placed.crowded) is worth_it
