# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs of fleets with volumes, on clouds in memory."""

from __future__ import annotations

import pytest
from builders import A, B
from fakes import FakeCloud, refusal
from fakevolumes import DATA, KEPT, disk_marks, disks

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import guard


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
        {"name": "data", "id": row["id"], "size": 5, "type": None, "keep": False},
        {"name": "logs", "id": logs["id"], "size": 2, "type": None, "keep": False}]
    before = len(a.writes)
    assert not go(a, count=2, data_volumes=[DATA, {**DATA, "name": "logs", "size": 2}])["changed"]
    assert len(a.writes) == before
    go(a, state="absent")
    assert (a.names, disks(a)) == ([], [])


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
        {"name": "data", "id": "v-a-1", "size": 8, "type": None, "keep": True}]


def test_what_a_crash_left_is_used(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-data", disk_marks(disk=DATA), size=5)
    result = go(a, count=1, data_volumes=[DATA])
    assert not result["failed"], result["msg"]
    assert disks(a) == [("web-1-data", "in-use")]


def test_a_volume_whose_answer_was_lost_is_made_once(go):
    a = FakeCloud(A, faults={"POST /volumes": [refusal("unreachable")]})
    a.lost = 1
    result = go(a, count=1, data_volumes=[DATA])
    assert not result["failed"], result["msg"]
    assert disks(a) == [("web-1-data", "in-use")]


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
    a.volumes.add("web-1-data", disk_marks(), status="error")
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


BOOTS = {"count": 1, "boot_from_volume": True, "volume_type": "fast"}


def test_a_boot_volume_is_there_first_with_its_marks_and_goes_with_its_server(go):
    a = FakeCloud(A)
    result = go(a, **BOOTS, data_volumes=[DATA])
    assert not result["failed"], result["msg"]
    assert a.writes == ["POST /volumes", "POST /volumes", "POST /servers"]
    row = a.volumes.rows["v-a-1"]
    assert {key: row[key] for key in ("name", "size", "imageRef", "volume_type", "status")} == {
        "name": "web-1-_boot", "size": 1, "imageRef": "image-1", "volume_type": "fast",
        "status": "in-use"}
    assert row["metadata"] == {
        "multicloud_fleet": "web", "multicloud_index": "1", "multicloud_volume": "_boot",
        "multicloud_keep": "false"}
    server, = result["servers"]
    assert (server["image_id"], [one["name"] for one in server["volumes"]]) == (
        None, ["data"])
    assert not go(a, **BOOTS, data_volumes=[DATA])["changed"]
    go(a, state="absent")
    assert (a.names, disks(a)) == ([], [])


def test_no_server_boots_from_what_another_run_has_left(go):
    a = FakeCloud(A)
    a.volumes.add("web-1-_boot", disk_marks(disk={"name": "_boot", "size": 1}), imageRef="image-1")
    assert not go(a, **BOOTS)["failed"]
    assert [(row["id"], row["status"]) for row in a.volumes.rows.values()] == [
        ("v-a-1", "available"), ("v-a-2", "in-use")]
    assert "volume web-1-_boot on a" in go(a, state="absent")["removed"]
    assert disks(a) == []


def test_what_nova_does_not_delete_goes_when_the_fleet_goes(go):
    a = FakeCloud(A)
    go(a, **BOOTS)
    a.volumes.rows["v-a-1"]["goes"] = False         # Cinder was down when Nova asked
    assert not go(a, state="absent")["failed"]
    assert disks(a) == []


def test_a_boot_volume_that_is_to_stay_is_kept(go):
    a = FakeCloud(A)
    go(a, **BOOTS, terminate_volume=False)
    kept, = go(a, state="absent")["kept_volumes"]
    assert (kept["name"], kept["keep"], disks(a)) == (
        "_boot", True, [("web-1-_boot", "available")])
    assert not go(a, **BOOTS, terminate_volume=False)["failed"]
    assert disks(a) == [("web-1-_boot", "available"), ("web-1-_boot", "in-use")]


@pytest.mark.parametrize("goes", [False, True])
def test_no_server_boots_from_the_volume_of_one_that_has_failed(go, goes):
    """And what was the failed one's is cleared away."""
    a, become = FakeCloud(A), ["ERROR", "ACTIVE"]
    a.on_create = lambda _row: setattr(a, "builds", become.pop(0))
    result = go(a, **BOOTS, terminate_volume=goes)
    assert not result["failed"], result["msg"]
    assert [(row["id"], row["status"]) for row in a.volumes.rows.values()] == [
        ("v-a-2", "in-use")]


def test_a_boot_volume_whose_server_was_refused_is_used_for_the_next_one(go):
    a = FakeCloud(A, faults={"POST /servers": [refusal("api")]})
    assert go(a, **BOOTS)["failed"]
    assert a.writes == ["POST /volumes", "POST /servers", "POST /servers", "DELETE /volumes/v-a-1"]


def test_another_image_replaces_a_server_that_boots_from_a_volume(go):
    a = FakeCloud(A)
    go(a, count=1, boot_from_volume=True, volume_type="fast")
    result = go(a, count=1, boot_from_volume=True, volume_type="fast", image="debian-13",
                update_policy="rebuild")
    assert "boot_volume debian-12 -> debian-13; update_policy replace" in result["warnings"][0]
    assert go(a, count=1, boot_from_volume=True, volume_type="fast", image="debian-13",
              update_policy="replace")["plan"][0]["action"] == "replace"


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
    assert "its volumes were not ready within 0 s" in result["msg"]
    assert a.writes == ["POST /volumes"]


def test_nobody_wants_volumes_of_a_run_that_was_ended(go, monkeypatch):
    a = FakeCloud(A)
    monkeypatch.setattr(guard.Parent, "gone",
                        lambda _self: a.log.count(("GET", "/volumes/detail")) > 1)
    assert go(a, count=1, data_volumes=[DATA])["failed"]
    assert a.writes == []
