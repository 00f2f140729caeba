# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims on pools in memory: who has what in the end, whatever others do meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, A, B
from fakepool import PoolCloud
from fakes import refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim as marks
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.expiry import stamp

OPTIONS = {"name": "web", "group": None, "addresses": None, "port": None, "state": "present",
           "owner": "me", "servers": None, "count": 1, "placement": "spread", "expires": "1h",
           "wait": False, "timeout": 300.0}
CUT = CloudError("unreachable", "no answer", A)


@pytest.fixture
def play(monkeypatch):
    """The module's result on these clouds."""
    def play(*clouds, check_mode=False, **options):
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds])
        monkeypatch.setattr(claim, "select", lambda _options: selection)
        return claim.run({**OPTIONS, **options}, check_mode)
    return play


def expires(cloud):
    return {mark.split(" ")[1] for mark in cloud.claims().values()}


def test_one_of_each_target(play):
    clouds = PoolCloud(3), PoolCloud(3, B)
    result = play(*clouds, count=2)
    assert [len(cloud.claims()) for cloud in clouds] == [1, 1]
    assert [cloud.held() for cloud in clouds] == [set(cloud.claims()) for cloud in clouds]
    assert (result["changed"], result["failed"]) == (True, False)
    assert [row["action"] for row in result["servers"]] == ["claimed", "claimed"]


def test_together(play):
    clouds = PoolCloud(1), PoolCloud(3, B)
    play(*clouds, count=3, placement="together")
    assert [len(cloud.claims()) for cloud in clouds] == [0, 3]


def test_the_same_owner_keeps_what_it_has(play):
    cloud = PoolCloud(3)
    play(cloud)
    before = cloud.claims()
    result = play(cloud)
    assert cloud.claims() == before
    assert not result["changed"] and result["servers"][0]["action"] == "unchanged"
    assert play(cloud, count=2)["changed"]
    assert len(cloud.claims()) == 2 and before.items() <= cloud.claims().items()


def test_a_claim_is_renewed_when_half_of_it_is_over(play):
    cloud = PoolCloud(1)
    play(cloud)
    cloud.late = timedelta(minutes=31)
    result = play(cloud)
    assert result["changed"] and result["servers"][0]["action"] == "renewed"
    assert expires(cloud) == {stamp(NOW + timedelta(minutes=91))}


def test_the_clock_of_each_cloud_counts(play):
    clouds = PoolCloud(1, late=timedelta(minutes=-7)), PoolCloud(1, B, late=timedelta(minutes=9))
    play(*clouds, count=2)
    assert [expires(cloud) for cloud in clouds] == [
        {stamp(NOW + timedelta(minutes=minutes))} for minutes in (53, 69)]


def test_nothing_is_changed_in_check_mode(play):
    cloud = PoolCloud(2)
    result = play(cloud, check_mode=True)
    assert result["changed"] and "claimed by me" in result["diff"]["after"]
    assert not cloud.claims() and not cloud.held()
    play(cloud)
    assert play(cloud, check_mode=True, state="absent")["changed"] and len(cloud.claims()) == 1


def test_all_or_nothing(play):
    clouds = PoolCloud(2), PoolCloud(1, B)
    result = play(*clouds, count=4)
    assert result["failed"] and not result["changed"] and not result["servers"]
    assert not any(cloud.claims() or cloud.held() for cloud in clouds)


def test_somebody_else_is_faster(play):
    """Of both servers: the one that was taken first is given back."""
    cloud, taken = PoolCloud(2), []

    def others(port):
        if taken:
            port.update(name=marks.held("", "other", marks.EVER), revision_number=9)
        taken.append(port)
    cloud.meanwhile = others
    result = play(cloud, count=2)
    assert result["failed"] and not cloud.claims()


def test_what_is_held_is_not_asked_for(play):
    cloud = PoolCloud(1)
    cloud.ports["p-a1"]["name"] = marks.held("", "other", NOW + timedelta(minutes=1))
    assert play(cloud)["failed"]
    assert not [path for method, path in cloud.log if method == "PUT"]
    cloud.late = timedelta(minutes=2)       # who has held it never came back
    assert not play(cloud)["failed"] and len(cloud.claims()) == 1


def test_a_server_that_dies_between_choice_and_mark(play):
    cloud = PoolCloud(2)
    cloud.meanwhile = lambda port: len(cloud.servers) == 2 and cloud.servers.pop(port["device_id"])
    result = play(cloud)
    assert not result["failed"] and list(cloud.claims()) == list(cloud.servers)


def test_a_server_that_is_broken_by_then(play):
    cloud = PoolCloud(1)
    cloud.meanwhile = lambda port: cloud.servers["a1"].update(status="ERROR")
    assert play(cloud)["failed"] and not cloud.claims()


@pytest.mark.parametrize("fault", [("PUT", "/ports/p-a1"), ("POST", "/metadata")])
def test_an_answer_that_is_lost(play, fault):
    cloud = PoolCloud(1)
    cloud.faults, cloud.lost = {fault: [CUT]}, True
    assert not play(cloud)["failed"] and len(cloud.claims()) == 1


def test_a_target_that_refuses(play):
    clouds = PoolCloud(3), PoolCloud(1, B)
    clouds[0].faults = {("PUT", f"/ports/p-a{number}"): [refusal("forbidden")] * 9
                        for number in (1, 2, 3)}
    for _time in range(9):
        result = play(*clouds)
        assert not result["failed"] and len(clouds[1].claims()) == 1
    assert not clouds[0].claims() and not clouds[0].held()


def test_a_target_that_is_silent(play):
    clouds = PoolCloud(1), PoolCloud(1, B)
    clouds[0].faults = {("GET", "/detail"): [CUT] * 2}
    result = play(*clouds)
    assert not result["failed"] and len(result["warnings"]) == 1 and clouds[1].claims()
    result = play(*clouds, state="absent")
    assert result["failed"] and "no answer" in result["msg"]


def test_it_waits_for_servers(play, monkeypatch):
    cloud, pauses = PoolCloud(1), []
    cloud.ports["p-a1"]["name"] = marks.held("", "other", NOW + timedelta(minutes=1))

    def sleep(seconds):
        pauses.append(seconds)
        cloud.late = timedelta(minutes=len(pauses) - 1)
    monkeypatch.setattr(claim.time, "sleep", sleep)
    assert not play(cloud, wait=True)["failed"]
    assert len(pauses) == 2 and all(2 <= seconds <= 3 for seconds in pauses)


def test_release(play):
    cloud = PoolCloud(3)
    play(cloud, count=2)
    play(cloud, owner="you")
    result = play(cloud, state="absent")
    assert [row["action"] for row in result["servers"]] == ["released", "released"]
    assert sum(stamp(NOW) in mark for mark in cloud.claims().values()) == 2
    assert not play(cloud, state="absent")["changed"]
    # those that were used are free for nobody
    assert play(cloud, owner="another")["failed"]


def test_release_one_of_several(play):
    cloud = PoolCloud(2)
    play(cloud, count=2)
    result = play(cloud, state="absent", owner=None, servers=["a2", "b7"])
    assert [row["id"] for row in result["servers"]] == ["a2"]


def test_a_release_that_fails(play):
    cloud = PoolCloud(2)
    play(cloud, count=2)
    cloud.faults = {("POST", "a1/metadata"): [refusal("forbidden")]}
    result = play(cloud, state="absent")
    assert result["failed"] and [row["id"] for row in result["servers"]] == ["a2"]
