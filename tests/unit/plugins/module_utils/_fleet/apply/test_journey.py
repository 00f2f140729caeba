# SPDX-License-Identifier: GPL-3.0-or-later
"""One server on its way through a run."""

from __future__ import annotations

import pytest
from builders import A, B, addresses, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    ABSENT,
    SETTLE,
    Facts,
    Journey,
    LegName,
    Request,
    Tries,
    legs,
    replannable,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.phase import Phase
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

REPLACE = Step("replace", seat(1), "web-1", B, "is ERROR", server(1, A))
KEEP = Step("keep", seat(1), "web-1", A, "up to date", server(1, A))


def test_times_are_counted_from_the_create_call_and_noted_once():
    facts = Facts(began=100.0)
    facts.note("active", 103.456)
    facts.note("active", 110.0)
    assert facts.times == {"active": 3.46}


def test_a_server_that_was_there_has_no_times():
    facts = Facts()
    facts.note("active", 103.456)
    assert facts.times == {}


@pytest.mark.parametrize(("up", "seconds"), [(None, 0.0), (100.0, 5.0)])
def test_how_long_a_server_is_at_work(up, seconds):
    assert Facts(up=up).at_work(105.0) == seconds


def test_a_leg_sets_out_with_nothing_of_the_one_before():
    journey = Journey(KEEP, phase=Phase.LISTED, request=Request(True, True), tries=Tries(3, 99.0),
                      listed=True, absent=1, volumes={"data": "v-1"})
    journey.set_out(7.0)
    assert (journey.phase, journey.since) == (Phase.BEGUN, 7.0)
    assert (journey.request, journey.tries) == (Request(), Tries())
    assert (journey.listed, journey.absent, journey.volumes) == (True, 1, {"data": "v-1"})


@pytest.mark.parametrize(("status", "request_", "confirming"), [
    ("VERIFY_RESIZE", Request(True, True), True), ("ACTIVE", Request(True, True), False),
    ("VERIFY_RESIZE", Request(True), False)])
def test_nova_ends_a_resize(status, request_, confirming):
    journey = Journey(KEEP, server=server(1, status=status), request=request_)
    assert journey.confirming is confirming


def test_the_calls_for_a_replacement_go_where_the_old_one_is_until_it_is_gone():
    journey = Journey(REPLACE, legs=["delete", "create", "wait"])
    assert (journey.leg, journey.deleting, journey.target, journey.subject.id) == ("delete", True,
                                                                                   A, "a1")
    del journey.legs[0]
    assert (journey.leg, journey.deleting, journey.target, journey.subject) == ("create", False, B,
                                                                                None)
    journey.server = server(1, B)
    assert journey.subject.id == "b1"


# the action, the changes, whether the old server works, and what is done in turn
LEGS = [
    ("keep", (), {}, ["wait"], None),
    ("create", (), None, ["create", "wait"], None),
    ("delete", (), {}, ["delete"], None),
    ("replace", ("image",), {}, ["delete", "create", "wait"], ["create", "wait", "delete"]),
    ("replace", (), {"status": "ERROR"}, ["delete", "create", "wait"], None),
    ("replace", (), {"task": "deleting"}, ["delete", "create", "wait"], None),
    ("update", ("tags", "metadata"), {}, ["update", "wait"], None),
    ("update", ("floating_ip",), {}, ["wait"], None),
    ("update", ("floating_ip", "tags"), {}, ["update", "wait"], None),
    ("update", ("adopt",), {}, ["update", "wait"], None),
    ("start", ("status",), {}, ["start", "wait"], None),
    ("start", ("status", "tags"), {}, ["start", "update", "wait"], None),
    ("rebuild", ("image", "status"), {}, ["start", "rebuild", "wait"], None),
    ("resize", ("flavor",), {}, ["resize", "wait"], None),
    ("resize", ("flavor", "tags"), {}, ["resize", "update", "wait"], None),
    ("rebuild", ("image", "name", "flavor"), {}, ["resize", "rebuild", "update", "wait"], None),
]


@pytest.mark.parametrize(("action", "changes", "row", "expected", "create_first"), LEGS)
def test_legs(action, changes, row, expected, create_first):
    old = None if row is None else server(1, A, **row)
    step = Step(action, seat(1), "web-1", B, "", old, changes)
    assert legs(step, False) == expected
    assert legs(step, True) == (create_first or expected)
    assert all(isinstance(leg, LegName) for leg in legs(step, True))


def test_legs_are_each_journeys_own():
    first, second = legs(REPLACE, False), legs(REPLACE, False)
    del first[0]
    assert second == ["delete", "create", "wait"]


@pytest.mark.parametrize(("listed", "lists"), [(True, 1), (False, ABSENT)])
def test_a_list_may_be_too_early_to_show_a_new_server(listed, lists):
    journey = Journey(KEEP, listed=listed)
    assert [journey.missed() for _list in range(ABSENT)] == [
        number >= lists for number in range(1, ABSENT + 1)]


LIMITS = {"create": 10.0, "reachable": 20.0, "delete": 30.0}
MADE, ACTIVE = {"began": 100.0}, {"began": 100.0, "up": 104.0}

# the legs that are left, the facts; the limits, and the second after which the first is passed
OVERDUE = [
    (["create", "wait"], {}, LIMITS, None),                 # its call has not begun
    (["create", "wait"], MADE, LIMITS, 110),
    (["wait"], MADE, LIMITS, 110),
    (["wait"], ACTIVE, LIMITS, 124),
    (["wait"], {}, LIMITS, 110),                            # it was there before
    (["wait"], {"up": 104.0}, LIMITS, 124),
    (["wait"], ACTIVE, {"create": 1.0}, None),
    (["wait"], MADE, {"reachable": 1.0}, None),
    (["delete"], {}, LIMITS, 130),                          # since 100
    (["delete", "create", "wait"], {}, LIMITS, 130),
    (["delete"], ACTIVE, LIMITS, 130),
    (["resize", "wait"], {}, LIMITS, 110),
    (["rebuild", "wait"], ACTIVE, LIMITS, 110),
    (["update", "wait"], {}, LIMITS, 110),
    (["delete"], {}, {}, None),
    (["wait"], MADE, {}, None),
]


@pytest.mark.parametrize(("left", "known", "limits", "end"), OVERDUE)
def test_overdue(left, known, limits, end):
    journey = Journey(KEEP, legs=left, facts=Facts(**known), since=100.0)
    assert journey.overdue(1e6 if end is None else end, limits) is None
    if end is not None:
        kind = "delete" if left[0] == "delete" else "reachable" if end == 124 else "create"
        assert journey.overdue(end + 0.5, limits) == kind


def test_a_limit_of_nothing_is_one():
    journey = Journey(KEEP, legs=["delete"], since=100.0)
    assert journey.overdue(100.1, {"delete": 0}) == "delete"


@pytest.mark.parametrize(("journeys", "expected"), [
    ([], True), ([{}], True), ([{"legs": ["delete"]}], False), ([{"busy": True}], False),
    ([{"legs": ["delete"], "done": True}], True),
    ([{"legs": ["create", "wait"], "failure": CloudError("api", "x")}, {}], True),
    ([{}, {"legs": ["wait", "delete"]}], True), ([{"legs": ["resize", "wait"]}, {}], False),
])
def test_replannable(journeys, expected):
    assert replannable([Journey(KEEP, **values) for values in journeys]) is expected


def test_ends_in_one_of_two_ways():
    journeys = [Journey(KEEP, facts=Facts(began=1.0)) for _journey in range(3)]
    journeys[1].finish(5.0)
    journeys[2].fail(CloudError("api", "x"), 6.0)
    assert [journey.open for journey in journeys] == [True, False, False]
    assert [journey.ended for journey in journeys] == [0.0, 5.0, 6.0]
    assert journeys[1].facts.times == {"done": 4.0}
    assert journeys[2].failure and not journeys[2].done


@pytest.mark.parametrize(("error", "there", "expected"), [
    (CloudError("api", "x"), None,
     {"action": "server web-1", "cloud": "b", "server_name": "web-1"}),
    (CloudError("api", "x", A, "creating web-1", status=500), server(1, B),
     {"action": "creating web-1", "cloud": "a", "server_name": "web-1", "server_id": "b1",
      "status": 500}),
    (CloudError("api", "x", server_id="y", fault="z"), None,
     {"action": "server web-1", "cloud": "b", "server_name": "web-1", "server_id": "y",
      "fault": "z"}),
])
def test_a_failure_says_all_that_is_known(error, there, expected):
    journey = Journey(REPLACE, server=there)
    journey.fail(error, 1.0)
    found = journey.failure.report()
    assert found.pop("msg").startswith(f"{expected['cloud']}: {expected['action']}: x")
    assert found == {"kind": "api", "region_name": "", **expected}


@pytest.mark.parametrize(("made", "listed", "expected"), [
    (None, None, "10.0.0.1"), ("192.0.2.1", None, "192.0.2.1"), (None, "192.0.2.2", "192.0.2.2")])
def test_is_reached_at_the_floating_ip_that_was_made(made, listed, expected):
    there = server(1, addresses=addresses(floating=listed))
    assert Journey(KEEP, server=there, facts=Facts(floating_ip=made)).address == expected


def test_has_no_address_before_it_is_listed():
    assert Journey(KEEP).address is None


@pytest.mark.parametrize(("step", "made", "listed", "later", "settled"), [
    (KEEP, None, None, 0, True),
    (KEEP, "192.0.2.1", None, SETTLE - 1, False),
    (KEEP, "192.0.2.1", None, SETTLE + 1, True),
    (KEEP, "192.0.2.1", "192.0.2.1", 0, True),
    (REPLACE, "192.0.2.1", None, 0, True),
    (Step("create", seat(1), "web-1", A, ""), "192.0.2.1", None, 0, True),
])
def test_settled(step, made, listed, later, settled):
    there = server(1, addresses=addresses(floating=listed))
    journey = Journey(step, server=there, facts=Facts(floating_ip=made, floated=50.0))
    assert journey.settled(50.0 + later) is settled
