# SPDX-License-Identifier: GPL-3.0-or-later
"""How a server that is there is started, updated, resized and rebuilt."""

from __future__ import annotations

import pytest
from builders import A, addresses, fleet, marks, row, seat, server
from fakeloop import FakeLoop
from fakes import FakeCloud
from fakevolumes import DATA, disk_marks

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Facts,
    Journey,
    LegName,
    Request,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.legs import all_legs
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

ACTION, MARK = "POST /servers/a1/action", "POST /servers/a1/metadata"
WORKING, LARGE = {"status": "ACTIVE"}, {"flavor": {"original_name": "large"}}
OTHER_IMAGE = {"image": {"id": "image-9"}}
FIP = {"id": "fip-1", "address": "192.0.2.1"}


def play(name, there, before=(), changes=(), **more):
    """What a leg does of a server that is so: the loop, the cloud, the journey.

    before: whether Nova has accepted the change, and its end.
    """
    cloud = FakeCloud(A, [row("a1", "web-1", marks(1), **there)])
    loop = FakeLoop(cloud, floating_ips={A: {"a1": [FIP]}}, **more)
    one = server(1, **there)
    step = Step(name, seat(1), "web-1", A, "", one, changes)
    journey = Journey(step, server=one, legs=[LegName(name), LegName.WAIT],
                      request=Request(*before), facts=Facts(answered=True, up=1.0, keys=["k"]))
    all_legs(loop)[LegName(name)].begin(journey)
    return loop, cloud, journey


ACCEPTED, CONFIRMED = (True,), (True, True)

# the leg; the server; what Nova has accepted before; what is written, what the loop is asked for
TABLE = [
    ("start", {"status": "SHUTOFF"}, (), [ACTION], "list again"),
    ("start", {"status": "SHUTOFF"}, ACCEPTED, [], "failed"),
    ("start", {"status": "SHUTOFF", "task": "powering-on"}, ACCEPTED, [], "any list"),
    ("start", {"status": "REBOOT"}, ACCEPTED, [], "any list"),
    ("start", WORKING, ACCEPTED, [], "next leg"),
    ("start", {"status": "ERROR"}, ACCEPTED, [], "next leg"),
    ("resize", LARGE, (), [ACTION], "list again"),
    ("resize", {**LARGE, "status": "RESIZE"}, ACCEPTED, [], "any list"),
    ("resize", {**LARGE, "task": "resize_prep"}, ACCEPTED, [], "any list"),
    ("resize", LARGE, ACCEPTED, [], "failed"),
    ("resize", {"status": "ERROR"}, ACCEPTED, [], "failed"),
    ("resize", {"status": "VERIFY_RESIZE"}, ACCEPTED, [ACTION], "list again"),
    ("resize", {"status": "VERIFY_RESIZE"}, (), [ACTION], "list again"),  # of a run before this
    ("resize", {"status": "VERIFY_RESIZE"}, CONFIRMED, [], "any list"),
    ("resize", WORKING, CONFIRMED, [MARK], "next leg"),
    ("rebuild", OTHER_IMAGE, (), [ACTION], "list again"),
    ("rebuild", {**OTHER_IMAGE, "status": "REBUILD"}, ACCEPTED, [], "any list"),
    ("rebuild", OTHER_IMAGE, ACCEPTED, [], "failed"),
    ("rebuild", WORKING, ACCEPTED, [MARK], "next leg"),
]


@pytest.mark.parametrize(("name", "there", "before", "writes", "noted"), TABLE)
def test_a_change_goes_on_from_where_it_is(name, there, before, writes, noted):
    loop, cloud, journey = play(name, there, before)
    assert (cloud.writes, loop.noted) == (writes, [noted])
    assert journey.wrote is bool(writes)


@pytest.mark.parametrize(("name", "there", "keys"), [
    ("start", {"status": "SHUTOFF"}, ["k"]), ("resize", LARGE, ["k"]),
    ("rebuild", OTHER_IMAGE, [])])
def test_what_boots_is_waited_for_anew_and_a_new_system_has_other_host_keys(name, there, keys):
    _loop, _cloud, journey = play(name, there)
    assert journey.request == Request(accepted=True)
    assert (journey.facts.answered, journey.facts.up, journey.facts.keys) == (False, None, keys)


@pytest.mark.parametrize(("there", "before", "writes", "noted"), [
    (WORKING, (), [ACTION], "list again"),
    (OTHER_IMAGE, (), [ACTION], "list again"),
    ({"status": "REBUILD"}, ACCEPTED, [], "any list"),
    (WORKING, ACCEPTED, [MARK, "DELETE /servers/a1/metadata/multicloud_claim"], "next leg")])
def test_one_that_was_used_is_rebuilt_and_free_when_that_is_done(there, before, writes, noted):
    loop, cloud, _journey = play("rebuild", there, before, ("claim",))
    assert (cloud.writes, loop.noted) == (writes, [noted])


def test_the_end_of_a_resize_is_asked_for_once():
    loop, cloud, journey = play("resize", {"status": "VERIFY_RESIZE"})
    assert journey.request.confirmed
    all_legs(loop)[LegName.RESIZE].seen(journey, server(1, status="VERIFY_RESIZE"))
    assert cloud.writes == [ACTION] and loop.noted == ["list again", "any list"]


@pytest.mark.parametrize(("name", "there", "why"), [
    ("start", {"status": "SHUTOFF"}, "is SHUTOFF again: Nova has not started it"),
    ("resize", LARGE, "still has its old flavor"), ("rebuild", OTHER_IMAGE, "its old image"),
    ("resize", {"status": "ERROR"}, "is in ERROR: Nova gives no reason")])
def test_what_nova_has_given_up_is_said(name, there, why):
    _loop, _cloud, journey = play(name, there, ACCEPTED)
    assert journey.failure.kind == "build_failed" and why in journey.failure.message


def test_a_list_moves_a_change_on():
    loop, cloud, journey = play("resize", LARGE)
    all_legs(loop)[LegName.RESIZE].seen(journey, server(1))
    assert cloud.writes == [ACTION, MARK] and loop.noted == ["list again", "next leg"]


@pytest.mark.parametrize(("changes", "noted"), [
    (("tags",), "next leg"), (("metadata", "name"), "next leg"), (("auto_ip",), "list again"),
    (("adopt", "tags"), "list again")])
def test_an_update_is_over_with_its_answer_unless_a_list_has_to_show_it(changes, noted):
    loop, cloud, journey = play("update", {"addresses": addresses(floating="192.0.2.1")},
                                changes=changes)
    assert loop.noted == [noted] and journey.wrote
    assert MARK in cloud.writes
    assert journey.removed == (["192.0.2.1"] if "auto_ip" in changes else [])
    all_legs(loop)[LegName.UPDATE].seen(journey, server(1))
    assert loop.noted == [noted, "next leg"]


def test_an_update_that_needs_nothing_of_its_target_asks_for_no_offer():
    loop, cloud, journey = play("update", WORKING, changes=("tags",))
    loop.offers.clear()
    all_legs(loop)[LegName.UPDATE].begin(journey)
    assert journey.open and cloud.writes == [MARK] * 2


@pytest.mark.parametrize("gone", [True, False])
def test_nothing_is_attached_for_a_run_or_a_journey_that_has_ended(gone):
    cloud = FakeCloud(A)
    cloud.volumes.add("web-1-data", disk_marks(1, DATA))
    loop = FakeLoop(cloud, desired=fleet(9, [A], data_volumes=[DATA]), gone=lambda: gone)
    journey = Journey(Step("update", seat(1), "web-1", A, "", server(1), ("attachments",)),
                      server=server(1), legs=[LegName.UPDATE, LegName.WAIT])
    if not gone:
        journey.fail(CloudError("timeout", "too late"), 1.0)
    all_legs(loop)[LegName.UPDATE].begin(journey)
    assert cloud.writes == [] and not journey.open
