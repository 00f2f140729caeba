# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers of a fleet on several targets."""

from __future__ import annotations

import pytest
from builders import A, B, marks, row
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import look

OPTIONS = {"name": "web", "group": None, "addresses": None, "port": None}


@pytest.fixture
def play(monkeypatch):
    """The module's result on these clouds; answering: the addresses that do, at which try."""
    def play(*clouds, answering=None, **options):
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds])
        monkeypatch.setattr(look, "select", lambda _options: selection)
        tries = []

        def answers(address, port):
            tries.append((address, port))
            return tries.count((address, port)) >= (answering or {}).get(address, 99)
        monkeypatch.setattr(look, "answers", answers)
        result = look.info({**OPTIONS, **options}, False)
        return result, tries
    return play


def clouds():
    return [FakeCloud(A, [row("w2", "web-2", marks(2)), row("m", "mail", {})]),
            FakeCloud(B, [row("w1", "web-1", marks(1))])]


def test_all_targets_by_number(play):
    result, tries = play(*clouds())
    assert [one["id"] for one in result["endpoints"]] == ["w1", "w2"]
    assert [one["ready"] for one in result["endpoints"]] == [True, True]
    assert result["complete"] and not result["failures"] and tries == []


@pytest.mark.parametrize(("at", "ready", "number"), [(1, True, 1), (3, True, 3), (99, False, 3)])
def test_a_port_is_tried(play, at, ready, number):
    result, tries = play(clouds()[0], answering={"10.0.0.1": at}, port=80)
    assert [one["ready"] for one in result["endpoints"]] == [ready]
    assert tries == [("10.0.0.1", 80)] * number


def test_without_a_port_nothing_is_begun_for_each_server(play, monkeypatch):
    monkeypatch.setattr(look, "each", None)
    assert play(*clouds())[0]["complete"]


def test_one_list_of_each_target(play):
    both = clouds()
    play(*both)
    assert [cloud.log for cloud in both] == [[("GET", "/servers/detail")]] * 2


def test_a_target_that_is_silent(play):
    silent = FakeCloud(B, faults={"GET /servers/detail": [refusal("unreachable")]})
    result, _tries = play(clouds()[0], silent)
    assert [one["id"] for one in result["endpoints"]] == ["w2"]
    assert not result["complete"]
    assert [error["cloud"] for error in result["failures"]] == ["b"] and result["warnings"]


def test_one_project_under_two_names(play):
    one = FakeCloud(A, [row("w2", "web-2", marks(2))])
    other = FakeCloud(B, [row("w2", "web-2", marks(2))])
    result, _tries = play(one, other)
    assert result["endpoints"] == [] and len(result["failures"]) == 2


@pytest.mark.parametrize("options", [{"name": "a b"}, {"group": "a b"},
                                     {"addresses": [{"kind": "x"}]}, {"port": 0},
                                     {"drain": -1.0}])
def test_bad_input(play, options):
    with pytest.raises(CloudError) as error:
        play(*clouds(), **options)
    assert error.value.kind == "invalid"
