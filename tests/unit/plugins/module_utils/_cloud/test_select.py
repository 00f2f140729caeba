# SPDX-License-Identifier: GPL-3.0-or-later
"""Which targets a task is about."""

from __future__ import annotations

import threading

import pytest
from builders import A, B

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import select
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

NORTH, SOUTH = Target("c", "north"), Target("c", "south")


def entry(**more):
    return {"auth": {"auth_url": "http://192.0.2.1:5000/v3", "username": "me", "password": "x",
                     "project_name": "p", "user_domain_id": "default",
                     "project_domain_id": "default"}, **more}


@pytest.fixture
def clouds(place):
    place.clouds(b=entry(), a=entry(), c=entry(regions=["north", "south"]),
                 bad=entry(auth_type="nonsense"))


@pytest.mark.usefixtures("clouds")
@pytest.mark.parametrize(("options", "targets", "failed"), [
    ({}, [B, A, NORTH, SOUTH], ["bad"]),
    ({"cloud": None, "targets": None}, [B, A, NORTH, SOUTH], ["bad"]),
    ({"cloud": "c"}, [NORTH, SOUTH], []),
    ({"cloud": "c", "region_name": "south"}, [SOUTH], []),
    ({"cloud": "bad"}, [], ["bad"]),
    ({"targets": [{"cloud": "c", "region_name": "south"}, {"cloud": "a"}]}, [SOUTH, A], []),
    ({"targets": [{"cloud": "bad"}, {"cloud": "a"}, {"cloud": "x"}]}, [A], ["bad", "x"]),
    ({"targets": [{"cloud": "c", "region_name": "west"}, {"cloud": "c", "region_name": "north"}]},
     [NORTH], ["c/west"]),
    ({"cloud": {**entry(), "name": "mine"}}, [Target("mine")], []),
])
def test_targets_and_failures(options, targets, failed):
    found = select(options)
    assert found.targets == targets
    assert [str(error.target) for error in found.failures] == failed
    assert all(error.kind == "config" for error in found.failures)
    assert [found.connections[target].target for target in targets] == targets


@pytest.mark.usefixtures("clouds")
def test_what_is_said_for_a_target_stays_with_it():
    first, second = {"cloud": "c", "max": 1}, {"cloud": "a", "image": "x"}
    found = select({"targets": [first, second]})
    assert found.entries == [(NORTH, first), (SOUTH, first), (A, second)]


@pytest.mark.usefixtures("clouds")
def test_a_target_that_is_named_twice_has_one_connection():
    found = select({"targets": [{"cloud": "a"}, {"cloud": "a"}]})
    assert found.targets == [A, A]


@pytest.mark.usefixtures("clouds")
def test_ask_asks_all_or_those_that_are_named():
    found = select({})

    def ask(connection):
        if connection.target == A:
            raise CloudError("auth", "refused", A)
        return str(connection.target)
    answers = found.ask(ask)
    assert list(answers) == [B, A, NORTH, SOUTH]
    assert answers.pop(A).kind == "auth"
    assert answers == {B: "b", NORTH: "c/north", SOUTH: "c/south"}
    assert found.ask(ask, [NORTH]) == {NORTH: "c/north"}
    assert found.ask(ask, []) == {}


@pytest.mark.usefixtures("clouds")
@pytest.mark.parametrize(("within", "late"), [(None, []), (1, [A, SOUTH]), (30, [])])
def test_ask_waits_no_longer_than_it_is_told(within, late):
    def ask(connection):
        if connection.target in (A, SOUTH):
            over.wait(60 if late else 0.2)
        return "answer"
    over = threading.Event()
    answers = select({}).ask(ask, within=within)
    over.set()
    assert list(answers) == [B, A, NORTH, SOUTH]
    assert [target for target, answer in answers.items() if answer != "answer"] == late
    assert all((answers[target].kind, answers[target].target) == ("timeout", target)
               for target in late)


@pytest.mark.usefixtures("clouds")
def test_who_is_silent_has_failed_before_the_time_is_over():
    found, over = select({"api_timeout": 0.05}), threading.Event()
    answers = found.ask(lambda connection: over.wait(25), [A], within=30)
    over.set()
    assert answers[A].kind == "timeout"


def test_where_nothing_can_be_read(place):
    with pytest.raises(CloudError, match="no clouds"):
        select({})
    place.write("clouds.yaml", "clouds: [")
    with pytest.raises(CloudError, match="not valid YAML"):
        select({"cloud": "a"})
