# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of inventories: names that are readable, distinct, stable and harmless."""

from __future__ import annotations

import itertools
import json

import pytest
from builders import A, B, C, addresses, server

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import hosts

D = Target("c", "south")


def names(*servers, taken=None):
    return [host.name for host in hosts.of_servers(list(servers), taken or {})]


def named(name, target=A, server_id="11111111-aaaa"):
    return server(name=name, target=target, server_id=server_id, metadata={})


def test_a_name_that_no_other_server_has_is_the_hosts_name():
    assert names(named("web"), named("db", server_id="22222222-bbbb")) == ["db", "web"]


def test_the_same_name_on_several_clouds():
    assert names(named("web"), named("web", B, "22222222-bbbb"), named("web", C, "3"),
                 named("web", D, "4")) == ["web.a", "web.b", "web.c.north", "web.c.south"]


def test_the_same_name_on_one_cloud():
    assert names(named("web"), named("web", server_id="22222222-bbbb")) == [
        "web.a.11111111", "web.a.22222222"]


def test_the_same_name_and_the_same_beginning_of_the_id():
    assert names(named("web"), named("web", server_id="11111111-bbbb")) == [
        "web.a.11111111-aaaa", "web.a.11111111-bbbb"]


def test_one_server_through_two_entries_of_clouds_yaml():
    assert names(named("web"), named("web", B)) == ["web.a", "web.b"]


def test_a_server_that_is_called_what_another_one_might_be():
    found = names(named("web"), named("web", B, "22222222-bbbb"), named("web.a", C, "3"))
    assert sorted(found) == ["web.a.11111111", "web.a.c.north", "web.b"]


def test_names_do_not_depend_on_the_order():
    servers = [named("web"), named("web", B, "2"), named("web", C, "3"), named("web.a", C, "4"),
               named("web", C, "5"), named("a b", A, "6"), named("a_b", A, "7")]
    expected = hosts.of_servers(servers, {})
    for order in itertools.permutations(servers):
        assert hosts.of_servers(list(order), {}) == expected
    assert len({host.name for host in expected}) == len(servers)


@pytest.mark.parametrize(("name", "host"), [
    ("web-1.example.org", "web-1.example.org"),
    ("_web", "_web"),
    ("größe", "größe"),
    ("{{ lookup('pipe', 'id') }}", "_lookup_pipe_id_"),
    ("two words", "two_words"),
    ("a:b,c&d!e", "a_b_c_d_e"),
    ("web[1:3]", "web_1_3_"),
    ("../../etc/passwd", "_.._etc_passwd"),
    ("/etc/passwd", "_etc_passwd"),
    ("-i", "i"),
    ("..", "11111111-aaaa"),
    ("", "11111111-aaaa"),
])
def test_characters_that_mean_something(name, host):
    assert names(named(name)) == [host]


def test_a_name_that_means_something_else():
    assert names(named("localhost"), taken={"localhost": ""}) == ["localhost.a"]


def test_a_host_that_is_this_server_already():
    assert names(named("web"), taken={"web": "11111111-aaaa"}) == ["web"]
    assert names(named("web"), taken={"web": "another"}) == ["web.a"]


def test_variables_and_groups():
    one = server(1, C, addresses=addresses("10.0.0.1", "198.51.100.7"))
    [host] = hosts.of_servers([one], {})
    assert host.groups == ("servers", "cloud_c", "region_north", "fleet_web")
    assert host.variables == {"ansible_host": "198.51.100.7", "cloud": "c",
                              "region_name": "north", "server": one.report()}
    assert json.dumps(host.variables)


def test_groups_of_a_server_without_region_and_fleet():
    assert hosts.groups(named("web")) == ("servers", "cloud_a")


@pytest.mark.parametrize("found", [{}, addresses("-oProxyCommand=id"), addresses("example.org")])
def test_nothing_but_an_address_is_connected_to(found):
    [host] = hosts.of_servers([server(addresses=found)], {})
    assert host.variables["ansible_host"] == "no-address.invalid"


def test_targets():
    assert hosts.of_targets([A, C, D]) == [
        hosts.Host("a", {"cloud": "a", "region_name": ""}, ("targets",)),
        hosts.Host("c-north", {"cloud": "c", "region_name": "north"}, ("targets",)),
        hosts.Host("c-south", {"cloud": "c", "region_name": "south"}, ("targets",))]


def test_targets_that_would_have_the_same_name():
    targets = [Target("a-b", "c"), Target("a", "b-c"), Target("my cloud: 1", "r"), Target("all")]
    found = [host.name for host in hosts.of_targets(targets, {"all"})]
    assert found[2] == "my_cloud_1-r"
    assert len(set(found)) == 4 and "all" not in found
    assert all(name.startswith("a-b-c-") for name in found[:2]) and found[3].startswith("all-")
    assert [host.name for host in hosts.of_targets(targets[::-1], {"all"})] == found[::-1]
