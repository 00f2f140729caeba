# SPDX-License-Identifier: GPL-3.0-or-later
"""One server on its way through a run."""

from __future__ import annotations

import pytest
from builders import A, B, addresses, server

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet.plan import Step
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet.slot import (
    SETTLE,
    Facts,
    Slot,
)

REPLACE = Step("replace", 1, "web-1", B, "is ERROR", server(1, A))
KEEP = Step("keep", 1, "web-1", A, "as wished", server(1, A))


def test_times_are_counted_from_the_create_call_and_noted_once():
    facts = Facts(began=100.0)
    facts.note("active", 103.456)
    facts.note("active", 110.0)
    assert facts.times == {"active": 3.46}


def test_a_server_that_was_there_has_no_times():
    facts = Facts()
    facts.note("active", 103.456)
    assert facts.times == {}


def test_the_calls_for_a_replacement_go_where_the_old_one_is_until_it_is_gone():
    slot = Slot(REPLACE, deleting=True)
    assert slot.target == A
    slot.deleting = False
    assert slot.target == B


def test_ends_in_one_of_two_ways():
    slots = [Slot(KEEP, facts=Facts(began=1.0)) for _slot in range(3)]
    slots[1].finish(5.0)
    slots[2].fail(CloudError("api", "x"), 6.0)
    assert [slot.open for slot in slots] == [True, False, False]
    assert [slot.ended for slot in slots] == [0.0, 5.0, 6.0]
    assert slots[1].facts.times == {"done": 4.0}
    assert slots[2].failure and not slots[2].done


@pytest.mark.parametrize(("error", "there", "wanted"), [
    (CloudError("api", "x"), None,
     {"action": "server web-1", "cloud": "b", "server_name": "web-1"}),
    (CloudError("api", "x", A, "creating web-1", status=500), server(1, B),
     {"action": "creating web-1", "cloud": "a", "server_name": "web-1", "server_id": "b1",
      "status": 500}),
    (CloudError("api", "x", server_id="y", fault="z"), None,
     {"action": "server web-1", "cloud": "b", "server_name": "web-1", "server_id": "y",
      "fault": "z"}),
])
def test_a_failure_says_all_that_is_known(error, there, wanted):
    slot = Slot(REPLACE, server=there)
    slot.fail(error, 1.0)
    found = slot.failure.report()
    assert found.pop("msg").startswith(f"{wanted['cloud']}: {wanted['action']}: x")
    assert found == {"kind": "api", "region_name": "", **wanted}


@pytest.mark.parametrize(("made", "listed", "wanted"), [
    (None, None, "10.0.0.1"), ("192.0.2.1", None, "192.0.2.1"), (None, "192.0.2.2", "192.0.2.2")])
def test_is_reached_at_the_floating_ip_that_was_made(made, listed, wanted):
    there = server(1, addresses=addresses(floating=listed))
    assert Slot(KEEP, server=there, facts=Facts(floating_ip=made)).address == wanted


def test_has_no_address_before_it_is_listed():
    assert Slot(KEEP).address is None


@pytest.mark.parametrize(("step", "made", "listed", "later", "settled"), [
    (KEEP, None, None, 0, True),
    (KEEP, "192.0.2.1", None, SETTLE - 1, False),
    (KEEP, "192.0.2.1", None, SETTLE + 1, True),
    (KEEP, "192.0.2.1", "192.0.2.1", 0, True),
    (REPLACE, "192.0.2.1", None, 0, True),
    (Step("create", 1, "web-1", A, ""), "192.0.2.1", None, 0, True),
])
def test_settled(step, made, listed, later, settled):
    there = server(1, addresses=addresses(floating=listed))
    slot = Slot(step, server=there, facts=Facts(floating_ip=made, floated=50.0))
    assert slot.settled(50.0 + later) is settled
