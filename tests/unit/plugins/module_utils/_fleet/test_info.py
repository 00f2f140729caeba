# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there of fleets, without a spec."""

from __future__ import annotations

import pytest
from builders import A, B, C, marks, row
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import info


@pytest.fixture
def ask(monkeypatch):
    """fleet_info on these clouds; its result."""
    def play(*clouds, failures=(), **options):
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds], list(failures))
        monkeypatch.setattr(info, "select", lambda _options: selection)
        return info.info(options, False)
    return play


def clouds():
    return [
        FakeCloud(A, [row("w2", "web-2", marks(2)), row("x", "mail", {})]),
        FakeCloud(B, [row("w1", "web-1", marks(1)), row("d1", "db-1", marks(1, fleet_name="db"))]),
        FakeCloud(C, faults={"GET /servers/detail": [refusal("timeout", "no answer in time")]})]


@pytest.mark.parametrize(("name", "fleets"), [
    (None, {"db": ["d1"], "web": ["w1", "w2"]}), ("web", {"web": ["w1", "w2"]}), ("x", {})])
def test_servers_by_fleet(ask, name, fleets):
    result = ask(*clouds(), name=name)
    assert {key: [server["id"] for server in rows] for key, rows in result["fleets"].items()} == (
        fleets)
    assert [server["id"] for server in result["servers"]] == [
        name for names in fleets.values() for name in names]
    assert result["changed"] is False


def test_what_could_not_be_looked_at_is_named(ask):
    result = ask(*clouds(), failures=[CloudError("config", "no password", A)])
    assert [(error["kind"], error["cloud"]) for error in result["failures"]] == [
        ("config", "a"), ("timeout", "c")]
    assert result["warnings"] == [error["msg"] for error in result["failures"]]


def marked(name, index=1, fleet_name="web", **more):
    """Metadata of a volume, or of what was made of it."""
    return {"multicloud_fleet": fleet_name, "multicloud_index": str(index),
            "multicloud_volume": name, **more}


def with_volumes():
    """A server with a boot volume, one that is not ours and a data volume; and what there is of a
    server that is gone."""
    cloud = FakeCloud(A, [row("w1", "web-1", marks(1))])
    here = {"attachments": [{"server_id": "w1"}], "status": "in-use"}
    cloud.volumes.add("", {}, bootable="true", **here)
    cloud.volumes.add("by hand", {}, **here)
    cloud.volumes.add("web-1-data", marked("data"), **here)
    cloud.volumes.add("web-2-data", marked("data", 2, multicloud_keep="true"))
    cloud.volumes.add("db-1-data", marked("data", fleet_name="db"))
    cloud.volumes.add("nobody's", {})
    taken = {"multicloud_run": "r", "multicloud_taken": "frozen"}
    cloud.volumes.copies = {
        "snapshots": [copy("s1", "v1", marked("data", **taken)), copy("s2", "v2", {}),
                      copy("s3", "v2", marked("data", 2), created_at="2027-01-01T00:00:00.000000"),
                      copy("s4", "v3", marked("data", fleet_name="db"))],
        "backups": [copy("b1", "v1", None)]}
    return cloud


def copy(key, volume, metadata, **more):
    return {"id": key, "name": f"copy-{key}", "volume_id": volume, "size": 1,
            "status": "available", "metadata": metadata, "created_at": "2026", **more}


def test_volumes_and_what_was_made_of_them(ask):
    result = ask(with_volumes(), name="web", volumes=True)
    assert [(one["name"], one["id"], one["size"], one["keep"])
            for one in result["servers"][0]["volumes"]] == [
        ("_boot", "v-a-1", 1, False), ("data", "v-a-3", 1, False), ("v-a-2", "v-a-2", 1, False)]
    assert result["fleets"]["web"][0]["volumes"] == result["servers"][0]["volumes"]
    assert [(one["name"], one["index"], one["keep"], one["cloud"])
            for one in result["kept_volumes"]] == [("data", 2, True, "a")]
    assert [(one["kind"], one["id"], one["taken"]) for one in result["backups"]] == [
        ("snapshot", "s3", None), ("snapshot", "s1", "frozen")]
    assert result["backups"][1] == {
        "kind": "snapshot", "id": "s1", "name": "copy-s1", "status": "available", "size": 1,
        "created": "2026", "volume_id": "v1", "fleet": "web", "volume": "data", "run": "r",
        "taken": "frozen", "group": "", "index": 1, "cloud": "a", "region_name": ""}


def test_volumes_of_all_fleets(ask):
    result = ask(with_volumes(), volumes=True)
    assert [one["id"] for one in result["kept_volumes"]] == ["v-a-4", "v-a-5"]
    assert {one["fleet"] for one in result["backups"]} == {"web", "db"}


def test_nobody_asks_cinder_without_need(ask):
    cloud = with_volumes()
    assert ask(cloud, name="web").keys().isdisjoint({"kept_volumes", "backups"})
    assert cloud.requests == 1
