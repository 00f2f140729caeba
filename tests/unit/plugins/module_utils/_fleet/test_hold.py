# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gets a server for which several ask, with a Neutron that answers in every way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import hold
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.hold import Item

UNTIL = datetime.fromisoformat("2026-12-01T10:00:00+00:00")
STALE = CloudError("api", "Constrained to 5", A, status=412)
CUT = CloudError("unreachable", "no answer", A)
GONE = CloudError("not_found", "no such port", A)


class Neutron:
    """One port.  fails: what a change ends with, done: whether it is carried out all the same;
    before, after: names that others have set then."""

    def __init__(self, fails=None, done=True, before=(), after=(), unreadable=None):
        self.name, self.revision = "eth0", 5
        self.fails, self.done, self.unreadable = fails, done, unreadable
        self.before, self.after = before, after

    def put(self, service, path, body, action, revision):
        for name in self.before:
            self._set(name)
        if self.done:
            self._set(body["port"]["name"])
        row = self._row()
        for name in self.after:
            self._set(name)
        if self.fails:
            raise self.fails
        return row

    def get(self, service, path, action):
        if self.unreadable:
            raise self.unreadable
        return self._row()

    def _set(self, name):
        self.name, self.revision = name, self.revision + 1

    def _row(self):
        return {"port": {"name": self.name, "revision_number": self.revision}}


def take(**more):
    neutron = Neutron(**more)
    return hold.take(neutron, Item("p1", "eth0", 5), UNTIL), neutron


@pytest.mark.parametrize("more", [{}, {"fails": CUT}, {"fails": STALE}, {"after": ["theirs"]}])
def test_ours(more):
    found, _neutron = take(**more)
    assert found.item.revision == 6
    assert found.id in found.item.name
    assert found.item.name.startswith("eth0 ")


@pytest.mark.parametrize("more", [
    {"fails": STALE, "done": False, "before": ["theirs"]},
    {"fails": CUT, "done": False, "before": ["theirs"]},    # it was refused, and nobody said so
    {"before": ["theirs"]},         # Neutron tried again, and had forgotten the revision
    {"fails": CUT, "after": ["theirs"]}, {"fails": CUT, "after": ["theirs"], "before": ["more"]},
    {"fails": GONE, "done": False}, {"fails": STALE, "done": False, "unreadable": GONE}])
def test_somebody_elses(more):
    assert take(**more)[0] is None


@pytest.mark.parametrize("more", [
    {"fails": CUT, "done": False}, {"fails": CUT, "unreadable": CUT},
    {"fails": CloudError("forbidden", "not allowed", A, status=403), "done": False}])
def test_nobody_knows(more):
    with pytest.raises(CloudError) as caught:
        take(**more)
    assert caught.value is more["fails"]


def test_the_words_of_others_stay_when_it_is_let_go():
    found, neutron = take()
    hold.let_go(neutron, found)
    assert neutron.name == "eth0"
    neutron.fails = CUT
    hold.let_go(neutron, found)


@pytest.mark.parametrize(("others", "is_ours"), [([], True), (["theirs"], False)])
def test_it_is_ours_for_longer_if_nobody_has_held_it_since(others, is_ours):
    found, neutron = take()
    neutron.before = others
    longer = hold.renewed(neutron, found, UNTIL + timedelta(hours=1))
    assert (longer is not None) is is_ours
    if longer:
        assert (longer.id, longer.until) == (found.id, UNTIL + timedelta(hours=1))
        assert longer.item.name == neutron.name and "11:00:00Z" in neutron.name


class Listing:
    def __init__(self, rows):
        self.rows = rows

    def pages(self, service, path, key, action, device_id, fields):
        return [row for row in self.rows if row["device_id"] in device_id]


def test_the_first_port_of_each_server():
    rows = [{"id": own_id, "device_id": server, "created_at": created, "name": "",
             "revision_number": 1} for own_id, server, created in (
        ("c", "s1", "2026-01-02"), ("b", "s1", "2026-01-01"), ("a", "s1", "2026-01-02"),
        ("e", "s2", None), ("d", "s2", None), ("f", "s3", None))]
    found = hold.ports(Listing(rows), {"s1", "s2", "s4"})
    assert {server: port.id for server, port in found.items()} == {"s1": "b", "s2": "d"}
