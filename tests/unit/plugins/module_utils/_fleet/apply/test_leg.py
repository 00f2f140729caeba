# SPDX-License-Identifier: GPL-3.0-or-later
"""What the legs of a server's way have in common."""

from __future__ import annotations

import pytest
from builders import A, B, seat, server, ways
from fakeloop import FakeLoop
from fakes import FakeCloud

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    ABSENT,
    Facts,
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.leg import Leg
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

FIP = {"id": "fip-1", "address": "192.0.2.1"}


class Way(Leg):
    """begun: the servers with which it has begun."""

    def __init__(self, loop):
        super().__init__(loop)
        self.begun = []

    def begin(self, journey):
        self.begun.append(journey.server)


def way(*clouds, action="create", old=None, **more):
    """A leg, and a journey on it."""
    loop = FakeLoop(*clouds or [FakeCloud(A), FakeCloud(B)], **more)
    journey = Journey(Step(action, seat(1), "web-1", B, "", old), facts=Facts(began=0.0))
    return Way(loop), journey


@pytest.mark.parametrize(("status", "noted"), [("ACTIVE", ["active"]), ("BUILD", [])])
def test_a_server_that_is_listed_goes_on_as_in_the_beginning(status, noted):
    leg, journey = way()
    found = server(1, B, status=status)
    journey.absent = 1
    leg.seen(journey, found)
    assert leg.begun == [found] and journey.server is found
    assert (journey.listed, journey.absent, list(journey.facts.times)) == (True, 0, noted)


def test_a_server_that_no_list_shows_yet_may_come():
    leg, journey = way()
    for _list in range(ABSENT - 1):
        leg.seen(journey, None)
    assert journey.open and leg.begun == []
    leg.seen(journey, None)
    assert "has vanished: somebody has deleted it" in str(journey.failure)


def test_a_server_that_was_listed_and_is_not_any_more_has_vanished():
    leg, journey = way()
    leg.seen(journey, server(1, B))
    leg.seen(journey, None)
    assert (journey.failure.kind, leg.loop.noted) == ("build_failed", ["failed"])


def test_what_it_knows_of_the_target():
    a, b = FakeCloud(A), FakeCloud(B)
    leg, journey = way(a, b)
    leg.loop.offers[B].choices = ways({"": {}}, image="image-9")
    assert leg.connection(journey) is b
    assert leg.resolved(journey).image == "image-9"


@pytest.mark.parametrize(("known", "found"), [
    ({}, []), ({B: {}}, []), ({B: {"b1": [FIP], "b2": []}}, [FIP]), ({A: {"b1": [FIP]}}, [])])
def test_the_floating_ips_of_the_old_server(known, found):
    leg, journey = way(action="keep", old=server(1, B), floating_ips=known)
    assert leg.floating_ips_of(journey) == found
