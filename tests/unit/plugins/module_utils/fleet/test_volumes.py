# SPDX-License-Identifier: GPL-3.0-or-later
"""Data volumes: whose they are, what a server's own still need."""

from __future__ import annotations

import pytest
from builders import NAME, A, B, fleet, seat

from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import mark, volumes
from ansible_collections.multicloud.openstack.plugins.module_utils.resource.server import Wish
from ansible_collections.multicloud.openstack.plugins.module_utils.resource.volume import (
    DataVolume,
    Volume,
)

DATA = {"name": "data", "size": 5}
KEPT = {**DATA, "keep": True}


def marks(index=1, disk=None):
    return mark.volume(NAME, seat(index), DataVolume.of(disk or KEPT))


def volume(volume_id="v1", index=1, disk=None, **more):
    """A volume of the fleet, as a row of Cinder's list has it; servers: ids."""
    return Volume.of({
        "id": volume_id, "name": "web-1-data", "size": 5, "status": "available",
        "metadata": marks(index, disk), "availability_zone": "nova", "created_at": "2026",
        "attachments": [{"server_id": name} for name in more.pop("servers", ())], **more})


def brief(verdict):
    return {"ready": sorted(v.id for v in verdict.ready.values()),
            "make": [disk.name for disk in verdict.make],
            "alter": [(v.id, disk.size) for v, disk in verdict.alter],
            "waiting": verdict.waiting, "broken": [v.id for v in verdict.broken]}


@pytest.mark.parametrize(("found", "made", "beside", "expected"), [
    pytest.param([], (), False, {"make": ["data"]}, id="none"),
    pytest.param([], ("data",), False, {"waiting": {"data": "not listed yet"}}, id="asked for"),
    pytest.param([volume()], (), False, {"ready": ["v1"]}, id="there"),
    pytest.param([volume(status="creating")], (), False, {"waiting": {"data": "creating"}},
                 id="on its way"),
    pytest.param([volume(status="in-use", servers=["old"])], (), False,
                 {"waiting": {"data": "in-use"}}, id="until the old server lets go"),
    pytest.param([volume(status="in-use", servers=["old"])], (), True, {"make": ["data"]},
                 id="beside the old server"),
    pytest.param([volume(size=2)], (), False, {"alter": [("v1", 5)]}, id="too small"),
    pytest.param([volume(size=9)], (), False, {"ready": ["v1"]}, id="larger"),
    pytest.param([volume(disk=DATA)], (), False, {"alter": [("v1", 5)]}, id="was not kept"),
    pytest.param([volume(status="error")], (), False, {"broken": ["v1"]}, id="in error"),
    pytest.param([volume(status="error"), volume("v2")], (), False, {"ready": ["v2"]},
                 id="one of two"),
    pytest.param([volume(disk={**KEPT, "name": "logs"})], (), False, {"make": ["data"]},
                 id="of another name"),
])
def test_what_the_volumes_of_a_server_need(found, made, beside, expected):
    wish = Wish(data_volumes=(DataVolume.of(KEPT),))
    nothing = {"ready": [], "make": [], "alter": [], "waiting": {}, "broken": []}
    assert brief(volumes.judge(wish, found, made, beside)) == {**nothing, **expected}


@pytest.mark.parametrize(("seen", "made", "expected"), [
    pytest.param({A: [volume()]}, (), {1: A}, id="there"),
    pytest.param({A: [volume()]}, ("v1",), {}, id="made by this run"),
    pytest.param({A: [volume(disk=DATA)]}, (), {}, id="not kept"),
    pytest.param({A: [volume(index=3)]}, (), {}, id="beyond count"),
    pytest.param({A: [volume(disk={**KEPT, "name": "logs"})]}, (), {}, id="not wished for"),
    pytest.param({A: [volume("v1", created_at="2027")], B: [volume("v2")]}, (), {1: B},
                 id="the older of two"),
])
def test_where_a_server_has_to_be(seen, made, expected):
    found = volumes.homes(fleet(2, data_volumes=[KEPT]), seen, made)
    assert {place.index: home.target for place, home in found.items()} == expected


def test_a_volume_that_is_going_is_none():
    rows = [volume("v1", status="deleting"), volume("v3", created_at="2027"), volume("v2")]
    assert [v.id for v in volumes.own(rows, NAME)] == ["v1", "v2", "v3"]
    assert [v.id for v in volumes.staying(rows)] == ["v3", "v2"]
    assert volumes.own(rows, "other") == []
