# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs of fleets with volumes, on clouds in memory."""

from __future__ import annotations

import json

import pytest
import runs
from builders import NAME, A, B, row, seat
from builders import marks as server_marks
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import guard
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import (
    DataVolume,
)

DATA = {"name": "data", "size": 5}
KEPT = {**DATA, "keep": True}


@pytest.fixture
def go(monkeypatch, tmp_path):
    return runs.player(monkeypatch, tmp_path)


def marks(index=1, disk=None):
    return mark.volume(NAME, seat(index), DataVolume.of(disk or KEPT))


def disks(cloud):
    return sorted((row["name"], row["status"]) for row in cloud.volumes.rows.values())


def test_a_server_is_created_with_its_volumes_and_deleted_with_them(go):
    a = FakeCloud(A)
    result = go(a, count=2, data_volumes=[DATA, {**DATA, "name": "logs", "size": 2}])
    assert not result["failed"], result["msg"]
    assert disks(a) == [(f"web-{n}-{name}", "in-use") for n in (1, 2) for name in ("data", "logs")]
    row, logs = (next(one for one in a.volumes.rows.values() if one["name"] == f"web-1-{name}")
                 for name in ("data", "logs"))
    assert row["metadata"] == {
        "multicloud_fleet": "web", "multicloud_index": "1", "multicloud_volume": "data",
        "multicloud_keep": "false"}
    assert [server["volumes"] for server in result["servers"]][0] == [
        {"name": "data", "id": row["id"], "size": 5, "keep": False},
        {"name": "logs", "id": logs["id"], "size": 2, "keep": False}]
    before = len(a.writes)
    assert not go(a, count=2, data_volumes=[DATA, {**DATA, "name": "logs", "size": 2}])["changed"]
    assert len(a.writes) == before
    go(a, state="absent")
    assert (a.names, disks(a)) == ([], [])


def test_a_fleet_without_volumes_asks_nothing_of_cinder(go):
    a = FakeCloud(A, faults={"GET /volumes/detail": [refusal("api")]})
    assert not go(a, count=1)["failed"]
    assert not [path for _method, path in a.log if path.startswith("/volumes")]


def test_a_kept_volume_stays_for_the_next_server(go):
    a, b = FakeCloud(A), FakeCloud(B)
    go(a, b, count=1, data_volumes=[KEPT])
    result = go(a, b, count=1, data_volumes=[KEPT], userdata="new", update_policy="replace")
    assert not result["failed"], result["msg"]
    assert a.names == ["web-1"]
    assert result["servers"][0]["volumes"][0]["id"] == "v-a-1"
    assert disks(a) == [("web-1-data", "in-use")]


def test_a_larger_size_extends_a_kept_volume(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[KEPT])
    result = go(a, count=1, data_volumes=[{**KEPT, "size": 8}], update_policy="replace")
    assert result["servers"][0]["volumes"] == [
        {"name": "data", "id": "v-a-1", "size": 8, "keep": True}]


def test_a_kept_volume_survives_absent_and_is_named(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[KEPT])
    result = go(a, state="absent")
    assert not result["failed"], result["msg"]
    assert result["kept_volumes"] == [{
        "name": "data", "id": "v-a-1", "size": 5, "keep": True, "group": "", "index": 1,
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
    a.volumes.add("web-1-data", marks(1, {**DATA, "keep": keep}))
    a.volumes.add("web-2-data", marks(2, {**DATA, "keep": keep}))
    a.volumes.add("web-3-data", marks(3, {**DATA, "keep": keep}))
    a.volumes.copies["snapshots"] = [snapshot("v-a-1", fleet), snapshot("v-a-2", fleet)]
    result = go(a, state="absent", delete_kept_volumes=True, check_mode=check_mode)
    assert result["failed"] and not result["complete"]
    assert [error["msg"] for error in result["failures"]] == [
        "a: volumes with snapshots cannot be deleted: web-1-data, web-2-data. To delete the "
        "snapshots first, and with them all backups of the fleet, run the playbook "
        "multicloud.openstack.backup with -e backup_state=absent"]
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
    a, b = FakeCloud(A, [row("s-2", "web-2", server_marks(2))]), FakeCloud(B)
    b.volumes.add("web-1-data", marks(), size=5)
    a.volumes.add("web-3-data", marks(3), size=5)
    result = go(a, b, count=4, data_volumes=[KEPT], placement="fill")
    assert not result["failed"], result["msg"]
    assert {row["name"]: row["cloud"] for row in result["servers"]} == {
        "web-1": "b", "web-2": "a", "web-3": "a", "web-4": "a"}


def test_without_room_where_its_volume_is_a_server_is_not_created(go):
    a, b = FakeCloud(A), FakeCloud(B, quota=0)
    b.volumes.add("web-1-data", marks(), size=5)
    result = go(a, b, count=1, data_volumes=[KEPT])
    assert result["failed"]
    assert "its volume is on b, and b has no quota left for instances" in result["msg"]
    assert a.names == []
    assert result["kept_volumes"][0]["id"] == "v-b-1"


def test_while_volumes_cannot_be_seen_hold_creates_nothing(go):
    a = FakeCloud(A)
    b = FakeCloud(B, faults={"GET /volumes/detail": [refusal("api", "broken")]})
    b.volumes.add("web-1-data", marks(), size=5)
    result = go(a, b, count=1, data_volumes=[KEPT], unseen="hold")
    assert (result["failed"], a.names, b.names) == (True, [], [])
    assert "broken" in result["msg"]
    assert not go(a, b, count=1, data_volumes=[KEPT])["failed"]
    assert (a.names, b.names) == (["web-1"], [])


def test_what_a_crash_left_is_used(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", marks(disk=DATA), size=5)
    result = go(a, count=1, data_volumes=[DATA])
    assert not result["failed"], result["msg"]
    assert disks(a) == [("web-1-data", "in-use")]


def test_a_volume_whose_answer_was_lost_is_made_once(go):
    a = FakeCloud(A, faults={"POST /volumes": [refusal("unreachable")]})
    a.lost = 1
    result = go(a, count=1, data_volumes=[DATA])
    assert not result["failed"], result["msg"]
    assert disks(a) == [("web-1-data", "in-use")]


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


def test_a_volume_in_error_is_recreated(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.volumes.becomes = "error"
    result = go(a, b, count=1, data_volumes=[DATA])
    assert not result["failed"], result["msg"]
    assert (a.names, b.names, disks(a)) == ([], ["web-1"], [])
    assert result["failures"][0]["kind"] == "build_failed"
    assert "volume data (v-a-2) is in error" in result["failures"][0]["msg"]


def test_a_kept_volume_in_error_is_not_touched(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", marks(), status="error")
    result = go(a, count=1, data_volumes=[KEPT])
    assert result["failed"]
    assert "volume data (v-a-1) is in error: repair it, or delete it" in result["msg"]
    assert (disks(a), a.writes) == ([("web-1-data", "error")], [])


@pytest.mark.parametrize(("zones", "zone"), [(["nova", "z2"], "z2"), (["nova"], "nova")])
def test_volumes_are_in_the_servers_zone_where_cinder_has_it(go, zones, zone):
    a = FakeCloud(A)
    a.volumes.zones = zones
    assert not go(a, count=1, data_volumes=[DATA], availability_zones=["z2"])["failed"]
    assert [row["availability_zone"] for row in a.volumes.rows.values()] == [zone]


def test_created_first_beside_the_old_server(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[DATA])
    result = go(a, count=1, data_volumes=[DATA], userdata="new", update_policy="replace",
                create_first=True)
    assert not result["failed"], result["msg"]
    assert [row["id"] for row in a.volumes.rows.values()] == ["v-a-2"]


def test_a_boot_volume_with_a_type_asks_for_the_microversion_that_has_it(go):
    a = FakeCloud(A)
    result = go(a, count=1, boot_from_volume=True, volume_type="fast")
    assert not result["failed"], result["msg"]
    assert a.microversions == ["2.67"]
    assert result["servers"][0]["image_id"] is None
    result = go(a, count=1, boot_from_volume=True, volume_type="fast", image="debian-13",
                update_policy="rebuild")
    assert "boot_volume debian-12 -> debian-13; update_policy replace" in result["warnings"][0]
    assert go(a, count=1, boot_from_volume=True, volume_type="fast", image="debian-13",
              update_policy="replace")["plan"][0]["action"] == "replace"


def test_a_nova_without_types_says_so(go):
    too_old = refusal("api", "Version 2.67 is not supported")
    too_old.more["status"] = 406
    a, b = FakeCloud(A, faults={"POST /servers": [too_old]}), FakeCloud(B)
    result = go(a, b, count=1, boot_from_volume=True, volume_type="fast")
    assert b.names == ["web-1"]
    assert json.dumps(result["warnings"]).count("volume_type: Nova is older than 2.67 here") == 1


def test_a_volume_that_cinder_cannot_delete_is_named(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", marks(disk=DATA))
    a.volumes.deleted = "error_deleting"
    result = go(a, state="absent")
    assert result["failed"]
    assert "volumes are still there: web-1-data (v-a-1, error_deleting)" in result["msg"]


def test_a_volume_that_lists_do_not_show_yet_is_not_made_again(go):
    a = FakeCloud(A)
    a.volumes.late = 3
    assert not go(a, count=1, data_volumes=[DATA])["failed"]
    assert a.writes == ["POST /volumes", "POST /servers"]


def test_a_volume_that_never_gets_there(go):
    a = FakeCloud(A)
    a.volumes.becomes = "creating"
    result = go(a, count=1, data_volumes=[DATA], create_timeout=0.1, retries=0)
    assert result["failed"]
    assert "its data volumes were not there within 0 s" in result["msg"]
    assert a.writes == ["POST /volumes"]


def test_nobody_wants_volumes_of_a_run_that_was_ended(go, monkeypatch):
    a = FakeCloud(A)
    monkeypatch.setattr(guard.Parent, "gone",
                        lambda _self: a.log.count(("GET", "/volumes/detail")) > 1)
    assert go(a, count=1, data_volumes=[DATA])["failed"]
    assert a.writes == []


def test_what_is_there_is_not_needed_of_the_quota(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", marks(), size=5)
    a.volumes.quota = 1
    result = go(a, count=1, data_volumes=[KEPT])
    assert not result["failed"], result["msg"]


def test_in_check_mode_volumes_go_with_their_servers(go):
    a = FakeCloud(A)
    go(a, count=1, data_volumes=[DATA, {**KEPT, "name": "logs"}])
    a.volumes.add("web-9-data", marks(9, DATA))
    result = go(a, state="absent", check_mode=True)
    assert (result["removed"], [row["name"] for row in result["kept_volumes"]]) == (
        ["volume web-9-data on a"], ["logs"])
    assert len(a.volumes.rows) == 3
