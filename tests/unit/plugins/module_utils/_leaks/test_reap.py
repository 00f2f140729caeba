# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaks on clouds in memory: found in two looks, deleted in order, confirmed, reported."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import leakage
import pytest
from builders import A, B, C, marks, row
from clock import Clock
from fakes import FakeCloud, refusal
from hypothesis import HealthCheck, given, settings
from leakage import KEY

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.registry import (
    KINDS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._leaks import reap, search

PAST = "2026-01-01T00:00:00Z"
OPTIONS = {"older_than": "1h", "pause": 3, "timeout": 20}
OURS = {"project_id": "project"}


class Cloud(FakeCloud):
    """With ports and security groups that have rows of their own."""

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.ports, self.security_groups = [], []

    def _rows(self, path):
        found = {"/ports": self.ports, "/security-groups": self.security_groups}
        return found[path] if path in found else super()._rows(path)

    def _change(self, method, path, body):
        assert path.startswith("/ports/") and body == {"port": {"device_owner": ""}}
        return {"port": next(one for one in self.ports if path == f"/ports/{one['id']}")}

    def _delete(self, path):
        for rows in (self.ports, self.security_groups):
            rows[:] = [one for one in rows if one["id"] != path.rpartition("/")[2]]
        return super()._delete(path)


def full(target):
    """A cloud with a leak of each kind, after a server that has expired; and a twin of each."""
    cloud = Cloud(target, [row("s1", "ci-1", {**marks(fleet_name="ci"),
                                              "multicloud_expires": PAST}),
                           row("theirs", "ci-1", {})])
    cloud.addresses = [
        {**OURS, "id": name, "floating_ip_address": "192.0.2.1", "port_id": None,
         "description": text, "created_at": PAST} for name, text in (
            ("f1", "multicloud_fleet=ci multicloud_server=s1"),
            ("f2", "multicloud_server=gone"), ("f3", ""))]
    cloud.ports = [
        {**OURS, "id": name, "name": "", "status": "DOWN", "device_id": device}
        for name, device in (("p1", "gone"), ("p2", "theirs"))]
    cloud.security_groups = [
        {**OURS, "id": name, "name": "ci", "description": text}
        for name, text in (("g1", "multicloud_fleet=ci"), ("g2", "ci"))]
    for metadata in ({"multicloud_fleet": "ci"}, {"fleet": "ci"}):
        cloud.volumes.add("ci-1-data", metadata)
    cloud.keypairs = {"ci": {"name": "ci", "public_key": f"{KEY} multicloud_fleet=ci"},
                      "me": {"name": "me", "public_key": f"{KEY} me@ci"}}
    cloud.server_groups = {"sg1": {"id": "sg1", "name": "multicloud_fleet=ci"},
                           "sg2": {"id": "sg2", "name": "ci"}}
    return cloud


ALL = ["DELETE /floatingips/f1", "DELETE /floatingips/f2", "DELETE /servers/s1",
       "PUT /ports/p1", "DELETE /ports/p1", "DELETE /volumes/v-a-1", "DELETE /os-keypairs/ci",
       "DELETE /os-server-groups/sg1", "DELETE /security-groups/g1"]


@pytest.fixture
def go(monkeypatch):
    """The module on these clouds; its result, which is plain data."""
    slept = []

    def play(*clouds, check_mode=False, failures=(), module=reap.reap, **options):
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds], list(failures))
        monkeypatch.setattr(search, "select", lambda _options: selection)
        return json.loads(json.dumps(module({**OPTIONS, **options}, check_mode)))
    monkeypatch.setattr(search.time, "sleep", slept.append)
    play.slept = slept
    return play


def kinds(rows):
    return sorted(one["kind"] for one in rows)


def test_all_of_ours_goes_in_order_and_nothing_else(go):
    cloud = full(A)
    result = go(cloud)
    assert sorted(cloud.writes) == sorted(ALL)
    stages = {kind.path: kind.stage for kind in KINDS}
    order = [stages[write.split()[1].rpartition("/")[0]] for write in cloud.writes]
    assert order == sorted(order)
    assert result["changed"] and not result["failed"]
    assert result["targets"] == [{"cloud": "a", "region_name": "", "found": 8, "deleted": 8,
                                  "failed": 0, "error": None}]
    assert result["msg"].startswith("Deleted: 2 floating IPs, 1 port, ")
    assert all(leak["deleted"] for leak in result["leaks"])
    assert cloud.names == ["ci-1"] and list(cloud.servers) == ["theirs"]
    assert not go(cloud)["changed"]


@pytest.mark.parametrize("module", [reap.reap, search.info])
def test_check_mode_and_info_change_nothing(go, module):
    cloud = full(A)
    result = go(cloud, check_mode=True, module=module)
    assert cloud.writes == []
    assert len(result["leaks"]) == 8
    assert result["changed"] is (module is reap.reap)


def test_diff(go):
    assert go(full(A), check_mode=True)["diff"] == {"after": "", "before": (
        "floating IP 192.0.2.1 on a: its server is deleted as well\n"
        "floating IP 192.0.2.1 on a: its server no longer exists\n"
        "port p1 on a: its server no longer exists\n"
        "volume ci-1-data on a: no server uses it\n"
        "server ci-1 on a: expired at 2026-01-01T00:00:00Z\n"
        "keypair ci on a: fleet ci has no servers left\n"
        "server group multicloud_fleet=ci on a: fleet ci has no servers left\n"
        "security group ci on a: fleet ci has no servers left\n")}


@pytest.mark.parametrize(("cloud", "looks"), [(full(A), 2), (Cloud(B), 1)])
def test_one_list_per_kind_and_look(go, cloud, looks):
    go(cloud, module=search.info)
    lists = [path for _method, path in cloud.log if path != "/os-keypairs/ci"]
    assert len(lists) == len(set(lists)) * looks == 9 * looks
    assert lists[8] == "/servers/detail"        # the last one
    assert go.slept == [3] * (looks - 1)


@pytest.mark.parametrize(("created", "leaks"), [
    (PAST, ["ci"]), (datetime.now(UTC).isoformat(), [])], ids=["of old", "of now"])
def test_the_age_of_our_keypairs_is_asked_for(go, created, leaks):
    cloud = Cloud(A)
    cloud.keypairs = {name: {"name": name, "public_key": f"{KEY} {comment}", "created_at": created}
                      for name, comment in (("ci", "multicloud_fleet=ci"), ("me", "me@ci"))}
    assert [leak["id"] for leak in go(cloud, module=search.info)["leaks"]] == leaks
    assert {path for _method, path in cloud.log if "/os-keypairs/" in path} == {"/os-keypairs/ci"}


@pytest.mark.parametrize(("number", "said"), [
    (0, "Would delete: nothing."),
    (1, "Would delete: nothing. 1 more is younger than 1h (older_than)."),
    (2, "Would delete: nothing. 2 more are younger than 1h (older_than).")])
def test_what_is_too_young_is_told(go, number, said):
    cloud = Cloud(A)
    cloud.addresses = [{**OURS, "id": f"f{one}", "floating_ip_address": f"192.0.2.{one}",
                        "port_id": None, "description": "multicloud_server=gone",
                        "created_at": datetime.now(UTC).isoformat()} for one in range(number)]
    result = go(cloud, check_mode=True)
    assert (result["msg"], result["younger"], result["leaks"]) == (said, number, [])
    assert go(cloud, module=search.info)["younger"] == number


def test_a_keypair_may_be_gone_meanwhile(go):
    cloud = full(A)
    cloud.faults = {"GET /os-keypairs/ci": [refusal("not_found")]}
    assert not go(cloud)["failed"]


def test_a_port_that_is_up_in_the_second_look_stays(go, monkeypatch):
    cloud = full(A)
    monkeypatch.setattr(search.time, "sleep", lambda _seconds: cloud.ports[0].update(
        status="ACTIVE"))
    go(cloud)
    assert set(ALL) - set(cloud.writes) == {"PUT /ports/p1", "DELETE /ports/p1"}


@pytest.mark.parametrize(("description", "goes"), [
    ("multicloud_fleet=ci multicloud_index=1", True), ("ci", False), ("", False)])
def test_a_port_that_nova_has_left_goes_if_its_server_was_ours(go, description, goes):
    cloud = Cloud(A)
    cloud.deleted = [{"id": "s9", "status": "DELETED", "description": description}]
    cloud.ports = [{**OURS, "id": "p1", "name": "", "status": "ACTIVE", "device_id": "s9",
                    "device_owner": "compute:nova", "created_at": PAST}]
    assert [leak["reason"] for leak in go(cloud)["leaks"]] == ["its server no longer exists"] * goes
    assert cloud.writes == ["PUT /ports/p1", "DELETE /ports/p1"] * goes


def test_another_projects_are_not_ours_for_an_administrator(go):
    cloud = full(A)
    for one in (*cloud.addresses, *cloud.ports, *cloud.security_groups):
        one["project_id"] = "another"
    go(cloud)
    assert not [write for write in cloud.writes if "ip" in write or "port" in write]


@pytest.mark.parametrize("module", [reap.reap, search.info])
def test_a_target_that_cannot_be_seen_is_named_and_what_it_may_need_is_left(go, module):
    dead = FakeCloud(B, faults={"GET /servers/detail": [refusal("timeout", "no answer in time")]})
    result = go(full(A), dead, module=module, failures=[CloudError("config", "no password", C)])
    assert kinds(result["leaks"]) == ["floating_ip", "floating_ip", "port", "server", "volume"]
    assert kinds(result["held"]) == ["keypair", "security_group", "server_group"]
    assert "on b, c/north, which" in result["held"][0]["reason"]
    assert [(error["kind"], error["cloud"]) for error in result["failures"]] == [
        ("config", "c"), ("timeout", "b")]
    if module is reap.reap:
        assert result["failed"] and "no answer in time" in result["msg"]
        assert [line["error"] is None for line in result["targets"]] == [True, False, False]
    else:
        assert result["warnings"] == [error["msg"] for error in result["failures"]]


def test_what_a_server_needs_stays_with_it(go):
    a, b = full(A), full(B)
    a.faults = {"DELETE /servers/s1": [refusal("conflict", "it is locked")]}
    b.servers, b.addresses = {}, []
    result = go(a, b)
    assert list(a.servers) == ["s1", "theirs"]
    left = {(leak["cloud"], leak["kind"]) for leak in result["leaks"] if not leak["deleted"]}
    shared = ("keypair", "server_group", "security_group")
    assert left == {("a", "server"), ("a", "floating_ip"),
                    *((cloud, kind) for cloud in "ab" for kind in shared)}
    assert result["failed"] and result["changed"]
    assert result["failures"][0]["msg"] == "a: it is locked"
    assert "not deleted, as the server ci-1 still exists" in result["failures"][1]["msg"]


def test_what_is_refused_for_a_while_is_tried_again(go):
    cloud = full(A)
    cloud.faults = {"DELETE /volumes/v-a-1": [refusal("invalid", "in use")] * 2 + [None]}
    cloud._refusal = _forgiving(cloud)
    assert not go(cloud)["failed"]
    assert cloud.writes.count("DELETE /volumes/v-a-1") == 3


def _forgiving(cloud):
    """Faults that are over at some time."""
    def refusal_of(method, path):
        cloud.log.append((method, path))
        left = cloud.faults.get(f"{method} {path}")
        found = left.pop(0) if left else None
        return found and found.at(cloud.target)
    return refusal_of


def test_what_does_not_go_is_named_when_the_time_is_over(go, monkeypatch):
    monkeypatch.setattr(reap, "time", Clock())
    cloud = full(A)
    cloud.lingers = 10**9
    result = go(cloud)
    assert result["failed"]
    assert "a: deleting the server ci-1: it still exists" in result["failures"][0]["msg"]


def test_a_cloud_that_falls_silent_keeps_what_it_has(go):
    cloud = full(A)
    cloud.faults = {"GET /floatingips": [refusal("timeout", "no answer in time")]}
    cloud._refusal = _from_the_third_on(cloud, cloud._refusal)
    result = go(cloud)
    assert kinds(leak for leak in result["leaks"] if not leak["deleted"]) == ["floating_ip"] * 2


def _from_the_third_on(cloud, refuse):
    def refusal_of(method, path):
        error = refuse(method, path)
        return error if cloud.log.count((method, path)) > 2 else None
    return refusal_of


def filled(found):
    """A cloud with these rows of all kinds, all of which are this project's."""
    cloud = Cloud(A, [row(one["id"], one["name"], one["metadata"]) for one in found["server"]])
    cloud.addresses, cloud.ports, cloud.security_groups = (
        [{**OURS, **one} for one in found[kind]]
        for kind in ("floating_ip", "port", "security_group"))
    cloud.volumes.rows = {one["id"]: {"size": 1, "late": 0, "goes": False, **one}
                          for one in found["volume"]}
    cloud.keypairs = {one["name"]: one for one in found["keypair"]}
    cloud.server_groups = {one["id"]: one for one in found["server_group"]}
    return cloud


def there(cloud):
    """{(kind, id)} of what a cloud has in the end."""
    lists = {"server": cloud.servers.values(), "floating_ip": cloud.addresses,
             "port": cloud.ports, "volume": cloud.volumes.rows.values(),
             "keypair": cloud.keypairs.values(), "server_group": cloud.server_groups.values(),
             "security_group": cloud.security_groups}
    return {(kind, one.get("id", one.get("name"))) for kind, several in lists.items()
            for one in several}


@settings(max_examples=100, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=leakage.rows("some"))
def test_whatever_there_is_what_goes_is_what_is_said(go, found):
    cloud = filled(found)
    before = there(cloud)
    result = go(cloud, older_than="0")
    said = {(leak["kind"], leak["id"]) for leak in result["leaks"] if leak["deleted"]}
    assert before - there(cloud) == said
    assert bool(said) is result["changed"]
    assert result["failed"] is (len(said) < len(result["leaks"]))
