# SPDX-License-Identifier: GPL-3.0-or-later
"""Data volumes: whose they are, what a server's own still need."""

from __future__ import annotations

import pytest
from builders import NAME, A, B, fleet, resolved, seat, server, ways
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import journey
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import (
    offer,
    quota,
    volumes,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark, validate
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import (
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


@pytest.mark.parametrize(("found", "made", "expected"), [
    pytest.param([], (), {"make": ["data"]}, id="none"),
    pytest.param([], ("data",), {"waiting": {"data": "not listed yet"}}, id="asked for"),
    pytest.param([volume()], (), {"ready": ["v1"]}, id="there"),
    pytest.param([volume(status="creating")], (), {"waiting": {"data": "creating"}},
                 id="on its way"),
    pytest.param([volume(status="in-use", servers=["old"])], (),
                 {"waiting": {"data": "in-use"}}, id="until the old server lets go"),
    pytest.param([volume(size=2)], (), {"alter": [("v1", 5)]}, id="too small"),
    pytest.param([volume(size=9)], (), {"ready": ["v1"]}, id="larger"),
    pytest.param([volume(disk=DATA)], (), {"alter": [("v1", 5)]}, id="was not kept"),
    pytest.param([volume(status="error")], (), {"broken": ["v1"]}, id="in error"),
    pytest.param([volume(status="error"), volume("v2")], (), {"ready": ["v2"]},
                 id="one of two"),
    pytest.param([volume(disk={**KEPT, "name": "logs"})], (), {"make": ["data"]},
                 id="of another name"),
])
def test_what_the_volumes_of_a_server_need(found, made, expected):
    nothing = {"ready": [], "make": [], "alter": [], "waiting": {}, "broken": []}
    assert brief(volumes.judge([DataVolume.of(KEPT)], found, made)) == {**nothing, **expected}


def test_what_another_server_has_is_not_waited_for_unless_it_is_kept():
    found = [volume(status="in-use", servers=["old"], disk=DATA)]
    assert brief(volumes.judge([DataVolume.of(DATA)], found, ()))["make"] == ["data"]


ROOT = {"name": volumes.BOOT, "size": 3}


@pytest.mark.parametrize(("more", "new", "expected"), [
    pytest.param({}, ["v1"], "ready", id="made by this run"),
    pytest.param({}, [], "make", id="who knows what has booted from it"),
    pytest.param({"servers": ["old"], "status": "in-use"}, ["v1"], "make", id="another's"),
    pytest.param({"status": "downloading"}, ["v1"], "waiting", id="on its way"),
    pytest.param({"status": "error"}, ["v1"], "broken", id="in error"),
    pytest.param({"status": "error"}, [], "make", id="another run's in error"),
])
@pytest.mark.parametrize("keep", [False, True])
def test_a_server_boots_from_a_volume_of_its_own_run(more, new, expected, keep):
    disk = {**ROOT, "keep": keep}
    found = brief(volumes.judge([DataVolume.of({**disk, "image": "image-1"})],
                                [volume(disk=disk, **more)], (), new))
    assert [name for name in found if found[name]] == [expected]


@pytest.mark.parametrize(("spec", "expected"), [
    ({}, []),
    ({"data_volumes": [DATA]}, [("data", 5, None, False, None)]),
    ({"boot_from_volume": True, "volume_type": "fast", "data_volumes": [DATA]},
     [("_boot", 3, "fast", False, "image-1"), ("data", 5, None, False, None)]),
    ({"boot_from_volume": True, "volume_size": 9, "terminate_volume": False},
     [("_boot", 9, None, True, "image-1")]),
])
def test_what_is_there_before_a_server(spec, expected):
    found = volumes.disks(ServerSpec.of(spec), resolved(image="image-1", image_disk=3))
    assert [(one.name, one.size, one.type, one.keep, one.image) for one in found] == expected
    assert volumes.needed(ServerSpec.of(spec)) is bool(expected)


@pytest.mark.parametrize(("seen", "made", "expected"), [
    pytest.param({A: [volume()]}, (), {1: A}, id="there"),
    pytest.param({A: [volume()]}, ("v1",), {}, id="made by this run"),
    pytest.param({A: [volume(disk=DATA)]}, (), {}, id="not kept"),
    pytest.param({A: [volume(index=3)]}, (), {}, id="beyond count"),
    pytest.param({A: [volume(disk={**KEPT, "name": "logs"})]}, (), {}, id="not defined"),
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


@pytest.mark.parametrize(("there", "found"), [
    ({A: [volume()], B: [volume("v2")]}, {(seat(1), "data"): [A, B]}),
    ({A: [volume(), volume("v2")], B: []}, {}),                             # on one target
    ({A: [volume()], B: [volume("v2", 2)]}, {}),                            # of two servers
    ({A: [volume(disk=DATA)], B: [volume("v2")]}, {}),                      # one is not kept
    ({A: [volume()], B: [volume("v2", disk={**KEPT, "name": "log"})]}, {}),
    ({A: [volume(index=9)], B: [volume("v2", 9)]}, {})])                    # of no server any more
def test_kept_volumes_of_one_server_on_several_targets(there, found):
    assert volumes.doubled(fleet(2, data_volumes=[KEPT]), there) == found


# What they are to the declaration, the terms, the placement and the way of a server

BAD_NAME = ("data_volumes: {} is not a valid volume name: use up to 60 letters, digits, dots, "
            "dashes and underscores, with a letter or digit at both ends.")


@pytest.mark.parametrize(("options", "sentence"), [
    ({"volume_size": 5}, "volume_size: a has no boot_from_volume for it."),
    ({"volume_type": "ssd"}, "volume_type: a has no boot_from_volume for it."),
    ({"boot_from_volume": True, "volume_size": 0}, "volume_size: 0 is less than 1 GiB."),
    ({"data_volumes": [DATA, DATA]},
     "data_volumes: 'data' is used more than once: each needs its own name."),
    ({"data_volumes": [{"name": "a b", "size": 1}]}, BAD_NAME.format("'a b'")),
    ({"data_volumes": [{"name": "a" * 61, "size": 1}]}, BAD_NAME.format(repr("a" * 61))),
    ({"data_volumes": [{"name": "a", "size": 0}]},
     "data_volumes: a has a size of 0, less than 1 GiB."),
    ({"data_volumes": [KEPT], "create_first": True},
     "create_first: a has data_volumes with keep, which cannot be attached to two servers at "
     "once: remove create_first."),
])
def test_refuses(options, sentence):
    with pytest.raises(validate.Refused) as error:
        fleet(1, [A], **options)
    assert error.value.message == sentence


def test_lets_pass():
    fleet(1, [A], data_volumes=[DATA], create_first=True, boot_from_volume=True, volume_size=1)


def test_a_target_has_volumes_of_its_own():
    found = fleet(2, {A: {"data_volumes": [KEPT]}, B: {}}, data_volumes=[DATA])
    assert [found.spec(seat(1), target).data_volumes[0].keep for target in (A, B)] == [True, False]


@pytest.mark.parametrize(("spec", "needs"), [
    ({}, {}),
    ({"data_volumes": [DATA, {"name": "logs", "size": 2}]}, {"volumes": 2, "gigabytes": 7}),
    ({"boot_from_volume": True}, {"volumes": 1, "gigabytes": 3}),
    ({"boot_from_volume": True, "volume_size": 9, "data_volumes": [DATA]},
     {"volumes": 2, "gigabytes": 14}),
])
def test_what_a_server_needs_of_quotas(spec, needs):
    found = quota.needs(resolved(image_disk=3), ServerSpec.of(spec))
    assert {name: found[name] for name in ("volumes", "gigabytes") if name in found} == needs


def test_what_cinder_leaves():
    found = quota.remaining(quota.told({}, {}, {
        "maxTotalVolumes": 10, "totalVolumesUsed": 4, "maxTotalVolumeGigabytes": -1,
        "totalGigabytesUsed": 50}))
    assert found == {"volumes": 6}


def asked(cloud, **options):
    return offer.ask(cloud, Catalog(cloud), fleet(None, [cloud.target], **options))


@pytest.mark.parametrize(("spec", "paths"), [
    ({}, []),
    ({"boot_from_volume": True}, ["/limits"]),
    ({"data_volumes": [DATA]}, ["/limits"]),
    ({"data_volumes": [DATA], "availability_zone": "z"}, ["/os-availability-zone", "/limits"]),
    ({"data_volumes": [DATA], "availability_zones": ["z"]}, ["/os-availability-zone", "/limits"]),
])
def test_what_is_asked_of_cinder(spec, paths):
    cloud = FakeCloud(A)
    found = asked(cloud, groups=[{"name": "db", "count": 1, **spec}])
    assert cloud.volumes.asked == paths
    assert found.volume_zones == ({"nova"} if "/os-availability-zone" in paths else set())


def test_without_cinder_there_is_a_place_for_those_who_need_no_volumes():
    cloud = FakeCloud(A)
    cloud.volumes.limits = lambda: fail(refusal("not_found", "the catalog has no such service"))
    found = asked(cloud, groups=[{"name": "web", "count": 1},
                                 {"name": "db", "count": 1, "data_volumes": [DATA]}])
    assert (list(found.choices), list(found.unfit)) == (["web"], ["db"])


def fail(error):
    raise error


def capacities(**more):
    """Two targets: on the first there is room for one."""
    return [Capacity(A, left={"instances": 1}, choices=ways({"": {"instances": 1}}), **more),
            Capacity(B, left={"instances": 5}, choices=ways({"": {"instances": 1}}))]


def test_who_is_bound_to_a_target_comes_first():
    found = place([seat(1), seat(2), seat(3)], capacities(), "fill", homes={
        seat(3): (A, None), seat(2): (B, None)})
    assert found.where == {seat(3): A, seat(2): B, seat(1): B}


def test_who_is_bound_to_a_target_goes_nowhere_else():
    found = place([seat(1), seat(2)], capacities(), homes={seat(1): (A, None), seat(2): (A, None)})
    assert (found.where, found.unplaced) == (
        {seat(1): A}, {seat(2): "its volume is on a, and a has no quota left for instances"})


@pytest.mark.parametrize(("zone", "chosen"), [("z2", "z2"), ("nova", "z1"), (None, "z1")])
def test_who_is_bound_to_a_zone_goes_there(zone, chosen):
    found = place([seat(1)], capacities(zones={"": {"z1": 0, "z2": 0}}), homes={seat(1): (A, zone)})
    assert found.zones == {seat(1): chosen}


@pytest.mark.parametrize(("action", "create_first", "legs"), [
    ("create", False, ["volumes", "create", "wait"]),
    ("replace", False, ["delete", "volumes", "create", "wait"]),
    ("replace", True, ["volumes", "create", "wait", "delete"]),
    ("delete", False, ["delete"]),
])
def test_the_way_of_a_server_with_volumes(action, create_first, legs):
    step = Step(action, seat(1), "web-1", A, "", server(1))
    assert journey.legs(step, create_first, volumes=True) == legs
    assert journey.legs(step, create_first) == [leg for leg in legs if leg != "volumes"]


def test_what_is_there_is_not_needed_of_the_quota():
    desired = fleet(3, data_volumes=[KEPT])
    seen = {A: [volume("v1"), volume("v2", 2, servers=["s"]), volume("v3", 9),
                volume("v4", 3, disk={**KEPT, "name": "logs"})], B: [volume("v5", 3)]}
    found = volumes.spare(desired, seen, [seat(1), seat(2), seat(3)], [])
    assert {target: dict(more) for target, more in found.items()} == {
        A: {"volumes": 1, "gigabytes": 5}, B: {"volumes": 1, "gigabytes": 5}}


@pytest.mark.parametrize(("index", "disk", "leaving", "found"), [
    (1, KEPT, ["s"], 5), (1, KEPT, [], 0), (1, {**KEPT, "keep": False}, ["s"], 5),
    (9, KEPT, ["s"], 0), (9, {**KEPT, "keep": False}, ["s", "t"], 5),
    (9, {**KEPT, "keep": False}, ["t"], 0),
    (1, {**KEPT, "name": "_boot"}, ["s"], 0),
    (1, {**KEPT, "name": "_boot", "keep": False}, ["s"], 5)])
def test_what_goes_with_its_server_or_is_for_the_next_one(index, disk, leaving, found):
    desired = fleet(3, data_volumes=[KEPT])
    there = {A: [volume("v", index, disk=disk, servers=["s"])]}
    assert volumes.spare(desired, there, [seat(1)], leaving).get(A, {}).get("gigabytes", 0) == found
