# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that find no place are tried again until they do, or the time is over."""

from __future__ import annotations

import time

import pytest
from builders import A, B
from fakes import FakeCloud, refusal
from runs import kinds, there

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import room

NO_HOST = {"message": "No valid host was found."}


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(room, "FIRST", 0.05)
    monkeypatch.setattr(room, "LONGEST", 0.1)


class Growing(FakeCloud):
    """Its quota is raised when it was read so many times."""

    def __init__(self, target, *, reads, more, **options):
        super().__init__(target, **options)
        self.reads, self.more = reads, more

    def get(self, service, path, action, **query):
        self.reads -= path == "/limits"
        if self.reads < 0:
            self.quota = self.more
        return super().get(service, path, action, **query)


def without_hosts(target, times):
    """The first builds find none."""
    cloud, builds = FakeCloud(target), []

    def built(row):
        builds.append(row)
        if len(builds) <= times:
            row.update({"status": "ERROR", "fault": NO_HOST})
    cloud.on_create = built
    return cloud


def test_until_the_quota_is_raised(go):
    a = Growing(A, quota=1, reads=4, more=5)
    result = go(a, count=3, wait_for_room="1m")
    assert not result["failed"] and a.names == ["web-1", "web-2", "web-3"]
    assert a.writes.count("POST /servers") == 3


def test_those_that_fit_do_not_wait(go):
    a, b = FakeCloud(A, quota=1), FakeCloud(B, quota=0)
    result = go(a, b, count=2, wait_for_room="1")
    assert result["failed"] and a.names == ["web-1"] and kinds(result) == ["quota"]
    assert a.writes.count("POST /servers") == 1 and not b.names


def test_until_there_are_hosts_with_one_server_at_a_time(go):
    a = without_hosts(A, 4)
    result = go(a, count=3, wait_for_room="1m")
    assert not result["failed"] and a.names == ["web-1", "web-2", "web-3"]
    assert a.writes.count("POST /servers") == 3 + 2 + 2


class Secretive(FakeCloud):
    """It refuses the first servers for a quota that its limits do not tell of."""

    refused = 3

    def _create(self, desired):
        self.refused -= 1
        if self.refused >= 0:
            raise refusal("quota", "Quota exceeded for ports")
        return super()._create(desired)


def test_until_a_quota_is_raised_that_nobody_tells_of_with_one_server_at_a_time(go):
    a = Secretive(A)
    result = go(a, count=2, wait_for_room="1m")
    assert not result["failed"] and a.names == ["web-1", "web-2"]
    assert a.writes.count("POST /servers") == 2 + 1 + 2


@pytest.mark.parametrize("options", [{}, {"wait_for_room": "1h", "check_mode": True}])
def test_nobody_waits_who_does_not_ask_for_it(go, options):
    a, began = FakeCloud(A, quota=1), time.monotonic()
    result = go(a, count=3, **options)
    assert result["failed"] and not a.names and kinds(result) == ["quota"]
    assert time.monotonic() - began < 10


def test_what_has_no_room_anywhere_is_not_waited_for(go):
    a, began = FakeCloud(A), time.monotonic()
    result = go(a, count=3, image="plan-9", wait_for_room="1h")
    assert result["failed"] and kinds(result) == ["not_found"]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(("most", "made"), [(2, 0), (3, 3)])
def test_those_that_wait_count_as_those_that_are_made(go, most, made):
    a = Growing(A, quota=1, reads=4, more=5)
    result = go(a, count=3, wait_for_room="1m", max_replace=most)
    assert result["failed"] == (not made) and len(a.names) == made


class Breaking(Growing):
    """What it has breaks when it has room."""

    def get(self, service, path, action, **query):
        if self.reads == 1:
            self.servers["s-1"]["status"] = "ERROR"
        return super().get(service, path, action, **query)


@pytest.mark.parametrize(("most", "left"), [(2, ["web-1"]), (3, ["web-1", "web-2", "web-3"])])
def test_what_breaks_meanwhile_counts_as_well(go, most, left):
    a = Breaking(A, servers=[there(1)], quota=1, reads=4, more=5)
    result = go(a, count=3, wait_for_room="1m", max_replace=most)
    assert sorted(a.names) == left
    assert result["failed"] == ("so nothing more was done" in result["msg"]) == (most == 2)


PRICES = {"prices": [{"cloud": "a", "flavors": {"small": 1}}]}


@pytest.mark.parametrize(("most", "made"), [(1500, 1), (2200, 3)])
def test_what_finds_room_later_costs_as_much(go, most, made):
    a = Growing(A, quota=1, reads=4, more=5)
    result = go(a, count=3, wait_for_room="1m", max_cost=most, **PRICES)
    assert len(a.names) == made and result["cost"]["after"]["hour"] == made
    assert result["failed"] == ("would cost 2190.00 per month" in result["msg"]) == (made == 1)
