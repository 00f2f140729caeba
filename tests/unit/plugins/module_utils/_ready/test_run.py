# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers on several clouds until they are ready; their own ways are test_visit.py's."""

from __future__ import annotations

import json

import pytest
from builders import A, B, addresses, host_key, marks, row, seat
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._ready import run
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.outcome import PHASES
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    about,
)

OPTIONS = {"fleet": None, "servers": None, "cloud": None, "targets": None, "port": 22,
           "login": True, "remote_user": None, "private_key_file": None, "ssh_common_args": None,
           "known_hosts": None, "host_keys": "console",
           **{f"{phase}_timeout": 5 for phase in PHASES[1:]}}
KEY = host_key(1)


class FakeVisit:
    """Learns a key, but not of the servers in `bad`."""

    bad: dict = {}
    ways: dict = {}
    users: dict = {}

    def __init__(self, options, connection, outcome, known, bastion=None):
        self.outcome = outcome
        self.ways[outcome.server.id] = (bastion and bastion.outcome.server.id, options.boot)
        self.users[outcome.server.id] = options.ssh.user

    def go(self):
        error = self.bad.get(self.outcome.server.id)
        self.outcome.keys = [KEY]
        self.outcome.error = error and about(self.outcome.server, CloudError(error, "bad"))


@pytest.fixture
def play(monkeypatch):
    """server_ready on these clouds; its result, as plain data."""
    monkeypatch.setattr(run, "PAUSE", 0.01)
    monkeypatch.setattr(run, "Visit", FakeVisit)

    def play(*clouds, check_mode=False, bad=None, failures=(), **options):
        monkeypatch.setattr(FakeVisit, "bad", bad or {})
        monkeypatch.setattr(FakeVisit, "ways", {})
        monkeypatch.setattr(FakeVisit, "users", {})
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds], list(failures))
        play.selected = []
        monkeypatch.setattr(run, "select",
                            lambda options: play.selected.append(options) or selection)
        return json.loads(json.dumps(run.ready({**OPTIONS, **options}, check_mode)))
    return play


def clouds():
    return [FakeCloud(A, [row("w1", "web-1", marks(1)), row("m", "mail", {})]),
            FakeCloud(B, [row("w2", "web-2", marks(2)), row("x", "mail", {})])]


def ids(result):
    return [server["id"] for server in result["servers"]]


@pytest.mark.parametrize(("options", "found", "missing"), [
    ({"fleet": "web"}, ["w1", "w2"], []),
    ({"fleet": "db"}, [], ["there is no server of fleet db"]),
    ({"servers": ["mail"]}, ["m", "x"], []),
    ({"servers": ["m", "web-2"]}, ["m", "w2"], []),
    ({"servers": [{"name": "mail", "cloud": "b"}]}, ["x"], []),
    ({"servers": ["mail", "nobody"]}, ["m", "x"], ["there is no server nobody"]),
])
def test_which_are_waited_for(play, options, found, missing):
    result = play(*clouds(), **options)
    assert ids(result) == found
    assert [error["msg"] for error in result["failures"]] == missing
    assert result["failed"] is bool(missing)


@pytest.mark.parametrize(("options", "targets"), [
    ({"servers": [{"id": "m", "cloud": "a", "region_name": ""}]},
     [{"cloud": "a", "region_name": None}]),
    ({"servers": ["m", {"id": "x", "cloud": "b"}]}, None),
    ({"servers": [{"id": "m", "cloud": "a"}], "cloud": "a"}, None),
])
def test_which_targets_are_asked(play, options, targets):
    play(*clouds(), **options)
    assert play.selected[0]["targets"] == targets


def test_a_server_that_is_built_meanwhile(play):
    cloud = FakeCloud(A, [row("w1", "web-1", marks(1), status="BUILD")])
    lists = cloud.pages

    def pages(*args, **query):
        found = lists(*args, **query)
        cloud.servers["w1"]["status"] = "ACTIVE"
        return found
    cloud.pages = pages
    result = play(cloud, fleet="web")
    assert (ids(result), result["failed"]) == (["w1"], False)


@pytest.mark.parametrize(("status", "sentence"), [
    ("BUILD", "a: server web-1: still BUILD after 0 s (active_timeout)"),
    ("ERROR", "a: server web-1: is in ERROR: Nova gives no reason"),
    ("SHUTOFF", "a: server web-1: is SHUTOFF: start it with multicloud.openstack.server_action, or "
     "delete it"),
])
def test_a_server_that_is_never_active(play, status, sentence):
    cloud = FakeCloud(A, [row("w1", "web-1", marks(1), status=status)])
    # not one of the fake's own, which become ACTIVE
    cloud.pages = lambda *_args, make, **_query: [make(one) for one in cloud.servers.values()]
    result = play(cloud, fleet="web", active_timeout=0)
    assert [error["msg"] for error in result["failures"]] == [sentence]
    assert result["servers"][0]["ready"] is False
    assert result["msg"] == f"0 of 1 servers are ready.\n{sentence}."


def test_a_target_that_is_down(play):
    down = FakeCloud(B, faults={"GET /servers/detail": [refusal("unreachable", "down")]})
    result = play(clouds()[0], down, servers=["web-1", "web-2"])
    assert (ids(result), result["failed"]) == (["w1"], True)
    assert [error["kind"] for error in result["failures"]] == ["unreachable"]
    assert [bool(target["error"]) for target in result["targets"]] == [False, True]


# the file of host keys

ALIEN = "192.0.2.9 ssh-rsa BBBB me\n"
GONE = "10.9.9.9 ssh-rsa BBBB multicloud_target=a multicloud_server=gone\n"
ELSEWHERE = "10.9.9.9 ssh-rsa BBBB multicloud_target=c multicloud_server=gone\n"
FLEET = "10.9.9.8 ssh-rsa BBBB multicloud_fleet=web multicloud_server=gone\n"
MOVED = "10.9.9.7 ssh-rsa BBBB multicloud_target=a multicloud_server=m\n"
REUSED = "10.0.0.1 ssh-rsa BBBB multicloud_target=a multicloud_server=gone-too\n"
MAIL = f"10.0.0.1 {KEY} multicloud_target=a multicloud_server=m\n"


@pytest.mark.parametrize(("before", "after"), [
    ("", MAIL), (ALIEN, ALIEN + MAIL), (GONE, MAIL), (ELSEWHERE, ELSEWHERE + MAIL),
    (FLEET, FLEET + MAIL), (MOVED, MAIL), (REUSED, MAIL), (MAIL, MAIL),
])
@pytest.mark.parametrize("check_mode", [False, True])
def test_the_file_of_host_keys(play, tmp_path, before, after, check_mode):
    path = tmp_path / "known_hosts"
    path.write_text(before)
    result = play(clouds()[0], servers=["mail"], known_hosts=str(path), check_mode=check_mode)
    assert path.read_text() == (before if check_mode else after)
    assert result["changed"] is (before != after)
    assert (result["diff"]["before"], result["diff"]["after"]) == (before, after)


def test_two_servers_with_one_address(play, tmp_path):
    path = tmp_path / "known_hosts"
    path.write_text(ALIEN)
    result = play(*clouds(), servers=["mail"], known_hosts=str(path))
    assert [error["kind"] for error in result["failures"]] == ["host_key"] * 2
    assert "mail (m) on a, mail (x) on b" in result["msg"] and path.read_text() == ALIEN
    assert [server["ready"] for server in result["servers"]] == [False, False]
    assert not play(*clouds(), servers=["mail"])["failed"]      # without a file of addresses


def test_an_impostor_is_named_first(play):
    result = play(*clouds(), servers=["mail"], bad={"m": "not_ready", "x": "host_key"})
    assert [error["server_id"] for error in result["failures"]] == ["x", "m"]


@pytest.mark.parametrize(("bad", "written"), [("host_key", False), ("not_ready", True)])
def test_the_key_of_an_impostor_is_not_written(play, tmp_path, bad, written):
    path = tmp_path / "known_hosts"
    play(clouds()[0], servers=["mail"], known_hosts=str(path), bad={"m": bad})
    assert path.exists() is written


def test_a_fleet_s_file_is_as_the_fleet_writes_it(play, tmp_path):
    path = tmp_path / "known_hosts"
    play(clouds()[0], fleet="web", known_hosts=str(path))
    assert path.read_text() == f"10.0.0.1 {KEY} multicloud_fleet=web multicloud_server=w1\n"


# behind bastions

BEHIND = {**marks(seat(1, "web")), "multicloud_through": "bastion"}
ALIAS = "multicloud_w1"


def jump(key="j1", index=1, **more):
    return row(key, f"web-bastion-{index}", marks(seat(index, "bastion")), **{
        "addresses": addresses("10.0.0.9", "192.0.2.1"), **more})


def behind(*more, status="ACTIVE"):
    return FakeCloud(A, [row("w1", "web-web-1", BEHIND, status=status), *more])


@pytest.mark.parametrize(("asked", "found", "boots"), [
    ({"fleet": "web"}, ["j1", "w1"], True), ({"servers": ["w1"]}, ["w1"], False)])
def test_through_the_bastion_whether_it_was_asked_for_or_not(play, tmp_path, asked, found, boots):
    path = tmp_path / "known_hosts"
    result = play(behind(jump()), known_hosts=str(path), **asked)
    assert (ids(result), result["failed"]) == (found, False)
    assert FakeVisit.ways == {"j1": (None, boots), "w1": ("j1", True)}
    assert [line.split(" ")[0] for line in path.read_text().splitlines()] == [
        *(["192.0.2.1"] if boots else []), ALIAS, *([] if boots else ["192.0.2.1"])]


@pytest.mark.parametrize(("bastions", "sentence"), [
    ([], "there is no server of group bastion on a, through which it is reached"),
    ([jump(status="ERROR")], "its bastion web-bastion-1 is ERROR"),
    ([jump(status="SHUTOFF")], "its bastion web-bastion-1 is SHUTOFF"),
    ([jump(status="BUILD")], "its bastion web-bastion-1 is BUILD after 0 s (active_timeout)"),
    ([jump(addresses={})], "its bastion web-bastion-1 has no address yet after 0 s"),
])
def test_a_bastion_that_is_not_there_is_one_sentence_and_the_rest_goes_on(play, bastions, sentence):
    cloud, other = behind(*bastions), FakeCloud(B, [row("w2", "web-9", marks(9))])
    # not the fake's own, which become ACTIVE
    cloud.pages = lambda *_args, make, **_query: [make(one) for one in cloud.servers.values()]
    result = play(cloud, other, servers=["w1", "w2"], active_timeout=0)
    assert [(one["kind"], one["server_id"]) for one in result["failures"]] == [("bastion", "w1")]
    assert f"a: server web-web-1: {sentence}" in result["failures"][0]["msg"]
    assert [one["ready"] for one in result["servers"]] == [True, False]


@pytest.mark.parametrize("asked", [{"fleet": "web"}, {"servers": ["w1", "w2"]}])
def test_bastions_have_a_user_of_their_own(play, asked):
    cloud = behind(jump(), row("w2", "web-2", marks(2)))
    assert not play(cloud, remote_user="me", **asked)["failed"]
    assert set(FakeVisit.users.values()) == {"me"}
    assert not play(cloud, remote_user="me", bastion_user="you", **asked)["failed"]
    assert FakeVisit.users == {"j1": "you", "w1": "me", "w2": "me"}


def test_a_bastion_that_comes_later_is_waited_for(play):
    cloud = behind(jump(status="BUILD"))
    lists, seen = cloud.pages, []

    def pages(*args, **query):
        found = lists(*args, **query)
        seen.append(1)
        cloud.servers["j1"]["status"] = "ACTIVE" if len(seen) > 1 else "BUILD"
        return found
    cloud.pages = pages
    assert not play(cloud, servers=["w1"])["failed"]
    assert FakeVisit.ways["w1"] == ("j1", True)


def test_two_servers_with_one_address_behind_different_bastions(play, tmp_path):
    path = tmp_path / "known_hosts"
    there = [FakeCloud(target, [row(f"w-{target.cloud}", "web-web-1", BEHIND),
                                jump(f"j-{target.cloud}", addresses=addresses(
                                    "10.0.0.9", f"192.0.2.{number}"))])
             for number, target in enumerate((A, B))]
    assert not play(*there, fleet="web", known_hosts=str(path))["failed"]
    assert len(path.read_text().splitlines()) == 4
