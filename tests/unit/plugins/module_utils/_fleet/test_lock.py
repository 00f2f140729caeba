# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock of a fleet: of several runs one has it, and the others know which."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from builders import NOW, A, B

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import lock
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim, mark

OTHER = {"id": "g9", "description": "multicloud_fleet=db multicloud_lock=fleet", "name": "db-lock",
         "revision_number": 1}


class Neutron:
    """The security groups of one target.  down: what each request ends with."""

    def __init__(self, target=A, down=None, ids=()):
        self.target, self.down, self.now_is = target, down, NOW
        self.groups, self.log, self.ids = {"g9": dict(OTHER)}, [], list(ids)
        self.alone, self.meanwhile = threading.Lock(), {}

    def now(self):
        return self.now_is

    def project_id(self):
        return "p"

    def locks(self):
        return [row for row in self.groups.values() if row["id"] != "g9"]

    def _ask(self, what):
        self.log.append(what)
        if self.down:
            raise self.down
        self.meanwhile.pop(what, lambda: None)()

    def pages(self, service, path, key, action, **query):
        self._ask("list")
        with self.alone:
            return [dict(row) for row in self.groups.values()]

    def post(self, service, path, body, action):
        self._ask("create")
        with self.alone:
            own_id = self.ids.pop(0) if self.ids else f"g{len(self.groups)}"
            self.groups[own_id] = {**body["security_group"], "id": own_id, "revision_number": 1}

    def put(self, service, path, body, action, revision):
        self._ask("put")
        with self.alone:
            row = self.groups[path.rpartition("/")[2]]
            if row["revision_number"] != revision:
                raise CloudError("api", "Constrained", self.target, status=412)
            row.update(body["security_group"], revision_number=revision + 1)
            return {"security_group": dict(row)}

    def get(self, service, path, action):
        return {"security_group": dict(self.groups[path.rpartition("/")[2]])}

    def delete(self, service, path, action):
        self._ask("delete")
        del self.groups[path.rpartition("/")[2]]


class Selection:
    def __init__(self, *clouds):
        self.clouds = {cloud.target: cloud for cloud in clouds}
        self.targets = list(self.clouds)

    def ask(self, function, targets=None, within=None):
        done = {}
        for target in targets:
            try:
                done[target] = function(self.clouds[target])
            except CloudError as error:
                done[target] = error
        return done


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(lock, "time", SimpleNamespace(sleep=lambda seconds: None))


def locked(*clouds, owner="ci-1", stays=True, seconds=600):
    return lock.locked(Selection(*clouds), "web", owner, seconds, stays)


def test_without_an_owner_nothing_is_asked():
    cloud = Neutron()
    with locked(cloud, owner=None) as failed:
        assert not failed and not cloud.log


def test_it_says_who_holds_it_and_is_let_go_of_in_the_end():
    cloud, other = Neutron(), Neutron(B)
    with locked(cloud, other) as failed:
        assert failed == {}
        for one in (cloud, other):
            [row] = one.locks()
            assert row["description"] == mark.lock("web")
            assert row["name"].startswith("web-lock multicloud_claim=")
            assert claim.holder(row["name"]) == "ci-1 until 2026-01-01T12:11:00Z"
    assert [row["name"] for row in cloud.locks()] == ["web-lock"]
    with locked(cloud, other):
        assert len(cloud.locks()) == 1
    assert cloud.log[-4:] == ["list", "put", "list", "put"]
    assert cloud.groups["g9"] == OTHER


def test_it_is_let_go_of_after_a_failure():
    cloud = Neutron()
    with pytest.raises(ZeroDivisionError), locked(cloud):
        raise ZeroDivisionError
    assert [row["name"] for row in cloud.locks()] == ["web-lock"]


def test_another_run_says_who_has_it_and_changes_nothing():
    cloud, other = Neutron(), Neutron(B)
    with locked(cloud), pytest.raises(CloudError) as caught, locked(cloud, other, owner="ci-2"):
        pytest.fail("two have it")
    assert caught.value.kind == "conflict"
    assert "'web' is locked by ci-1 until 2026-01-01T12:11:00Z" in caught.value.message
    assert other.log == []


def test_what_is_locked_already_is_let_go_of():
    """Two runs that have one target in common."""
    cloud, other = Neutron(), Neutron(B)
    with locked(other), pytest.raises(CloudError, match="locked by ci-1"), \
            locked(cloud, other, owner="ci-2"):
        pytest.fail("two have it")
    assert [row["name"] for row in cloud.locks()] == ["web-lock"]


def test_one_whose_end_has_passed_is_taken_over():
    cloud = Neutron()
    with locked(cloud):
        cloud.now_is = NOW + timedelta(minutes=12)
        with locked(cloud, owner="ci-2"):
            assert "ci-2" in cloud.locks()[0]["name"]
            cloud.log.clear()
        assert cloud.log == ["put"]
    assert [row["name"] for row in cloud.locks()] == ["web-lock"]


def test_the_first_does_not_let_go_of_what_was_taken_over():
    cloud = Neutron()
    first = locked(cloud)
    first.__enter__()
    cloud.now_is = NOW + timedelta(minutes=12)
    with locked(cloud, owner="ci-2"):
        first.__exit__(None, None, None)
        assert "ci-2" in cloud.locks()[0]["name"]


def test_a_target_that_cannot_be_locked_is_left_out():
    down = Neutron(A, CloudError("unreachable", "no answer", A))
    other = Neutron(B)
    with locked(down, other) as failed:
        assert [*failed] == [A] and "ci-1" in other.locks()[0]["name"]


def test_it_goes_with_its_fleet():
    cloud = Neutron()
    with locked(cloud, stays=False):
        assert len(cloud.locks()) == 1
    assert cloud.locks() == []


def test_two_that_make_one_at_the_same_time():
    """Each holds its own for a moment, and none of them goes on like that."""
    cloud = Neutron(ids=["g5"])

    def other():
        cloud.groups["g4"] = {"id": "g4", "name": claim.held("web-lock", "abc", NOW + timedelta(
            minutes=5), "ci-2"), "description": mark.lock("web"), "revision_number": 2}
    cloud.meanwhile["put"] = other
    with pytest.raises(CloudError, match="locked by ci-2"), locked(cloud):
        pytest.fail("two have it")
    assert [row["name"] for row in cloud.locks()][0] == "web-lock"


def test_of_many_one_at_a_time(monkeypatch):
    monkeypatch.setattr(lock, "TRIES", 100)
    cloud, inside, most, done = Neutron(), [], [], []

    def run(owner):
        for _again in range(20):
            try:
                with locked(cloud, owner=owner):
                    inside.append(owner)
                    most.append(len(inside))
                    done.append(owner)
                    inside.remove(owner)
            except CloudError as error:
                assert error.kind == "conflict"
    threads = [threading.Thread(target=run, args=(f"ci-{number}",)) for number in range(6)]
    random.shuffle(threads)
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(most) == {1} and done


@pytest.mark.parametrize("owner", ["", "a b", "ö", "a" * 65, "a=b"])
def test_bad_owners(owner):
    cloud = Neutron()
    with pytest.raises(CloudError, match="lock_owner: .* is not a valid owner"), \
            locked(cloud, owner=owner):
        pass
    assert not cloud.log


@pytest.mark.parametrize("down", ["create", "list", "put"])
def test_an_error_leaves_nothing_locked(down):
    cloud, other = Neutron(), Neutron(B)

    def fail():
        raise CloudError("unreachable", "no answer", A)
    cloud.meanwhile[down] = fail
    with locked(cloud, other) as failed:
        assert [*failed] == [A]
    assert not any("ci-1" in row["name"] for row in (*cloud.locks(), *other.locks()))
