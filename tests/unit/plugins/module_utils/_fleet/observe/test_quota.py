# SPDX-License-Identifier: GPL-3.0-or-later
"""What quotas still allow, and what a server takes of them."""

from __future__ import annotations

import pytest
from builders import SPEC, A, resolved, seat, ways
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import quota
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

COMPUTE = {"maxTotalInstances": 10, "totalInstancesUsed": 4, "maxTotalCores": 20,
           "totalCoresUsed": 11, "maxTotalRAMSize": 4096, "totalRAMUsed": 1024}
LEFT = {"instances": 6, "cores": 9, "ram": 3072}


@pytest.mark.parametrize(("more", "found"), [
    ({}, LEFT),
    ({"maxTotalInstances": -1}, {"cores": 9, "ram": 3072}),
    ({"maxTotalInstances": 0, "totalInstancesUsed": 0}, {**LEFT, "instances": 0}),
    ({"totalInstancesUsed": 12}, {**LEFT, "instances": 0}),
    ({"maxTotalRAMSize": None}, {"instances": 6, "cores": 9}),
    ({"totalCoresUsed": None}, {**LEFT, "cores": 20}),
    ({"maxServerGroups": 10, "totalServerGroupsUsed": 3}, {**LEFT, "server groups": 7}),
])
def test_what_the_compute_limits_leave(more, found):
    limits = {name: value for name, value in {**COMPUTE, **more}.items() if value is not None}
    assert quota.remaining(quota.told(limits, {})) == found


@pytest.mark.parametrize(("floating", "found"), [
    ({"limit": 10, "used": 3, "reserved": 2}, {"floating ips": 5}),
    ({"limit": 10, "used": 3}, {"floating ips": 7}),
    ({"limit": 10, "used": 30, "reserved": 0}, {"floating ips": 0}),
    ({"limit": 0, "used": 0}, {"floating ips": 0}),
    ({"limit": -1, "used": 3}, {}),
])
def test_what_the_network_quota_leaves(floating, found):
    ports = {"limit": 5, "used": 1, "reserved": 0}
    assert quota.remaining(quota.told({}, {"floatingip": floating})) == found
    assert quota.remaining(quota.told({}, {"floatingip": floating, "port": ports})) == {
        **found, "ports": 4}


def test_what_the_volume_limits_leave():
    limits = {"maxTotalVolumes": 10, "totalVolumesUsed": 8, "maxTotalVolumeGigabytes": 100,
              "totalGigabytesUsed": 30, "maxTotalSnapshots": -1}
    assert quota.remaining(quota.told({}, {}, limits)) == {"volumes": 2, "gigabytes": 70}


def test_a_quota_that_is_not_told_leaves_everything():
    assert quota.remaining(quota.told({}, {})) == {}


@pytest.mark.parametrize(("more", "expected"), [
    ({}, {"instances": 1, "cores": 1, "ram": 512, "ports": 1}),
    ({"vcpus": 4, "ram": 2048}, {"instances": 1, "cores": 4, "ram": 2048, "ports": 1}),
    ({"floating": "net-2"}, {"instances": 1, "cores": 1, "ram": 512, "ports": 1,
                             "floating ips": 1}),
])
def test_needs(more, expected):
    found = quota.needs(resolved(**more), ServerSpec())
    assert {name: need for name, need in found.items() if need} == expected


@pytest.mark.parametrize(("spec", "volumes", "gigabytes"), [
    ({"boot_from_volume": True, "volume_size": 20}, 1, 20),
    ({"boot_from_volume": True}, 1, 1),         # as large as the flavor's disk
    ({"data_volumes": [{"name": "a", "size": 5}, {"name": "b", "size": 7}]}, 2, 12),
    ({"boot_from_volume": True, "volume_size": 3, "data_volumes": [{"name": "a", "size": 5}]},
     2, 8),
])
def test_volumes_are_needed_where_the_spec_has_some(spec, volumes, gigabytes):
    found = quota.needs(resolved(), ServerSpec.of({**SPEC, **spec}))
    assert (found["volumes"], found["gigabytes"]) == (volumes, gigabytes)


@pytest.mark.parametrize(("most", "group", "found"), [
    ({}, None, {}), ({"maxServerGroupMembers": -1}, {"members": ["x"]}, {}),
    ({"maxServerGroupMembers": 10}, None, {quota.MEMBERS: 10}),
    ({"maxServerGroupMembers": 10}, {"members": ["x", "y"]}, {quota.MEMBERS: 8}),
    ({"maxServerGroupMembers": 1}, {"members": ["x", "y"]}, {quota.MEMBERS: 0}),
    ({"maxServerGroupMembers": 10}, {}, {quota.MEMBERS: 10}),
])
def test_how_many_more_a_server_group_takes(most, group, found):
    assert quota.members_left(most, group) == found


@settings(max_examples=60, derandomize=True, database=None)
@given(st.integers(1, 12), st.sampled_from([1, 2, 4]), st.sampled_from([256, 512, 3072]),
       st.booleans(), st.integers(-1, 8), st.integers(0, 9))
def test_what_is_placed_never_uses_more_than_there_is(count, vcpus, ram, floating, most, used):
    """Whatever others in the project have taken of it already."""
    needs = quota.needs(resolved(vcpus=vcpus, ram=ram, floating="net-2" if floating else None),
                        ServerSpec())
    left = quota.remaining(quota.told(
        {**COMPUTE, "maxTotalInstances": most, "totalInstancesUsed": used},
        {"floatingip": {"limit": most, "used": used, "reserved": 1}}))
    one = Capacity(A, left=left, choices=ways({"": needs}))
    placed = place(map(seat, range(1, count + 1)), [one])
    made = len(placed.where)
    assert all(made * need <= left.get(name, made * need) for name, need in needs.items())
    assert made == count or any((made + 1) * need > left[name] for name, need in needs.items()
                                if name in left)
    assert most < 0 or not made or used + made <= most
