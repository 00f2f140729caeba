# SPDX-License-Identifier: GPL-3.0-or-later
"""One pass over a plan: what moves servers on, and what ends it."""

from __future__ import annotations

import threading
import time

import pytest
from builders import A, B, addresses, fleet, marks, row, seat, server, ways
from fakeloop import context
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import (
    legs,
    loop,
    port_leg,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    ABSENT,
    Facts,
    LegName,
    Request,
    Tries,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.phase import Phase
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

SERVERS = ("GET", "/servers/detail")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Seconds become hundredths."""
    for where, name in ((poll, "FIRST"), (loop, "TURN"), (legs, "AGAIN")):
        monkeypatch.setattr(where, name, 0.01)
    monkeypatch.setattr(poll, "LONGEST", 0.02)


def create(number=1, target=A):
    return Step("create", seat(number), f"web-{number}", target, "missing")


def of_server(action, number=1, target=A, changes=(), **more):
    """A step about a server that is there."""
    there = server(number, target, **more)
    return Step(action, seat(number), there.name, target, "", there, changes)


def apply(clouds, *steps, **more):
    """A pass over these steps; the clouds have the servers that they are about."""
    for step in steps:
        if step.server:
            there = step.server
            next(one for one in clouds if one.target == there.target).servers[there.id] = row(
                there.id, there.name, there.metadata, status=there.status)
    offers = {one.target: Offer(choices=ways({"": {}})) for one in clouds}
    return loop.Apply(context(*clouds, **more), steps, offers, {})


def listening(**more):
    """A pass whose one journey waits for a list; what its leg has seen."""
    one = apply([FakeCloud(A)], of_server("keep", status="REBOOT"), **more)
    journey, = one.journeys
    one._begin(journey)
    return one, journey


# To the end

def test_what_is_up_to_date_costs_no_request():
    a = FakeCloud(A)
    journey, = apply([a], of_server("keep")).go()
    assert journey.done and not journey.wrote and a.log == []


def test_servers_are_created_where_they_are_to_be():
    a, b = FakeCloud(A), FakeCloud(B)
    journeys = apply([a, b], create(1), create(2, B), create(3)).go()
    assert [(one.done, one.server.status) for one in journeys] == [(True, "ACTIVE")] * 3
    assert (a.names, b.names) == (["web-1", "web-3"], ["web-2"])


def test_a_server_moves_its_old_one_first():
    a, b = FakeCloud(A), FakeCloud(B)
    old = server(1)
    journey, = apply([a, b], Step("replace", seat(1), "web-1", B, "", old)).go()
    assert journey.done and (a.names, b.names) == ([], ["web-1"])
    assert journey.server.target == B


def test_a_server_moves_its_new_one_first():
    a, b = FakeCloud(A), FakeCloud(B)
    log = a.log = b.log
    journey, = apply([a, b], Step("replace", seat(1), "web-1", B, "", server(1)),
                     desired=fleet(1, create_first=True)).go()
    assert journey.done
    assert [path for method, path in log if method != "GET"] == ["/servers", "/servers/a1"]
    assert journey.server.target == B


def test_a_leg_begins_with_nothing_of_the_one_before():
    one, journey = listening()
    journey.legs = [LegName.RESIZE, LegName.WAIT]
    journey.request, journey.tries = Request(True, True), Tries(7, time.monotonic() + 99)
    journey.phase = Phase.LISTED
    one.next_leg(journey)
    assert journey.open and journey.legs == [LegName.WAIT]
    assert (journey.request, journey.tries) == (Request(), Tries())
    one.next_leg(journey)
    assert journey.done


# Failures

def test_what_is_raised_is_the_failure_of_its_journey():
    a = FakeCloud(A)
    a.on_create = lambda made: 1 / 0 if made["name"] == "web-1" else None
    bad, good = apply([a], create(1), create(2)).go()
    assert bad.failure.kind == "api" and bad.failure.target == A
    assert bad.failure.more["server_name"] == "web-1" and good.failure is None


def test_the_pass_ends_when_one_has_failed_and_the_others_only_wait():
    a, b = FakeCloud(A), FakeCloud(B, faults={"POST /servers": [refusal("quota")]})
    a.builds = "BUILD"
    slow, failed = apply([a, b], create(1), create(2, B)).go()
    assert failed.failure.kind == "quota"
    assert slow.open and slow.server.status == "BUILD"


def test_a_target_that_is_lost_takes_its_servers_along_and_no_others():
    a = FakeCloud(A, faults={"GET /servers/detail": [refusal("timeout")]})
    b = FakeCloud(B)
    lost, other = apply([a, b], of_server("keep", status="BUILD"), create(2, B)).go()
    assert lost.failure.kind == "timeout" and other.failure is None


@pytest.mark.parametrize(("step", "known", "limits", "message"), [
    (of_server("keep", status="REBOOT"), {}, {"create": 0.05}, "still REBOOT after 0 s (create_"),
    (of_server("keep", status="REBOOT"), {"up": 1.0}, {"reachable": 9}, "after 9 s (reachable_"),
    (of_server("delete"), {}, {"delete": 0.05}, "still being deleted after 0 s (delete_timeout)")])
def test_what_takes_longer_than_its_limit_is_given_up(step, known, limits, message):
    a = FakeCloud(A)
    a.lingers = 1e9
    one = apply([a], step, limits=limits)
    one.journeys[0].facts.up = known.get("up")
    a.servers["a1"]["status"] = step.server.status
    journey, = one.go()
    assert journey.give_up and message in journey.failure.message


def test_when_the_time_is_over_it_is_said_what_was_waited_for():
    step = of_server("keep", status="REBOOT")
    journey, = apply([FakeCloud(A)], step, deadline=time.monotonic() + 0.05).go()
    assert journey.failure.message == "still REBOOT after 60 s (timeout)"
    assert not journey.give_up


def test_nothing_goes_on_in_a_run_that_nobody_waits_for():
    a = FakeCloud(A)
    journey, = apply([a], of_server("keep", status="REBOOT"), gone=lambda: True).go()
    assert journey.failure.message == "the run was interrupted"


def test_what_a_call_makes_in_the_last_moment_is_known(monkeypatch):
    monkeypatch.setattr(loop, "GRACE", 5.0)
    a, asked = FakeCloud(A), threading.Event()

    def slowly(_row):
        asked.set()
        time.sleep(0.2)
    a.on_create = slowly
    journey, = apply([a], create(), gone=asked.is_set).go()
    assert journey.failure.message == "the run was interrupted"
    assert journey.server.name == "web-1" and journey.wrote


# Lists

@pytest.mark.parametrize(("asked", "busy", "done"), [
    (0.001, False, True), (-0.001, False, False), (0.001, True, False)])
def test_only_a_list_that_was_asked_for_since_says_something(asked, busy, done):
    one, journey = listening()
    journey.busy = busy
    one._listed(A, {"a1": server(1)}, journey.since + asked)
    assert journey.done is done


def test_a_list_of_another_target_says_nothing():
    one, journey = listening()
    one._listed(B, {"a1": server(1)}, journey.since + 1)
    assert journey.open


def test_a_deletion_is_about_the_old_server():
    one = apply([FakeCloud(A)], of_server("replace"))
    journey, = one.journeys
    one._listed(A, {"a1": server(1), "a2": server(2)}, time.monotonic())
    assert journey.leg == LegName.DELETE
    one._listed(A, {"a2": server(2)}, time.monotonic())
    assert journey.leg == LegName.CREATE and journey.server is None


def test_who_was_asked_in_vain_for_long_may_be_gone(monkeypatch):
    monkeypatch.setattr(port_leg, "answers", lambda _address, _port: False)
    a = FakeCloud(A)
    one = apply([a], of_server("keep", addresses=addresses()), wait="reachable")
    del a.servers["a1"]
    journey, = one.go()
    assert "has vanished" in str(journey.failure)
    assert a.log.count(SERVERS) >= ABSENT


def test_a_try_comes_when_it_is_due(monkeypatch):
    tried = []
    monkeypatch.setattr(port_leg, "answers", lambda *_where: tried.append(1))
    one = apply([FakeCloud(A)], of_server("keep"), wait="reachable")
    journey, = one.journeys
    journey.phase, journey.tries.due = Phase.PORT, 100.0
    one._due(99.9)
    assert not journey.busy
    one._due(100.0)
    assert journey.busy


def test_facts_are_those_of_the_server_in_all_passes():
    known = Facts(floating_ip="192.0.2.1")
    one = apply([FakeCloud(A)], of_server("keep", metadata=marks(floating="net-2")))
    one.context.facts["a1"] = known
    again = loop.Apply(one.context, [of_server("keep")], {}, {})
    assert again.journeys[0].facts is known
    # one that is made has its own
    assert loop.Apply(one.context, [of_server("replace")], {}, {}).journeys[0].facts is not known


def test_an_error_has_the_target_on_which_it_was():
    a = FakeCloud(A, faults={"POST /servers": [CloudError("quota", "no")]})
    journey, = apply([a], create()).go()
    assert journey.failure.target == A
