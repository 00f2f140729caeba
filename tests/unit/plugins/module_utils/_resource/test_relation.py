# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there or not between resources: what is asked for it, and what is said of it."""

from __future__ import annotations

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import (
    Relation,
    at,
    relate,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import (
    Field,
    Spec,
)

NETWORK = Spec("network", "network", "network.v2.network.Network", {})
RELATION = Relation(
    **at("network", lambda ends: f"/{ends['network']}/{ends['with']}", noun="some_relation"),
    fields={"network": Field(ref="network"), "with": Field(option={"default": "a"}),
            "not_given": Field()})
GIVEN = {"network": "web", "with": "b", "not_given": None, "wait": True}


class Cloud(Memory):
    """One that has these relations, by their paths."""

    def __init__(self, *paths, fault=None):
        super().__init__({"network": [{"id": "n-1", "name": "web"}]})
        self.paths, self.fault, self.asked = {*paths}, fault, []

    def get(self, service, path, action):
        self.asked.append((service, "get", path, action))
        if self.fault or path not in self.paths:
            raise CloudError(self.fault or "not_found", "it is not there")

    def put(self, service, path, body, action):
        assert body is None
        self.asked.append((service, "put", path, action))

    def delete(self, service, path, action):
        self.asked.append((service, "delete", path, action))


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


def run(cloud, check=False, **options):
    task = tasks.Task(cloud, {"network": NETWORK}, check_mode=check)
    return relate(task, RELATION, {**GIVEN, **options}), task.warnings


@pytest.mark.parametrize(("state", "there", "method", "before", "after"), [
    ("present", False, "put", False, True), ("present", True, None, False, False),
    ("absent", True, "delete", True, False), ("absent", False, None, False, False)])
@pytest.mark.parametrize("check", [True, False])
def test_relate(state, there, method, before, after, check):
    cloud = Cloud(*(["/n-1/b"] if there else []))
    shown = {"network": "web", "with": "b"}
    result, _warnings = run(cloud, check, state=state)
    assert result.pop("some_relation", None) == (
        {"network": "n-1", "with": "b"} if state == "present" else None)
    assert result == {"changed": method is not None, "diff": {
        "before": shown if before else {}, "after": shown if after else {}}}
    assert [(service, asked, path) for service, asked, path, _action in cloud.asked] == [
        ("network", asked, "/n-1/b") for asked in ("get", method) if asked == "get" or (
            asked and not check)]
    assert all("some relation" in action for *_rest, action in cloud.asked)


def test_nothing_is_related_to_what_is_not_there():
    assert run(Cloud(), network="none", state="absent")[0]["changed"] is False
    with pytest.raises(CloudError, match="there is no network 'none' here"):
        run(Cloud(), network="none")
    result, warnings = run(Cloud(), True, network="none")
    assert result["changed"] and "check mode assumes that it exists" in warnings[0]


@pytest.mark.parametrize("state", ["present", "absent"])
def test_other_errors_are_said(state):
    cloud = Cloud(fault="forbidden")
    with pytest.raises(CloudError, match="it is not there"):
        run(cloud, state=state)
    assert len(cloud.asked) == 1


def test_arguments():
    assert RELATION.arguments() == {"network": {}, "with": {"default": "a"}, "not_given": {}}
