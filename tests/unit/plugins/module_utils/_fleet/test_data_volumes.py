# SPDX-License-Identifier: GPL-3.0-or-later
"""The data volumes of a fleet, on clouds in memory."""

from __future__ import annotations

import pytest
from builders import A, B, marks, row
from fakes import FakeCloud, refusal
from fakevolumes import DATA, KEPT, disk_marks, disks


def test_a_fleet_without_volumes_asks_nothing_of_cinder(go):
    a = FakeCloud(A, faults={"GET /volumes/detail": [refusal("api")]})
    assert not go(a, count=1)["failed"]
    assert not [path for _method, path in a.log if path.startswith("/volumes")]


def test_a_kept_volume_survives_absent_and_is_named(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[KEPT])
    result = go(a, state="absent")
    assert not result["failed"], result["msg"]
    assert result["kept_volumes"] == [{
        "name": "data", "id": "v-a-1", "size": 5, "type": None, "keep": True,
        "group": "", "index": 1,
        "cloud": "a", "region_name": ""}]
    assert result["removed"] == []
    assert go(a, state="absent", delete_kept_volumes=True, check_mode=True)["removed"] == [
        "volume web-1-data on a"]
    assert disks(a) == [("web-1-data", "available")]
    result = go(a, state="absent", delete_kept_volumes=True)
    assert (result["removed"], result["kept_volumes"]) == (["volume web-1-data on a"], [])
    assert disks(a) == []


def snapshot(volume, fleet="web"):
    metadata = {"multicloud_fleet": fleet, "multicloud_index": "1", "multicloud_volume": "data"}
    return {"id": f"s-{volume}", "name": "x", "size": 5, "status": "available",
            "created_at": "2026", "volume_id": volume, "metadata": metadata if fleet else {}}


@pytest.mark.parametrize("fleet", ["web", None])
@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("keep", [True, False])
def test_volumes_with_snapshots_are_named_once_with_what_to_do(go, keep, check_mode, fleet):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", disk_marks(1, {**DATA, "keep": keep}))
    a.volumes.add("web-2-data", disk_marks(2, {**DATA, "keep": keep}))
    a.volumes.add("web-3-data", disk_marks(3, {**DATA, "keep": keep}))
    a.volumes.copies["snapshots"] = [snapshot("v-a-1", fleet), snapshot("v-a-2", fleet)]
    result = go(a, state="absent", delete_kept_volumes=True, check_mode=check_mode)
    assert result["failed"] and not result["complete"]
    assert [error["msg"] for error in result["failures"]] == [
        "a: volumes with snapshots cannot be deleted: web-1-data, web-2-data. To delete all "
        "snapshots and backups of the fleet first, run the playbook multicloud.openstack.backup "
        "with -e backup_state=absent"]
    assert result["removed"] == ["volume web-3-data on a"]
    assert [row["id"] for row in result["kept_volumes"]] == ["v-a-1", "v-a-2"]
    assert [row["volume_id"] for row in result["backups"]] == ["v-a-1", "v-a-2"] * bool(fleet)
    assert len(a.volumes.rows) == (3 if check_mode else 2)


def test_snapshots_that_stay_are_told(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[KEPT])
    a.volumes.copies["snapshots"] = [snapshot("v-a-1"), snapshot("other", "db")]
    result = go(a, state="absent")
    assert result["complete"] and len(result["kept_volumes"]) == 1
    assert [(row["kind"], row["volume"], row["size"], row["cloud"]) for row in result["backups"]
            ] == [("snapshot", "data", 5, "a")]


def test_a_server_goes_where_its_kept_volume_is(go):
    a, b = FakeCloud(A, [row("s-2", "web-2", marks(2))]), FakeCloud(B)
    b.volumes.add("web-1-data", disk_marks(), size=5)
    a.volumes.add("web-3-data", disk_marks(3), size=5)
    result = go(a, b, count=4, data_volumes=[KEPT], placement="fill")
    assert not result["failed"], result["msg"]
    assert {row["name"]: row["cloud"] for row in result["servers"]} == {
        "web-1": "b", "web-2": "a", "web-3": "a", "web-4": "a"}


def test_without_room_where_its_volume_is_a_server_is_not_created(go):
    a, b = FakeCloud(A), FakeCloud(B, quota=0)
    b.volumes.add("web-1-data", disk_marks(), size=5)
    result = go(a, b, count=1, data_volumes=[KEPT])
    assert result["failed"]
    assert "its volume is on b, and b has no quota left for instances" in result["msg"]
    assert a.names == []
    assert result["kept_volumes"][0]["id"] == "v-b-1"


def test_while_volumes_cannot_be_seen_hold_creates_nothing(go):
    a = FakeCloud(A)
    b = FakeCloud(B, faults={"GET /volumes/detail": [refusal("api", "broken")]})
    b.volumes.add("web-1-data", disk_marks(), size=5)
    result = go(a, b, count=1, data_volumes=[KEPT], unseen="hold")
    assert (result["failed"], a.names, b.names) == (True, [], [])
    assert "broken" in result["msg"]
    assert not go(a, b, count=1, data_volumes=[KEPT])["failed"]
    assert (a.names, b.names) == (["web-1"], [])


@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize("limit", ["known", "met"])
def test_a_quota_of_volumes_spills_over_and_leaves_nothing(go, limit, keep):
    a, b = FakeCloud(A), FakeCloud(B)
    a.volumes.quota = 1
    if limit == "met":
        a.volumes.limits = dict
    spec = [{**DATA, "keep": keep}, {**DATA, "name": "logs", "keep": keep}]
    result = go(a, b, count=1, data_volumes=spec)
    assert not result["failed"], result["msg"]
    assert (a.names, b.names) == ([], ["web-1"])
    assert disks(a) == []
    assert result["kept_volumes"] == []
    assert len(disks(b)) == 2


def test_a_server_that_cannot_be_built_takes_its_new_kept_volume_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.builds = "ERROR"
    result = go(a, b, count=1, data_volumes=[KEPT])
    assert not result["failed"], result["msg"]
    assert (a.names, b.names) == ([], ["web-1"])
    assert (disks(a), result["kept_volumes"]) == ([], [])


def test_a_volume_that_cinder_cannot_delete_is_named(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", disk_marks(disk=DATA))
    a.volumes.deleted = "error_deleting"
    result = go(a, state="absent")
    assert result["failed"]
    assert "volumes still exist: web-1-data (v-a-1, error_deleting)" in result["msg"]


def test_what_is_there_is_not_needed_of_the_quota(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", disk_marks(), size=5)
    a.volumes.quota = 1
    result = go(a, count=1, data_volumes=[KEPT])
    assert not result["failed"], result["msg"]


def test_in_check_mode_volumes_go_with_their_servers(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[DATA, {**KEPT, "name": "logs"}])
    a.volumes.add("web-9-data", disk_marks(9, DATA))
    result = go(a, state="absent", check_mode=True)
    assert (result["removed"], [row["name"] for row in result["kept_volumes"]]) == (
        ["volume web-9-data on a"], ["logs"])
    assert len(a.volumes.rows) == 3


def detach(cloud, name="web-1-data"):
    """By hand."""
    disk = next(row for row in cloud.volumes.rows.values() if row["name"] == name)
    disk.update(status="available", attachments=[])
    return disk


TOLD = "attachments data volume data detached -> data volume data attached"


@pytest.mark.parametrize("disk", [DATA, KEPT])
def test_what_was_detached_by_hand_is_attached_again(go, disk):
    a = FakeCloud(A)
    made = go(a, count=1, data_volumes=[disk, {**DATA, "name": "logs"}])
    lost = detach(a)
    del a.log[:]
    planned = go(a, count=1, data_volumes=[disk, {**DATA, "name": "logs"}], check_mode=True,
                 update_policy="in_place")
    assert a.writes == [] and planned["changed"]
    assert [(step["action"], step["reason"]) for step in planned["plan"]] == [("update", TOLD)]
    assert "attachments data volume data detached" in planned["diff"]["before"]
    result = go(a, count=1, data_volumes=[disk, {**DATA, "name": "logs"}],
                update_policy="in_place")
    assert not result["failed"] and result["changed"], result["msg"]
    assert result["servers"][0]["volumes"] == made["servers"][0]["volumes"]
    assert (lost["status"], lost["goes"]) == ("in-use", disk == DATA)
    del a.log[:]
    again = go(a, count=1, data_volumes=[disk, {**DATA, "name": "logs"}], update_policy="in_place")
    assert not again["changed"]
    assert a.log == [("GET", "/servers/detail"), ("GET", "/volumes/detail")]


def test_where_nothing_may_be_changed_it_is_told(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[DATA])
    detach(a)
    result = go(a, count=1, data_volumes=[DATA], update_policy="none")
    assert not result["changed"]
    assert result["warnings"] == [
        f"web-1 on a has drifted: {TOLD}; update_policy in_place would change that"]


def test_what_cannot_be_attached_is_tried_twice_and_told(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[DATA])
    a.volumes.joins = False
    detach(a)
    del a.log[:]
    result = go(a, count=1, data_volumes=[DATA], update_policy="in_place")
    assert result["failed"]
    assert "its volume data (v-a-1) was not attached, and is available" in result["msg"]
    assert len(a.writes) == 2


def test_what_is_gone_takes_another_server(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[DATA])
    for one in a.servers.values():
        one["os-extended-volumes:volumes_attached"] = []
    a.volumes.rows.clear()
    result = go(a, count=1, data_volumes=[DATA], update_policy="in_place")
    assert not result["changed"]
    assert result["warnings"] == [
        "web-1 on a has drifted: volumes no data volume data -> data volume data of 5 GiB; "
        "update_policy replace would change that"]
    result = go(a, count=1, data_volumes=[DATA], update_policy="replace")
    assert not result["failed"] and disks(a) == [("web-1-data", "in-use")]
