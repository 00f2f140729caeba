# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of one server that is to be taken."""

from __future__ import annotations

import copy
import random
from datetime import timedelta

import pytest
from builders import NOW, A, fleet, seat
from fakepool import PoolCloud
from fakes import refusal
from turns import Asking, Turns, orders

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.holds import Holds
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.claim import SETTLING
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import taker
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
)

SOON = NOW + timedelta(hours=1)
CUT = CloudError("unreachable", "no answer", A)


def take(cloud, **more):
    servers = {own_id: Server.of(row, A) for own_id, row in cloud.servers.items()}
    return taker.Taker(cloud, "me", SOON, **more).take(servers)


def test_four_requests():
    cloud = PoolCloud(1)
    found = take(cloud)["a1"]
    assert cloud.log == [("GET", "/ports"), ("PUT", "/ports/p-a1"), ("GET", "/servers/a1"),
                         ("POST", "/servers/a1")]
    assert found.claim == (found.hold.id, SOON, "me")
    assert found.server.metadata["multicloud_claim"] == str(found.claim)


@pytest.mark.parametrize(("answers", "taken"), [(True, True), (False, False)])
def test_its_port_has_to_answer(monkeypatch, answers, taken):
    monkeypatch.setattr(taker, "answers", lambda address, port: answers)
    cloud = PoolCloud(1)
    assert bool(take(cloud, port=22)["a1"]) is taken
    assert len(cloud.claims()) == len(cloud.held()) == taken


def test_a_server_without_a_port():
    cloud = PoolCloud(1)
    cloud.ports.clear()
    assert take(cloud) == {"a1": None}


def test_a_mark_that_is_refused_is_given_back():
    cloud = PoolCloud(1)
    cloud.faults = {("POST", "/metadata"): [refusal("forbidden")]}
    assert isinstance(take(cloud)["a1"], CloudError)
    assert not cloud.claims() and not cloud.held()


@pytest.mark.parametrize(("minutes", "after"), [(0, 2), (1, 3), (5, 7)])
def test_it_is_held_for_as_long_as_a_mark_takes(minutes, after):
    """However long the claim is.  Who is slow holds it anew."""
    cloud = PoolCloud(1)
    cloud.meanwhile = lambda port: setattr(cloud, "late", timedelta(minutes=minutes))
    assert take(cloud)["a1"].hold.until == NOW + timedelta(minutes=after)
    assert claim.is_held(cloud.ports["p-a1"]["name"], NOW + timedelta(minutes=after - 1))
    assert not claim.is_held(cloud.ports["p-a1"]["name"], NOW + timedelta(minutes=after))


@pytest.mark.parametrize("claimed", [str(claim.Claim("x", SOON, "you")), "what?"])
def test_what_was_claimed_since_it_was_listed(claimed):
    cloud = PoolCloud(1)
    cloud.meanwhile = lambda port: cloud.servers["a1"]["metadata"].update(multicloud_claim=claimed)
    assert take(cloud) == {"a1": None}
    assert cloud.claims() == {"a1": claimed} and not cloud.held()


def test_what_cannot_be_read_is_let_go():
    cloud = PoolCloud(1)
    cloud.faults = {("GET", "/servers/a1"): [CUT]}
    assert isinstance(take(cloud)["a1"], CloudError)
    assert not cloud.claims() and not cloud.held()


@pytest.mark.parametrize("error", [CUT, CloudError("timeout", "silent", A),
                                   CloudError("api", "broken", A, status=500)])
@pytest.mark.parametrize("done", [True, False])
def test_a_mark_that_nobody_knows_of(error, done):
    """It may still be set: until that is over, nobody else may have the server."""
    cloud = PoolCloud(1)
    cloud.faults, cloud.lost = {("POST", "/metadata"): [error]}, done
    assert isinstance(take(cloud)["a1"], taker.Taken if done else CloudError)
    assert bool(cloud.claims()) is done and cloud.held()
    cloud.late = SETTLING
    assert bool(take(cloud)["a1"]) is not done


# -- several at the same time: each order of their requests, and a long pause at each place of it

EVERY = 61      # of these orders is tested: all of them take minutes


def owner(turns, cloud, letter, killed=None):
    """Claims the server, if it is free."""
    connection = Asking(cloud, turns, letter, killed)

    def act():
        rows = connection.pages("compute", "/servers/detail", "servers", "", make=copied)
        free = {row.id: row for row in rows if claim.KEY not in row.metadata}
        return free and taker.Taker(connection, letter, SOON).take(free)["a1"]
    return act


def pool_run(turns, cloud, letter, action):
    """Deletes the server, or makes it free again.  Whether it could."""
    connection = Asking(cloud, turns, letter)

    def act():
        rows = connection.pages("compute", "/servers/detail", "servers", "", make=copied)
        claims = {row.id: claim.of(row) for row in rows}
        steps = [Step(action, seat(1), "web-1", A, "", row) for row in rows
                 if claims[row.id] is None or claims[row.id].over(NOW)]
        holds = Holds(Selection({A: connection}, [(A, {})]), Ledger([A], {}), 600)
        with holds.taken(fleet(1, min_ready=1), steps) as ours:
            if ours and action == "delete":
                turns.turn(letter, cloud.servers.clear)
            elif ours:
                connection.delete("compute", f"/servers/a1/metadata/{claim.KEY}", "")
            return bool(ours)
    return act


def copied(row):
    return Server.of(copy.deepcopy(row), A)


def play(cloud, order, **actors):
    """Who has the server, and who is marked to have it.  actors: {letter: (function, *more)}."""
    turns = Turns(order, T=lambda: setattr(cloud, "late", cloud.late + 2 * SETTLING))
    found = turns.play(**{letter: function(turns, cloud, letter, *more)
                          for letter, (function, *more) in actors.items()})
    has = [letter for letter in sorted(found) if isinstance(found[letter], taker.Taken) or (
        found[letter] is True)]
    return has, [mark.split(" ")[2] for mark in cloud.claims().values()]


def is_long(order, letter):
    """Whether the pause is within the one request that sets a mark, so that others may have held
    the server by then, and their mark is lost."""
    places = [place for place, one in enumerate(order) if one == letter]
    return places[3] < order.index("T") < places[4]


def nobody_has_lost_it(cloud):
    """Soon afterwards, a server that has no mark can be claimed."""
    cloud.late += timedelta(hours=1)
    free = len(cloud.servers) - len(cloud.claims())
    assert sum(isinstance(one, taker.Taken) for one in take(cloud).values()) == free


@pytest.mark.parametrize("order", [*orders(5, 5)][::EVERY])
def test_two_owners(order):
    cloud = PoolCloud(1)
    has, marked = play(cloud, order, a=(owner,), b=(owner,))
    assert len(has) <= 1
    if not is_long(order, "a") and not is_long(order, "b"):
        assert has == marked and len(has) == 1


@pytest.mark.parametrize("killed", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("order", [*orders(5, 5)][::EVERY * 4])
def test_an_owner_that_is_killed(order, killed):
    cloud = PoolCloud(1)
    has, marked = play(cloud, order, a=(owner, killed), b=(owner,))
    assert is_long(order, "a") or is_long(order, "b") or (
        marked == has or (not has and marked == ["a"]))
    nobody_has_lost_it(cloud)


@pytest.mark.parametrize("order", ["baaaaaTbbbb", *[*orders(5, 5)][::EVERY]])
def test_a_run_that_deletes_it(order):
    cloud = PoolCloud(1)
    has, marked = play(cloud, order, a=(owner,), b=(pool_run, "delete"))
    assert (has, marked) in ((["a"], ["a"]), (["b"], [])) or is_long(order, "a")
    assert len(has) <= 1


@pytest.mark.parametrize("order", [*orders(5, 6)][::EVERY * 2])
def test_a_run_that_frees_it(order):
    cloud = PoolCloud(1)
    cloud.servers["a1"]["metadata"][claim.KEY] = str(claim.Claim("old", NOW, "c"))
    has, marked = play(cloud, order, a=(owner,), b=(pool_run, "rebuild"))
    assert (has, marked) in ((["b"], []), (["a", "b"], ["a"]))
    nobody_has_lost_it(cloud)


@pytest.mark.parametrize("number", range(100))
def test_two_runs_that_free_it_and_two_owners(number):
    """What one of the runs has seen may be long ago."""
    cloud, order = PoolCloud(1), [*"aaaaabbbbbccccccdddddd"]
    random.Random(number).shuffle(order)
    cloud.servers["a1"]["metadata"][claim.KEY] = str(claim.Claim("old", NOW, "c"))
    has, marked = play(cloud, order, a=(owner,), b=(owner,), c=(pool_run, "rebuild"),
                       d=(pool_run, "rebuild"))
    assert [one for one in has if one in "ab"] == marked
    nobody_has_lost_it(cloud)
