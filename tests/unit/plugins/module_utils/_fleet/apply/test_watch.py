# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists that all who wait on a target share."""

from __future__ import annotations

import pytest
from builders import A, B, marks, row
from clock import Clock
from fakeloop import context
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import poll
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import Events
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import watch

LIST, PORTS = ("GET", "/servers/detail"), ("GET", "/ports")


class Watched:
    """A watch on these clouds; what it has told."""

    def __init__(self, monkeypatch, *clouds):
        self.time, self.seen, self.lost, self.events = Clock(), [], [], Events()
        monkeypatch.setattr(watch, "time", self.time)
        self.watch = watch.Watch(context(*clouds), self.events,
                                 lambda *told: self.seen.append(told),
                                 lambda *told: self.lost.append(told))

    def after(self, seconds, *targets):
        """What is due by then is asked, and answered."""
        self.time.now += seconds
        running = [listing for listing in self.watch._listings.values() if listing.running]
        self.watch.due(set(targets))
        if running != [one for one in self.watch._listings.values() if one.running]:
            self.events.take(60)


@pytest.fixture
def watched(monkeypatch):
    return lambda *clouds: Watched(monkeypatch, *clouds)


def test_one_list_an_interval_after_somebody_wants_it_however_many_do(watched):
    a = FakeCloud(A, [row("s-1", "web-1", marks())])
    on = watched(a)
    for _server in range(3):
        on.watch.wanted(A)
    on.after(poll.FIRST - 0.1, A)
    assert a.log == []
    on.after(0.2, A)
    assert a.log == [LIST]
    (target, rows, asked), = on.seen
    assert (target, set(rows), asked) == (A, {"s-1"}, on.time.now)


def test_only_targets_where_somebody_waits_are_listed(watched):
    a, b = FakeCloud(A), FakeCloud(B)
    on = watched(a, b)
    on.watch.wanted(A)
    on.after(99, B)         # where nobody has ever waited
    on.watch.wanted(B)
    on.after(99, B)
    assert (a.log, b.log) == ([], [LIST])


def test_no_second_list_while_one_is_under_way(watched):
    a = FakeCloud(A)
    on = watched(a)
    on.watch.wanted(A)
    on.time.now += 99
    on.watch.due({A})
    on.time.now += 99
    on.watch.due({A})
    on.events.take(5)
    assert a.log == [LIST] and len(on.seen) == 1


def test_a_list_that_shows_something_new_makes_the_next_one_come_sooner(watched):
    a = FakeCloud(A, [row("s-1", "web-1", marks(), status="BUILD")])
    a.slow = 3
    on, pauses = watched(a), []
    on.watch.wanted(A)
    for _list in range(5):
        on.after(99, A)
        pauses.append(on.watch._listings[A]._due - on.time.now)
    assert pauses[0] < pauses[1] < pauses[2] > pauses[4]


def test_a_target_that_fails_again_and_again_is_lost(watched):
    a = FakeCloud(A, faults={LIST[0] + " " + LIST[1]: [refusal("api", "no")]})
    on = watched(a)
    on.watch.wanted(A)
    for number in range(1, watch.LOST_AFTER + 1):
        assert on.lost == []
        on.after(99, A)
        assert len(a.log) == number
    (target, error), = on.lost
    assert (target, error.kind, on.seen) == (A, "api", [])


def test_a_list_between_failures_is_another_chance(watched):
    no, yes = refusal("api", "no"), None
    a = FakeCloud(A)
    on = watched(a)
    on.watch.wanted(A)
    for fault in (no, no, yes, no, no):
        a.faults = {"GET /servers/detail": [fault]} if fault else {}
        on.after(99, A)
    assert on.lost == [] and len(on.seen) == 1


def test_a_target_that_is_silent_is_lost_at_once(watched):
    on = watched(FakeCloud(A, faults={"GET /servers/detail": [refusal("timeout")]}))
    on.watch.wanted(A)
    on.after(99, A)
    assert [target for target, _error in on.lost] == [A]


def ports(on, *server_ids):
    """{server id: port id}, or what was raised, of one list."""
    told = []
    on.watch.ports(A, list(server_ids), told.append)
    on.events.take(5)
    error = told[0].exception()
    return error.kind if error else told[0].result()


def test_ports_have_a_rhythm_of_their_own(watched):
    a = FakeCloud(A, [row("s-1", "web-1", marks())])
    on = watched(a)
    assert not on.watch.ports_due(A)
    on.time.now += poll.FIRST
    assert on.watch.ports_due(A)
    assert ports(on, "s-1", "s-2") == {"s-1": "port-s-1"}
    assert a.log == [PORTS]
    assert not on.watch.ports_due(A)
    assert on.watch._listings == {}


def test_ports_that_cannot_be_listed_are_for_who_asked(watched):
    on = watched(FakeCloud(A, faults={"GET /ports": [refusal("api")]}))
    on.watch.ports_due(A)
    assert ports(on, "s-1") == "api"
    assert on.lost == []


def test_volumes_are_those_of_the_fleet(watched):
    a, told = FakeCloud(A), []
    a.volumes.add("web-1-data", {"multicloud_fleet": "web"})
    a.volumes.add("db-1-data", {"multicloud_fleet": "db"})
    on = watched(a)
    on.watch.volumes(A, told.append)
    on.events.take(5)
    assert [volume.name for volume in told[0].result()] == ["web-1-data"]


def test_what_is_no_error_of_a_cloud_is_told_as_one(watched):
    on = watched(FakeCloud(A))
    on.watch.context.connections[A].pages = lambda *_args, **_query: 1 / 0
    on.watch.wanted(A)
    for _list in range(watch.LOST_AFTER):
        on.after(99, A)
    assert isinstance(on.lost[0][1], CloudError)
