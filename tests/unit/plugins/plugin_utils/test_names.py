# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of servers: names that are readable, distinct, stable and harmless; and their groups."""

from __future__ import annotations

import itertools

import pytest
from builders import A, B, C, marks

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.plugin_utils.names import (
    as_hosts,
    groups,
    identity,
    names,
)

D = Target("c", "south")
ONE, TWO = "11111111-aaaa", "22222222-bbbb"


def named(name, target=A, server_id=ONE, **more):
    """The variable `server` of a host."""
    return {"id": server_id, "name": name, **target.report(), "fleet": None, "status": "ACTIVE",
            "availability_zone": None, "hostname": None, "image_id": None, "flavor": None,
            "metadata": {}, "tags": [], "stale": False, **more}


def called(*servers, forms=("name",), taken=None):
    return names(list(servers), list(forms), taken or {}, lambda text, told: text.format(**told))


def test_a_name_that_no_other_server_has_is_the_hosts_name():
    assert called(named("web"), named("db", server_id=TWO)) == ["web", "db"]
    assert called() == []


@pytest.mark.parametrize(("servers", "hosts"), [
    ([named("web"), named("web", B, TWO), named("web", C, "3"), named("web", D, "4")],
     ["web.a", "web.b", "web.c.north", "web.c.south"]),
    ([named("web"), named("web", server_id=TWO)], ["web.a.11111111", "web.a.22222222"]),
    ([named("web"), named("web", server_id="11111111-bbbb")],
     ["web.a.11111111-aaaa", "web.a.11111111-bbbb"]),
    ([named("web"), named("web", B)], ["web.a", "web.b"]),
    ([named("web"), named("web", B, TWO), named("web.a", C, "3")],
     ["web.a.11111111", "web.b", "web.a.c.north"]),
    ([named("a b"), named("a_b", server_id=TWO)], ["a_b.a.11111111", "a_b.a.22222222"]),
], ids=["clouds-and-regions", "one-cloud", "one-beginning-of-the-id", "one-server-by-two-clouds",
        "called-as-another-might-be", "alike-when-safe"])
def test_the_same_name(servers, hosts):
    assert called(*servers) == hosts


def test_names_do_not_depend_on_the_order():
    servers = [named("web"), named("web", B, "2"), named("web", C, "3"), named("web.a", C, "4"),
               named("web", C, "5"), named("a b", A, "6"), named("a_b", A, "7")]
    expected = dict(zip((server["id"] for server in servers), called(*servers), strict=True))
    assert len(set(expected.values())) == len(servers)
    for order in itertools.permutations(servers):
        assert called(*order) == [expected[server["id"]] for server in order]


@pytest.mark.parametrize(("name", "host"), [
    ("{{ lookup('pipe', 'id') }}", "_lookup_pipe_id_"), ("../x", "_x"), ("web[1:3]", "web_1_3_"),
    ("..", f"{ONE}.a"), ("", f"{ONE}.a"), ("-", f"{ONE}.a"), ("db.yml", "db_yml")])
def test_characters_that_mean_something(name, host):
    assert called(named(name)) == [host]


def test_an_id_that_is_a_path():
    servers = [named("web", server_id="../../../../x"), named("web", server_id="../../../../y")]
    assert called(*servers) == ["web.a._.._.._.._x", "web.a._.._.._.._y"]


def test_a_name_that_means_something_else():
    assert called(named("localhost")) == ["localhost.a"]
    assert called(named("x"), taken={"x": None, "x.a": None}) == ["x.a.11111111"]
    every = dict.fromkeys(["x", "x.a", "x.a.11111111", f"x.a.{ONE}"])
    assert called(named("x"), taken=every) == [f"_x.a.{ONE}"]


def test_a_host_that_is_this_server_already():
    assert called(named("web"), taken={"web": ("a", "", ONE)}) == ["web"]
    assert called(named("web"), taken={"web": ("a", "", TWO)}) == ["web.a"]
    assert called(named("web"), taken={"web": ("b", "", ONE)}) == ["web.a"]


@pytest.mark.parametrize("row", [None, "text", {}, {"id": ONE, "cloud": "a"}, [ONE]])
def test_what_is_no_server(row):
    assert identity(row) is None


# Hosts that are not the inventory plugin's

def hosts(*servers, there=None, groups=()):
    """there: {host: its variables}"""
    found = as_hosts(list(servers), {"all": list(there or {}), **dict.fromkeys(groups, ())},
                     there or {})
    assert [{key: row[key] for key in server} for row, server in zip(found, servers, strict=True)
            ] == list(servers)
    return [row["host"] for row in found]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "all", "ungrouped", "servers", "db"])
def test_a_host_for_a_server_is_never_something_else(name):
    assert hosts(named(name), there={"db": {}}, groups=["servers"]) == [f"{name}.a"]


def test_hosts_for_servers_of_one_name():
    assert hosts(named("web"), named("web", C, TWO), named("../x", server_id="3")) == [
        "web.a", "web.c.north", "_x"]


@pytest.mark.parametrize(("row", "host", "listed"), [
    (named("web"), "mine", True), (named("web", B), "web", False),
    (named("web", server_id=TWO), "web", False), ("{{ text }}", "web", False)])
def test_the_host_that_the_inventory_has_for_it(row, host, listed):
    there = {"mine": {"server": row}, "other": {}}
    [found] = as_hosts([named("web")], {"all": list(there)}, there)
    assert (found["host"], found["listed"]) == (host, listed)


@pytest.mark.parametrize(("group", "found"), [
    ("web", "web"), ("", ""), (None, ""), ("localhost", "_localhost"), ("all", "_all"),
    ("db", "_db"), ("shop", "_shop"), ("a/b", "a_b")])
def test_the_group_of_a_host(group, found):
    [row] = as_hosts([named("shop", group=group)], {"all": ["db"]}, {"db": {}})
    assert row["host_group"] == found


FULL = {"fleet": "ci", "availability_zone": "z1", "hostname": "web-1"}


@pytest.mark.parametrize(("forms", "host"), [
    (["name"], "web"), (["name.cloud"], "web.c"), (["id"], ONE), (["cloud.name"], "c.web"),
    (["name.region.cloud"], "web.north.c"), (["fleet.zone.hostname"], "ci.z1.web-1"),
    (["{name}-{id}"], f"web-{ONE}"), (["{name}"], "web"), (["{{ x }}"], "_x_"),
    (["{fleet} {cloud}: 1"], "ci_c_1"),
])
def test_forms(forms, host):
    assert called(named("web", C, **FULL), forms=forms) == [host]


@pytest.mark.parametrize(("forms", "host"), [
    (["fleet.name", "name"], "web"), (["zone", "hostname"], "web.a"), (["name.region"], "web"),
    (["name.region.cloud"], "web.a"), ([], "web.a")])
def test_what_a_server_has_not(forms, host):
    assert called(named("web"), forms=forms) == [host]


@pytest.mark.parametrize("rendered", [None, "", "..", "-"])
def test_a_template_of_which_nothing_is_left(rendered):
    found = names([named("web")], ["{{ x }}", "id"], {}, lambda _template, _server: rendered)
    assert found == [ONE]


def test_what_a_template_sees():
    seen = []
    server = named("web", fleet="ci")
    names([server], ["{{ x }}"], {}, lambda text, told: seen.append((text, told)))
    assert seen == [("{{ x }}", {
        "server": server, "name": "web", "id": ONE, "cloud": "a", "region": "", "fleet": "ci"})]


def test_a_template_that_makes_no_text():
    assert names([named("web")], ["{{ 5 }}"], {}, lambda _template, _server: 5) == ["5"]


def test_each_server_has_the_first_form_that_no_other_one_has():
    servers = [named("web"), named("web", B, TWO), named("db", B, "3")]
    assert called(*servers, forms=["name", "id"]) == [ONE, TWO, "db"]
    assert called(*servers, forms=["name", "name.cloud", "id"]) == ["web.a", "web.b", "db"]
    assert called(*servers, forms=["cloud", "name"]) == ["a", "web.b", "db"]


@pytest.mark.parametrize("form", ["nonsense", "name.nonsense", "", "name.", "name cloud", "Name",
                                  "server.name", "name-id"])
def test_a_form_that_is_none(form):
    with pytest.raises(CloudError, match="is neither a template nor name, id, ") as error:
        called(named("web"), forms=["name", form])
    assert error.value.kind == "invalid" and repr(form) in str(error.value)


@pytest.mark.parametrize(("by", "found"), [
    ([], []),
    (["cloud", "region", "fleet"], ["cloud_c", "region_north", "fleet_ci"]),
    (["availability_zone", "status"], ["availability_zone_z1", "status_ACTIVE"]),
    (["group"], ["fleet_ci_front"]),
    (["image"], ["image_image-1"]),
    (["flavor"], ["flavor_small"]),
    (["metadata"], ["metadata_role_db", "metadata_empty_"]),
    (["tags"], ["tag_blue"]),
])
def test_groups(by, found):
    server = named("web", C, **FULL, image_id="image-1", flavor="small", tags=[
        "blue", "multicloud_fleet=ci"], metadata={
            "role": "db", "empty": "", **marks(), "multicloud_group": "front"})
    assert groups(server, by) == found


@pytest.mark.parametrize("by", [
    "region", "availability_zone", "fleet", "group", "image", "flavor", "metadata", "tags"])
def test_no_groups_of_what_a_server_has_not(by):
    assert groups(named("web"), [by]) == []


def test_the_group_of_what_is_stale():
    assert groups(named("web", stale=True), ["cloud"]) == ["cloud_a", "stale"]


@pytest.mark.parametrize(("image", "group"), [
    ("debian-12", "image_debian-12"), (None, "image_image-1"), ("", "image_image-1")])
def test_an_image_by_its_name_where_that_is_known(image, group):
    assert groups(named("web", image_id="image-1", image=image), ["image"]) == [group]
