# SPDX-License-Identifier: GPL-3.0-or-later
"""How a server is created, deleted and waited for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import A, addresses, console, host_key, marks, row, seat, server
from fakeloop import FakeLoop
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import legs
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    ABSENT,
    Facts,
    Journey,
    LegName,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    FLOATING,
)

CREATE = Step("create", seat(1), "web-1", A, "missing")
KEEP = Step("keep", seat(1), "web-1", A, "up to date", server(1))
DELETE = Step("delete", seat(1), "web-1", A, "beyond count", server(1))
FIP = {"id": "fip-1", "address": "192.0.2.1"}


def leg(loop, name):
    return legs.all_legs(loop)[LegName(name)]


def waiting(cloud, loop, number=1, **more):
    """A journey that waits for its server, which the cloud has."""
    there = server(number, A, **more)
    cloud.servers[there.id] = row(there.id, there.name, there.metadata)
    journey = Journey(KEEP, server=there)
    loop.journeys.append(journey)
    return journey


def test_there_is_one_for_each_name():
    assert set(legs.all_legs(FakeLoop(FakeCloud(A)))) == set(LegName)


# Creating

def test_a_server_that_is_created_is_known_from_then_on():
    cloud = FakeCloud(A)
    loop, journey = FakeLoop(cloud), Journey(CREATE)
    leg(loop, "create").begin(journey)
    assert loop.noted == ["next leg"] and cloud.names == ["web-1"]
    assert journey.wrote and journey.server.id in cloud.servers
    assert loop.context.facts == {journey.server.id: journey.facts}
    assert set(journey.facts.times) == {"accepted"}


def test_what_is_created_when_the_journey_has_ended_has_its_name_all_the_same():
    cloud = FakeCloud(A)
    loop, journey = FakeLoop(cloud), Journey(CREATE)
    cloud.on_create = lambda _row: journey.fail(refusal("timeout"), 1.0)
    leg(loop, "create").begin(journey)
    assert loop.noted == [] and journey.server.name == "web-1"


@pytest.mark.parametrize("gone", [True, False])
def test_nothing_is_created_any_more(gone):
    cloud = FakeCloud(A)
    loop, journey = FakeLoop(cloud, gone=lambda: gone), Journey(CREATE)
    if not gone:
        journey.fail(refusal("timeout"), 1.0)
    leg(loop, "create").begin(journey)
    assert cloud.writes == []
    assert journey.failure.kind == ("conflict" if gone else "timeout")


def test_an_id_that_another_server_has_is_not_believed():
    cloud = FakeCloud(A)
    loop, journey = FakeLoop(cloud), Journey(CREATE)
    loop.context.facts["a-1"] = Facts()
    leg(loop, "create").begin(journey)
    assert journey.failure.message == "it was given the id a-1, which another server has"


# Deleting

def test_a_server_goes_after_its_floating_ips_and_lists_tell_when():
    cloud = FakeCloud(A, [row("a1", "web-1", marks(1))])
    cloud.addresses = [{"id": "fip-1"}]
    loop = FakeLoop(cloud, floating_ips={A: {"a1": [FIP]}})
    journey = Journey(DELETE, legs=[LegName.DELETE])
    leg(loop, "delete").begin(journey)
    assert cloud.writes == ["DELETE /floatingips/fip-1", "DELETE /servers/a1"]
    assert loop.noted == ["list again"] and journey.removed == ["192.0.2.1"] and journey.wrote


@pytest.mark.parametrize(("listed", "gone"), [
    (None, True), ({"status": "DELETED"}, True), ({"status": "SOFT_DELETED"}, True), ({}, False),
    ({"task": "deleting"}, False), ({"status": "ERROR"}, False)])
@pytest.mark.parametrize("left", [["delete"], ["delete", "create", "wait"]])
def test_a_deletion_ends_when_no_list_shows_the_server(left, listed, gone):
    loop, journey = FakeLoop(FakeCloud(A)), Journey(DELETE, server=server(1), legs=left)
    leg(loop, "delete").seen(journey, None if listed is None else server(1, **listed))
    assert loop.noted == ["next leg"] * gone
    # the next one is another
    assert (journey.server is None) is (gone and len(left) > 1)


FOR_IT = f"{mark.place('web', seat(1))} multicloud_server=a1"


@pytest.mark.parametrize(("address", "given_back"), [
    ({"port_id": None}, True), ({"port_id": "port-of-another"}, False),
    ({"port_id": None, "description": FOR_IT.replace("a1", "a2")}, False)])
def test_a_floating_ip_that_a_run_elsewhere_made_meanwhile_is_given_back(address, given_back):
    cloud = FakeCloud(A)
    cloud.addresses = [{"id": "fip-1", "floating_ip_address": "192.0.2.1",
                        "description": FOR_IT, **address}]
    loop = FakeLoop(cloud)
    old = server(1, metadata={**marks(1), FLOATING: "net"})
    journey = Journey(replace(DELETE, server=old), legs=[LegName.DELETE])
    leg(loop, "delete").seen(journey, None)
    assert cloud.writes == ["DELETE /floatingips/fip-1"] * given_back
    assert journey.removed == ["192.0.2.1"] * given_back and loop.noted == ["next leg"]


def test_nobody_asks_for_more_where_a_server_had_one():
    cloud = FakeCloud(A)
    journey = Journey(replace(DELETE, server=server(1, metadata={**marks(1), FLOATING: "net"})),
                      legs=[LegName.DELETE], removed=["192.0.2.1"])
    leg(FakeLoop(cloud), "delete").seen(journey, None)
    assert cloud.log == []


# Waiting

@pytest.mark.parametrize(("listed", "more", "noted"), [
    ({"status": "BUILD"}, {}, ["any list"]),
    ({"status": "SHUTOFF", "task": "powering-on"}, {}, ["any list"]),
    ({}, {}, ["next leg"]),
    ({"status": "BUILD"}, {"wait": "none"}, ["next leg"]),
    ({"status": "SHUTOFF"}, {}, ["failed"]),
    ({"status": "ERROR"}, {}, ["failed"]),
    ({"metadata": marks(floating="net-2")}, {}, []),        # the next turn asks for its port
])
def test_what_follows_on_a_list(listed, more, noted):
    loop, journey = FakeLoop(FakeCloud(A), **more), Journey(KEEP, server=server(1))
    leg(loop, "wait").seen(journey, server(1, **listed))
    assert loop.noted == noted and journey.listed
    assert (journey.facts.up is not None) is (listed.get("status", "ACTIVE") == "ACTIVE")


def test_when_a_server_was_active_is_noted_once():
    loop, facts = FakeLoop(FakeCloud(A)), Facts(began=0.0)
    journey = Journey(KEEP, server=server(1), facts=facts)
    leg(loop, "wait").seen(journey, server(1))
    facts.times["active"] = 1.0
    leg(loop, "wait").seen(journey, server(1))
    assert facts.times["active"] == 1.0


def test_a_server_that_lists_do_not_show_has_vanished():
    loop, journey = FakeLoop(FakeCloud(A)), Journey(KEEP, server=server(1))
    for _list in range(ABSENT - 1):
        leg(loop, "wait").seen(journey, None)
    assert journey.open
    leg(loop, "wait").seen(journey, None)
    assert "has vanished: somebody has deleted it" in str(journey.failure)


def test_a_server_that_is_listed_again_was_not_gone():
    loop, journey = FakeLoop(FakeCloud(A)), Journey(KEEP, server=server(1))
    leg(loop, "wait").seen(journey, None)
    leg(loop, "wait").seen(journey, server(1, status="BUILD"))
    assert journey.absent == 0


def test_a_journey_that_has_ended_waits_for_nothing():
    loop, journey = FakeLoop(FakeCloud(A)), Journey(KEEP, server=server(1), done=True)
    leg(loop, "wait").begin(journey)
    assert loop.noted == []


# Floating IPs

def unaddressed(cloud, loop, number):
    journey = waiting(cloud, loop, number, metadata=marks(number, floating="net-2"))
    leg(loop, "wait").begin(journey)
    return journey


def test_one_list_of_ports_is_for_all_that_wait_for_theirs():
    cloud = FakeCloud(A, floating=True)
    loop = FakeLoop(cloud)
    journeys = [unaddressed(cloud, loop, number) for number in (1, 2)]
    leg(loop, "wait").again(journeys[:1])
    assert loop.noted == ["ports of a1 a2", "any list", "any list"]     # which shall show them
    assert cloud.writes == ["POST /floatingips"] * 2
    assert [one.facts.floating_ip for one in journeys] == [
        made["floating_ip_address"] for made in cloud.addresses]
    assert all(one.wrote and one.facts.floated > 0 for one in journeys)


def test_ports_are_asked_for_when_they_are_due():
    cloud = FakeCloud(A, floating=True)
    loop = FakeLoop(cloud)
    loop.due = False
    leg(loop, "wait").again([unaddressed(cloud, loop, 1)])
    assert loop.noted == []


def test_a_server_without_a_port_is_looked_at_in_lists():
    cloud = FakeCloud(A, floating=True)
    loop = FakeLoop(cloud)
    journey = unaddressed(cloud, loop, 1)
    del cloud.servers["a1"]
    leg(loop, "wait").again([journey])
    assert loop.noted == ["ports of a1", "any list"] and journey.tries.vain == 1


def test_a_port_that_has_gone_is_waited_for():
    cloud = FakeCloud(A, floating=True, faults={
        "POST /floatingips": [refusal("not_found", "Port port-a1 could not be found.")]})
    loop = FakeLoop(cloud)
    journey = unaddressed(cloud, loop, 1)
    leg(loop, "wait").again([journey])
    assert loop.noted == ["ports of a1", "list again"] and not journey.wrote


# Host keys

@pytest.mark.parametrize(("shown", "noted", "vain"), [
    (console(host_key()), ["next leg"], 0), ("booting", ["any list"], 1)])
def test_host_keys_are_read_until_they_are_there(shown, noted, vain):
    cloud = FakeCloud(A)
    cloud.console = shown
    loop = FakeLoop(cloud, wants_keys=True)
    journey = waiting(cloud, loop, addresses=addresses())
    leg(loop, "wait").begin(journey)
    assert loop.noted == noted
    assert (journey.tries.vain, journey.tries.due > 0) == (vain, bool(vain))
    leg(loop, "wait").again([journey])
    assert journey.tries.vain == 2 * vain
