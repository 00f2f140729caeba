# SPDX-License-Identifier: GPL-3.0-or-later
"""Zones, server groups, prices."""

from __future__ import annotations

import pytest
from builders import A, B
from fakes import FakeCloud
from runs import GROUPS, kinds, where


def in_zones(cloud):
    return [row["OS-EXT-AZ:availability_zone"]
            for row in sorted(cloud.servers.values(), key=lambda row: row["name"])]


def test_zones_are_used_in_turn_over_all_runs(go):
    a = FakeCloud(A)
    zones = {"availability_zones": ["z1", "z2", "z3"]}
    go(a, count=2, **zones)
    assert in_zones(a) == ["z1", "z2"]
    result = go(a, count=5, **zones)
    assert in_zones(a) == ["z1", "z2", "z3", "z1", "z2"]
    assert not go(a, count=5, **zones)["changed"] and not result["failed"]


def without_hosts(*zones):
    """What makes a cloud one whose zones have no host left."""
    def build(made):
        if made["OS-EXT-AZ:availability_zone"] in zones:
            made.update(status="ERROR", fault={"message": "No valid host was found."})
    return build


def test_a_zone_without_a_host_is_left_for_the_others(go):
    a = FakeCloud(A)
    a.on_create = without_hosts("z1")
    result = go(a, count=3, availability_zones=["z1", "z2"])
    assert not result["failed"]
    assert in_zones(a) == ["z2"] * 3
    assert a.writes.count("POST /servers") == 5     # two of them in z1, at first
    assert kinds(result) == ["no_host"] * len(result["failures"]) and result["warnings"]


def test_a_target_without_a_host_in_any_zone_is_left(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.on_create = without_hosts("z1", "z2")
    result = go(a, b, count=2, availability_zones=["z1", "z2"])
    assert not result["failed"]
    assert (a.names, b.names) == ([], ["web-1", "web-2"])


@pytest.mark.parametrize(("kind", "policy"), [("soft", "soft-anti-affinity"),
                                              ("hard", "anti-affinity")])
def test_anti_affinity_is_a_server_group_that_comes_and_goes_with_the_fleet(go, kind, policy):
    a = FakeCloud(A)
    a.server_groups["mine"] = {"id": "mine", "name": "web", "policies": [policy], "members": []}
    result = go(a, anti_affinity=kind, check_mode=True)
    assert a.writes == []
    assert "server group multicloud_fleet=web on a: new" in result["diff"]["after"]
    assert not go(a, anti_affinity=kind)["failed"]
    made = {name: row for name, row in a.server_groups.items() if name != "mine"}
    (group, row), = made.items()
    assert (row["name"], row["policies"]) == ("multicloud_fleet=web", [policy])
    assert sorted(row["members"]) == sorted(a.servers)
    go(a, count=3, anti_affinity=kind)
    assert set(a.server_groups) == {"mine", group} and len(row["members"]) == 3
    result = go(a, state="absent", count=None)
    assert list(a.server_groups) == ["mine"]
    assert result["removed"] == ["server group multicloud_fleet=web on a"]


def test_each_group_has_its_own_server_group(go):
    a = FakeCloud(A)
    go(a, **{**GROUPS, "groups": [{**GROUPS["groups"][0], "anti_affinity": "soft"},
                                  {**GROUPS["groups"][1], "anti_affinity": "hard"}]})
    assert sorted((row["name"], len(row["members"])) for row in a.server_groups.values()) == [
        ("multicloud_fleet=web multicloud_group=db", 2),
        ("multicloud_fleet=web multicloud_group=web", 3)]


def test_servers_go_where_their_security_groups_are(go):
    a, b = FakeCloud(A), FakeCloud(B)
    shares = {A: {"security_groups": ["web-in"]}, B: {"security_groups": ["web"]}}
    result = go(a, b, count=2, shares=shares)
    assert not result["failed"] and where(result) == [("web-1", "b"), ("web-2", "b")]
    assert "there is no security group 'web-in' here" in result["warnings"][0]
    assert a.writes == []
    nowhere = go(FakeCloud(A), shares=shares, check_mode=True)
    assert nowhere["failed"] and "no security group 'web-in'" in nowhere["msg"]


def test_cheapest_first_and_the_dearer_for_what_does_not_fit(go):
    a, b = FakeCloud(A), FakeCloud(B, quota=2)
    result = go(a, b, count=3, placement="cheapest", shares={A: {"price": 2}, B: {"price": 1}})
    assert not result["failed"]
    assert where(result) == [("web-1", "b"), ("web-2", "b"), ("web-3", "a")]
