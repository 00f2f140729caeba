# SPDX-License-Identifier: GPL-3.0-or-later
"""Which network a server gets, and where a floating IP comes from."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.network import (
    Hints,
    choose,
    floating_source,
    is_external,
    overview,
    with_ipv6,
)

PRIVATE = {"id": "1", "name": "private", "router:external": False}
BACKEND = {"id": "2", "name": "backend"}
PUBLIC = {"id": "3", "name": "public", "router:external": True}
DIRECT = {"id": "4", "name": "direct", "router:external": True}
NAMELESS = {"id": "5", "name": ""}
NONE = Hints()
SHARED = {"id": "6", "name": "shared", "shared": True}
PROVIDER = {"id": "7", "name": "provider", "router:external": True, "shared": True}
EMPTY = {"id": "8", "name": "empty", "subnets": []}


def nobody(*_network):
    """Where one external network is all there is."""
    raise AssertionError("somebody asks for routers")


@pytest.mark.parametrize(("networks", "desired", "hints", "chosen"), [
    pytest.param([PRIVATE, BACKEND], "backend", NONE, BACKEND, id="named"),
    pytest.param([PRIVATE, BACKEND], "1", NONE, PRIVATE, id="named-by-id"),
    pytest.param([PRIVATE, PUBLIC], "public", NONE, PUBLIC, id="named-external"),
    pytest.param([PRIVATE, BACKEND], None, Hints(default="backend"), BACKEND, id="default"),
    pytest.param([PRIVATE, BACKEND], "private", Hints(default="backend"), PRIVATE,
                 id="name-beats-default"),
    pytest.param([PRIVATE, BACKEND], None, Hints(nat_destination="backend"), BACKEND,
                 id="nat-destination"),
    pytest.param([PRIVATE, BACKEND], None, Hints(default="1", nat_destination="2"), PRIVATE,
                 id="default-beats-nat-destination"),
    pytest.param([PRIVATE], None, Hints(floating_ips=False, nat_destination="x"), PRIVATE,
                 id="no-nat-without-floating-ips"),
    pytest.param([PRIVATE, PUBLIC, DIRECT], None, NONE, PRIVATE, id="the-only-own"),
    pytest.param([SHARED, PRIVATE, PROVIDER], None, NONE, PRIVATE, id="own-before-shared"),
    pytest.param([SHARED, PUBLIC, PROVIDER], None, NONE, SHARED, id="shared-before-external"),
    pytest.param([PROVIDER, PUBLIC], None, NONE, PROVIDER, id="external-that-is-shared"),
    pytest.param([EMPTY, PRIVATE], None, NONE, PRIVATE, id="no-address-without-a-subnet"),
    pytest.param([EMPTY, PRIVATE], "empty", NONE, EMPTY, id="named-without-a-subnet"),
    pytest.param([PUBLIC], None, NONE, PUBLIC, id="the-only-one-is-external"),
])
def test_the_network_of_a_server(networks, desired, hints, chosen):
    assert choose(networks, desired, hints) == chosen


@pytest.mark.parametrize(("networks", "desired", "hints", "kind", "message"), [
    pytest.param([], None, NONE, "not_found", "there is no network here", id="none"),
    pytest.param([PRIVATE, BACKEND, PUBLIC], None, NONE, "ambiguous",
                 "there are 2 networks: set network to one of backend, private", id="several"),
    pytest.param([PRIVATE, NAMELESS], None, NONE, "ambiguous",
                 "there are 2 networks: set network to one of 5, private", id="nameless"),
    pytest.param([PUBLIC, DIRECT], None, NONE, "ambiguous",
                 "there are 2 networks: set network to one of direct, public",
                 id="several-external"),
    pytest.param([EMPTY], None, NONE, "not_found", "there is no network here",
                 id="none-with-a-subnet"),
    pytest.param([PRIVATE], "x", NONE, "not_found",
                 "there is no network 'x' here; there is private", id="named-is-missing"),
    pytest.param([PRIVATE], None, Hints(default="x"), "not_found",
                 "there is no network 'x' here; there is private", id="default-is-missing"),
])
def test_no_network_for_a_server(networks, desired, hints, kind, message):
    with pytest.raises(CloudError) as error:
        choose(networks, desired, hints)
    assert (error.value.kind, error.value.message) == (kind, message)


@pytest.mark.parametrize(("desired", "hints", "able", "chosen"), [
    (None, NONE, {"2"}, BACKEND), ("1", NONE, {"1", "2"}, PRIVATE),
    (None, Hints(default="private"), {"1", "2"}, PRIVATE),
    (None, Hints(nat_destination="private"), {"2"}, BACKEND)])
def test_the_network_of_a_server_that_is_reached_by_ipv6(desired, hints, able, chosen):
    assert choose([PRIVATE, BACKEND, PUBLIC], desired, hints, frozenset(able)) == chosen


@pytest.mark.parametrize(("desired", "able", "message"), [
    ("private", {"2"}, "the network 'private' has no IPv6 subnet that can be reached from "
                       "outside, which ip_version 6 needs"),
    (None, set(), "no network here has an IPv6 subnet that can be reached from outside, which "
                  "ip_version 6 needs"),
])
def test_no_network_with_ipv6(desired, able, message):
    with pytest.raises(CloudError) as error:
        choose([PRIVATE, BACKEND], desired, NONE, frozenset(able))
    found = error.value
    assert (found.kind, found.action, found.message) == ("not_found", "ip_version", message)


@pytest.mark.parametrize(("cidr", "hints", "able"), [
    ("2001:db8::/64", NONE, True), ("fd12:3456::/64", NONE, False),
    ("fd12:3456::/64", Hints(external_v6=("private",)), True),
    ("2001:db8::/64", Hints(external=("private",)), False),
    ("2001:db8::/64", Hints(external=("private",), external_v6=("1",)), True),
    ("2001:db8::/64", Hints(external=("public",)), True),
    (None, Hints(external_v6=("private",)), False),
])
def test_where_ipv6_reaches_a_server(cidr, hints, able):
    subnets = [{"network_id": "9", "cidr": "2001:db8:9::/64"}]
    subnets += [{"network_id": "1", "cidr": cidr}] if cidr else []
    assert with_ipv6([PRIVATE, BACKEND], subnets, hints) == ({"1"} if able else set())


@pytest.mark.parametrize(("networks", "network", "hints", "source"), [
    pytest.param([PRIVATE, PUBLIC], PRIVATE, NONE, "3", id="the-only-external"),
    pytest.param([PRIVATE, PUBLIC], PUBLIC, NONE, None, id="on-an-external-one"),
    pytest.param([PRIVATE, PUBLIC], PRIVATE, Hints(external=("private",)), None,
                 id="external-by-name"),
    pytest.param([PRIVATE, PUBLIC], PRIVATE, Hints(external=("1",)), None, id="external-by-id"),
    pytest.param([PRIVATE, PUBLIC], PRIVATE, Hints(external=("public",)), "3",
                 id="another-is-external"),
    pytest.param([PRIVATE, PUBLIC], PRIVATE, Hints(floating_ips=False), None, id="turned-off"),
    pytest.param([PUBLIC, DIRECT], PUBLIC, Hints(external_v6=("public",), nat_source="4"), "4",
                 id="external-for-ipv6-alone"),
    pytest.param([PRIVATE, BACKEND], PRIVATE, NONE, None, id="no-external-network"),
    pytest.param([PRIVATE, PUBLIC, DIRECT], PRIVATE, Hints(nat_source="direct"), "4",
                 id="nat-source"),
    pytest.param([PRIVATE, BACKEND], PRIVATE, Hints(nat_source="2"), "2",
                 id="nat-source-that-is-not-external"),
])
def test_where_a_floating_ip_comes_from(networks, network, hints, source):
    """Where clouds.yaml says it, or there is one, nobody is asked for routers."""
    assert floating_source(networks, network, hints, nobody) == source


def test_of_several_networks_for_floating_ips_that_which_a_router_leads_to():
    assert floating_source([PRIVATE, PUBLIC, DIRECT], PRIVATE, NONE, lambda: {"4", "x"}) == "4"


@pytest.mark.parametrize("routed", [set(), {"3", "4"}, {"x"}])
def test_several_networks_for_floating_ips(routed):
    with pytest.raises(CloudError) as error:
        floating_source([PRIVATE, PUBLIC, DIRECT], PRIVATE, NONE, lambda: routed)
    assert error.value.kind == "ambiguous"
    assert "mark one of direct, public with nat_source" in error.value.message


@pytest.mark.parametrize(("network", "external", "expected"), [
    (PUBLIC, (), True), (PRIVATE, (), False), (BACKEND, (), False), (PRIVATE, ("1",), True),
    (PRIVATE, ("private", "x"), True), (PRIVATE, ("2",), False)])
def test_is_external(network, external, expected):
    assert is_external(network, Hints(external=external)) is expected


def ways(networks, hints=NONE, **routed):
    return {row["name"]: (row["address"], row["floating_from"])
            for row in overview(networks, hints, lambda key: routed.get(f"of_{key}", set()))}


def test_how_servers_are_reached():
    assert ways([PUBLIC, PRIVATE]) == {"private": ("floating", ["public"]),
                                       "public": ("direct", [])}
    assert ways([PRIVATE]) == {"private": ("none", [])}
    assert ways([PRIVATE, PUBLIC], Hints(floating_ips=False))["private"] == ("none", [])
    assert ways([PRIVATE, PUBLIC], Hints(external=("1",)))["private"] == ("direct", [])
    assert ways([PRIVATE, PUBLIC, DIRECT])["private"] == ("floating", ["direct", "public"])
    assert ways([PRIVATE, PUBLIC, DIRECT], of_1={"4"})["private"] == ("floating", ["direct"])
    assert ways([PRIVATE, PUBLIC, DIRECT],
                Hints(nat_source="direct"))["private"] == ("floating", ["direct"])


def test_hints_that_name_no_network():
    with pytest.raises(CloudError) as error:
        overview([PRIVATE, PUBLIC], Hints(nat_source="gone"), nobody)
    assert error.value.kind == "not_found"


def test_the_default_network():
    assert [row["default"] for row in overview([PRIVATE, PUBLIC], NONE, nobody)] == [True, False]
    assert not any(row["default"] for row in overview([PRIVATE, BACKEND], NONE, nobody))
    assert [row["name"] for row in overview([PRIVATE, BACKEND], Hints(default="2"), nobody)
            if row["default"]] == ["backend"]


def test_rows_of_networks_by_name():
    rows = overview([PUBLIC, {**PRIVATE, "shared": True}, NAMELESS], NONE, nobody)
    assert [row["name"] for row in rows] == ["", "private", "public"]
    assert rows[1] == {"id": "1", "name": "private", "external": False, "shared": True,
                       "default": False, "address": "floating", "floating_from": ["public"]}
