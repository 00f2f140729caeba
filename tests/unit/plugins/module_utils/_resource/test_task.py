# SPDX-License-Identifier: GPL-3.0-or-later
"""What the resources of one task share: nothing is looked up twice."""

from __future__ import annotations

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Spec

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"
NETWORK = Spec("network", "network", "network.v2.network.Network", {})
PROJECT = Spec("project", "identity", "identity.v3.project.Project", {})
ROWS = {"network": [{"id": "n-1", "name": "a", "project_id": "project", "mtu": 1400},
                    {"id": "n-2", "name": "a", "project_id": "other", "mtu": 1500}]}


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


def start(check=False, faults=None, **more):
    return tasks.Task(Memory(ROWS, faults), {"network": NETWORK, "project": PROJECT}, check, **more)


def test_a_name_is_looked_up_once():
    task = start()
    assert [task.resolve("network", "a") for _time in range(3)] == ["n-1"] * 3
    assert len(task.connection.log) == 1


def test_what_makes_it_another_look_up():
    task = start()
    assert task.resolve("network", "a") == "n-1"
    assert task.resolve("network", "a", attribute="mtu") == 1400
    assert task.resolve("network", "a", project_id="other") == "n-2"
    task.project = "other"
    assert task.resolve("network", "a") == "n-2"
    assert len(task.connection.log) == 4


@pytest.mark.parametrize(("desired", "known"), [("a", "n-1"), ("b", "b")])
def test_what_a_resource_was_looked_for_is_known(desired, known):
    task = start()
    api = task.api(NETWORK)
    engine.find(task, api, {"name": desired})
    assert task.resolve("network", desired) == known and len(task.connection.log) == 1


def test_what_is_not_there():
    task = start()
    for look in (task.resolve, task.row):
        with pytest.raises(CloudError, match="there is no network 'b' here") as error:
            look("network", "b")
        assert (error.value.kind, error.value.more["noun"]) == ("not_found", "network")
    assert task.warnings == []


BOTH = ("network", "project")


def test_one_of_several_kinds():
    rows = {**ROWS, "project": [{"id": "p-1", "name": "p"}, {"id": "p-2", "name": "a"}]}
    task = tasks.Task(Memory(rows), {"network": NETWORK, "project": PROJECT})
    assert [task.resolve(BOTH, "p") for _time in range(2)] == ["p-1", "p-1"]
    with pytest.raises(CloudError) as error:
        task.resolve(BOTH, "a")
    assert error.value.kind == "ambiguous"
    assert error.value.message == (
        "a network (n-1) and a project (p-2) are named 'a': name one by its id")


def test_none_of_several_kinds():
    with pytest.raises(CloudError, match="there is no network or project 'b' here") as error:
        start().resolve(BOTH, "b")
    assert error.value.kind == "not_found"
    task = start(check=True)
    assert task.resolve(BOTH, "b") == "b" and len(task.warnings) == 1


def test_what_is_not_there_may_be_made_by_a_task_before():
    task = start(check=True)
    assert task.resolve("network", "b") == "b" and task.row("network", "b") is None
    assert len(task.warnings) == 2
    assert task.warnings[0] == (
        "a: there is no network 'b' here; check mode assumes that it exists")
    # the task before has said so
    task.warnings.clear()
    foreseen = "would-be-created:network:b"
    assert task.resolve("network", foreseen) == foreseen and task.warnings == []
    assert task.assumed == {"b", foreseen}


@pytest.mark.parametrize(("kind", "desired", "found"), [
    ("forbidden", ID, ID), ("forbidden", "a" * 32, "a" * 32), ("forbidden", "a" * 64, "a" * 64),
    ("forbidden", "a", None), ("forbidden", "a" * 40, None), ("unreachable", ID, None)])
@pytest.mark.parametrize("check", [False, True])
def test_what_may_not_be_read(kind, desired, found, check):
    fault = CloudError(kind, "no")
    task = start(check, {"listing project": fault, "reading project": fault})
    if found:
        assert task.resolve("project", desired) == found
    else:
        with pytest.raises(CloudError) as error:
            task.resolve("project", desired)
        assert error.value.kind == kind


def test_a_row_is_known_from_then_on():
    task = start()
    assert task.row("network", "a").mtu == 1400
    assert task.resolve("network", "a") == "n-1" and len(task.connection.log) == 1


@pytest.mark.parametrize(("more", "timeout"), [({"timeout": 7}, 7), ({"timeout": 7, "wait": False},
                                                                     0.0)])
def test_one_api_for_each_kind(more, timeout):
    task = start(**more)
    api = task.api(NETWORK)
    assert task.api(NETWORK) is api and task.api(PROJECT) is not api
    assert (api.timeout, api.project, api.assumed) == (timeout, None, set())
    task.project = "other"
    task.assumed.add("web")
    api = task.api(NETWORK)
    assert (api.project, api.assumed) == ("other", {"web"})
