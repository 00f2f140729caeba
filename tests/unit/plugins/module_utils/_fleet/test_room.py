# SPDX-License-Identifier: GPL-3.0-or-later
"""When servers that have found no place are tried again, and where."""

from __future__ import annotations

import pytest
from builders import NOW, SPEC, A, B, C, seat, ways

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.room import Room, waiting
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)

TIGHT = {"left": {"cores": 0}, "choices": ways({"": {"cores": 1}})}
CROWDED = frozenset([""])


@pytest.mark.parametrize(("numbers", "step", "pauses"), [
    ([2] * 8, 10, [10, 15, 22.5, 33.75, 50.625, 75.9375, 113.90625, 120]),
    ([3, 3, 2, 2, 2], 10, [10, 15, 10, 15, 22.5]),
    ([1, 1, 1, 1], 27, [10, 15, 6, 0]),
], ids=["grows", "found-one", "until-the-time-is-over"])
def test_pauses(numbers, step, pauses):
    room = Room(60.0 if pauses[-1] == 0 else 3600.0)
    assert [room.pause(number, 5.0 + turn * step) for turn, number in enumerate(numbers)] == pauses


@pytest.mark.parametrize(("capacities", "worth_it"), [
    ([Capacity(A, **TIGHT)], True), ([Capacity(A, closed=True)], False),
    ([Capacity(A, closed=True, crowded=CROWDED)], True),
    ([Capacity(A, closed=True, crowded=CROWDED, max=1, have={"": 1})], False),
    ([Capacity(A, **TIGHT, most={"": 0})], False),
    ([Capacity(A, unfit={"": "has no host"}, crowded=CROWDED)], True),
    ([Capacity(A, unfit={"": "there is no image"})], False),
    ([Capacity(A, max=0), Capacity(B, **TIGHT)], True), ([], False),
])
def test_what_is_worth_waiting_for(capacities, worth_it):
    placed = place([seat(1)], capacities)
    plan = Plan((), placed.unplaced, crowded=frozenset(placed.crowded))
    assert placed.unplaced.keys() == {seat(1)}
    assert (Room(9.0).seats(plan) == {seat(1)}) is worth_it
    assert Room().seats(plan) == frozenset()


def test_a_target_is_tried_with_one_server_first():
    one = Capacity(A, have={"": 3}, probe=True)
    placed = place([seat(4), seat(5)], [one])
    assert (placed.where, placed.unplaced) == (
        {seat(4): A}, {seat(5): "a is tried with one server first"})
    assert placed.crowded == {seat(5)}


def ledger():
    """a had no quota, b no host, and c does not let us in."""
    account = Ledger([A, B, C], {})
    account.closed = {A: CloudError("quota", "cores"), B: CloudError("no_host", "none"),
                      C: CloudError("auth", "refused")}
    return account


@pytest.mark.parametrize(("left", "probing"), [
    ({"cores": 2}, {B}),
    # another quota, which it does not tell of
    ({"cores": 1}, {A, B}),
])
def test_a_target_opens_when_its_quota_has_changed(left, probing):
    account, room = ledger(), Room(9.0)
    room.tried(account, {A: Offer(left={"cores": 1}), B: Offer()})
    room.reopen(account)
    assert (account.closed.keys(), room.probing) == ({C}, {B})
    room.reconsider({A: Offer(left=left), B: Offer()})
    assert (account.closed.keys(), room.probing) == ({C}, probing)
    room.tried(account, {A: Offer(left=left), B: Offer()})
    assert room.probing == set()


def test_what_is_waited_for_in_words():
    plan = Plan((), {seat(1): "d has no quota left for ram", seat(2): ""})
    assert waiting(plan, ledger(), frozenset(plan.missing), 10.0) == (
        "waiting for room for 2 servers: d has no quota left for ram; a: cores; b: none; trying "
        "again in 10 s")


@pytest.mark.parametrize(("text", "seconds"), [(None, None), ("30m", 1800), ("90", 90)])
def test_the_option(text, seconds):
    assert fleet_spec.of({"name": "x", **SPEC, "wait_for_room": text}, [(A, {})],
                         NOW).wait_for_room == seconds


@pytest.mark.parametrize("text", ["soon", "0", "0m", "2030-01-01"])
def test_an_option_that_is_none(text):
    assert fleet_spec.of({"name": "x", **SPEC, "wait_for_room": text}, [(A, {})], NOW).wrong == (
        f"wait_for_room: {text!r} is not a span such as 30m, 2h or 3600 (seconds).",)
