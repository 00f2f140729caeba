# SPDX-License-Identifier: GPL-3.0-or-later
"""What a target can do: by clouds.yaml and its vendor's profile, and by its own catalog."""

from __future__ import annotations

import pytest
from builders import A, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.plugin_utils.capable import known, official

DOWN = CloudError("timeout", "silent")
ROOM, NO_ROOM = "floating_ips", "no_floating_ips"


@pytest.mark.parametrize(("types", "names"), [
    ([], []), (["compute", "compute"], ["compute"]),
    (["volumev3", "volume", "network"], ["block-storage", "network"]),
    (["object_store"], ["object-store"]), (["zzz", "own:thing"], ["own:thing", "zzz"])])
def test_the_one_name_of_a_service(types, names):
    assert official(types) == names


# config, whether there is room for floating IPs, answer; services and groups
@pytest.mark.parametrize(("config", "floating", "answer", "services", "groups"), [
    ({}, True, None, None, [ROOM]), ({}, False, None, None, [NO_ROOM]),
    ({"has_network": False}, True, None, None, [NO_ROOM, "no_service_network"]),
    ({"has_network": True, "has_volume": None}, True, None, None, [ROOM]),
    ({}, True, ["compute"], ["compute"], [NO_ROOM, "service_compute"]),
    ({}, True, ["network"], ["network"], [ROOM, "service_network"]),
    ({}, False, ["network"], ["network"], [NO_ROOM, "service_network"]),
    ({"has_network": False}, True, ["network", "compute"], ["compute"],
     [NO_ROOM, "no_service_network", "service_compute"]),
    ({}, True, [], [], [NO_ROOM]),
    # nobody knows, and clouds.yaml counts
    ({}, True, DOWN, [], [ROOM, "unreachable_targets"]),
    ({"has_volume": False}, False, DOWN, [], [NO_ROOM, "no_service_block-storage",
                                              "unreachable_targets"])])
def test_what_is_known(config, floating, answer, services, groups):
    variables, found = known(A, config, floating, answer)
    assert variables == {"profile": "", **({} if services is None else {"services": services})}
    assert list(found) == ["targets_cloud_a", *groups]


@pytest.mark.parametrize(("given", "profile"), [
    (None, ""), ("ovh", "ovh"), ("https://example.org", "example.org"),
    ("https://me:secret@example.org:8443/x?y=@z", "example.org")])
def test_where_it_is(given, profile):
    variables, groups = known(C, {"profile": given}, True)
    assert variables == {"profile": profile}
    assert list(groups) == ["targets_cloud_c", "targets_region_north",
                            *([f"targets_profile_{profile}"] if profile else []), ROOM]
