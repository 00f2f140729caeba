# SPDX-License-Identifier: GPL-3.0-or-later
"""What refers to what in a landing zone, and in which order that works."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.related import Relation
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import (
    checked,
    names,
    ordered,
    references,
)


def spec(noun, prepare=lambda options: options, **fields):
    return Spec(noun, "network", "x.y.Z", fields, prepare=prepare)


SPECS = {
    "project": spec("project"),
    "network": spec("network", mtu=Field("int"), project=Field(ref="project")),
    "subnet": spec("subnet", network=Field(ref="network"), pools=Field("list", ref="subnet_pool")),
    "router": spec("router", lambda options: {**options, "gateway": options.get("network")},
                   gateway=Field(ref="network"),
                   interfaces=Field("list", send=lambda rows, resolve: [
                       resolve("subnet", row["subnet"], network_id=resolve("network", row["net"]))
                       for row in rows])),
    "security_group": spec("security_group", remote=Field(ref="security_group"),
                           kind=Field(send=lambda name, resolve: resolve(
                               "volume_type", name, attribute="name"))),
    "volume": spec("volume", image=Field(ref="image"), volume=Field(ref="volume")),
    "image": spec("image", volume=Field(ref="volume")),
    "zone": Spec("zone", "dns", "x.y.Z", {}, spelled=lambda name: f"{name.rstrip('.')}."),
    "recordset": Spec("recordset", "dns", "x.y.Z", scope=("zone", "type"), fields={
        "zone": Field(ref="zone"), "type": Field(), "records": Field("list")}),
    "rule": Spec("rule", "network", "x.y.Z", key="group", lookup=lambda *_: None, fields={
        "group": Field(ref="security_group"), "port": Field("int")}),
    "container": spec("container"),
    "object": spec("object", container=Field(names=("container",))),
    "user": spec("user"),
    "role_assignment": Relation("role_assignment", {
        "project": Field(ref="project"), "role": Field(ref="role"), "user": Field(ref="user")},
        lambda *_: False, lambda *_: None),
}


@pytest.mark.parametrize(("noun", "options", "found"), [
    ("network", {"name": "a"}, []),
    ("network", {"name": "a", "mtu": 1400}, []),
    ("network", {"name": "a", "project": "p"}, [("project", "p")]),
    ("network", {"name": "a", "project": None}, []),
    ("network", {"name": "a", "wait": True, "state": "present"}, []),
    ("subnet", {"name": "a", "network": "n"}, [("network", "n")]),
    ("subnet", {"name": "a", "pools": ["p", "q"]}, [("subnet_pool", "p"), ("subnet_pool", "q")]),
    # what prepare makes of the options counts, and each is named once
    ("router", {"name": "a", "network": "n"}, [("network", "n")]),
    ("router", {"name": "a", "network": "n", "interfaces": [
        {"subnet": "s", "net": "n"}, {"subnet": "t", "net": "m"}]},
     [("network", "n"), ("subnet", "s"), ("network", "m"), ("subnet", "t")]),
    ("security_group", {"name": "a", "kind": "k"}, [("volume_type", "k")]),
])
def test_references(noun, options, found):
    assert references(SPECS[noun], options) == dict.fromkeys(found, True)


@pytest.mark.parametrize(("options", "found"), [
    # what is not looked for is named all the same
    ({"name": "a", "container": "c"}, {("container", "c"): False}),
    ({"name": "a"}, {})])
def test_what_is_only_named(options, found):
    assert references(SPECS["object"], options) == found


def lines(entries):
    """The order, with what each needs and what it looks for elsewhere."""
    def text(keys):
        return " ".join(f"{noun}.{name}" for noun, name in keys)
    return [f"{text([one.key])} < {text(one.needs)} | {text(one.outside)}" for one in entries]


@pytest.mark.parametrize(("document", "expected"), [
    pytest.param({}, [], id="nothing"),
    pytest.param({"network": [{"name": "b"}, {"name": "a"}]},
                 ["network.b <  | ", "network.a <  | "], id="as-given"),
    pytest.param({"subnet": [{"name": "s", "network": "n"}], "network": [{"name": "n"}]},
                 ["network.n <  | ", "subnet.s < network.n | "], id="in-any-order"),
    pytest.param({"subnet": [{"name": "s", "network": "public"}]},
                 ["subnet.s <  | network.public"], id="elsewhere"),
    pytest.param({"router": [{"name": "r", "network": "public",
                              "interfaces": [{"subnet": "x", "net": "x"}]}],
                  "subnet": [{"name": "x", "network": "x"}], "network": [{"name": "x"}]},
                 ["network.x <  | ", "subnet.x < network.x | ",
                  "router.r < network.x subnet.x | network.public"], id="one-name-for-all"),
    pytest.param({"volume": [{"name": "b", "volume": "a"}, {"name": "a", "image": "i"}],
                  "image": [{"name": "i"}]},
                 ["image.i <  | ", "volume.a < image.i | ", "volume.b < volume.a | "],
                 id="within-a-kind"),
    pytest.param({"security_group": [{"name": "a", "remote": "a"}]},
                 ["security_group.a <  | "], id="itself"),
    pytest.param({"recordset": [{"name": "w", "zone": "z"}], "zone": [{"name": "z."}]},
                 ["zone.z. <  | ", "recordset.w < zone.z. | "], id="spelled-otherwise"),
    pytest.param({"recordset": [{"name": "w", "zone": "z", "type": kind} for kind in "ab"]},
                 ["recordset.w (type a, zone z) <  | zone.z",
                  "recordset.w (type b, zone z) <  | zone.z"], id="one-name-in-two-types"),
    pytest.param({"rule": [{"group": "g", "port": 1}, {"group": "g", "port": 2}],
                  "security_group": [{"name": "g"}]},
                 ["security_group.g <  | ", "rule.g (port 1) < security_group.g | ",
                  "rule.g (port 2) < security_group.g | "], id="no-name"),
    pytest.param({"object": [{"name": "o", "container": "c"}, {"name": "p", "container": "d"}],
                  "container": [{"name": "c"}]},
                 ["container.c <  | ", "object.o < container.c | ", "object.p <  | "],
                 id="only-named"),
    pytest.param({"role_assignment": [{"user": "u", "role": "member", "project": "p"}],
                  "user": [{"name": "u"}]},
                 ["user.u <  | ", "role_assignment.project p, role member, user u < user.u "
                  "| role.member project.p"], id="a-relation"),
])
def test_order(document, expected):
    assert sorted(lines(ordered("shop", document, SPECS))) == sorted(expected)
    made = []
    for entry in ordered("shop", document, SPECS):
        assert set(entry.needs) <= set(made)
        made.append(entry.key)


@pytest.mark.parametrize(("document", "said"), [
    ({"network": [{"name": "a"}, {"name": "a"}]},
     "^network 'a' is in the zone more than once: remove one$"),
    ({"network": [{"name": "a"}, {"name": "a"}], "security_group": [{"name": "b"}] * 3},
     "^network 'a' is .* remove one. security group 'b' is in the zone more than once"),
    ({"security_group": [{"name": "a", "remote": "b"}, {"name": "b", "remote": "a"}]},
     "^security group '(.)' needs security group '.', which needs security group '\\1': remove "
     "one of these references$"),
    ({"volume": [{"name": "v", "image": "i"}], "image": [{"name": "i", "volume": "v"}]},
     "^(volume 'v' needs image 'i'|image 'i' needs volume 'v'), which needs "),
    ({"recordset": [{"name": "w", "zone": "z", "type": "a"}] * 2},
     r"^recordset 'w \(type a, zone z\)' is in the zone more than once: remove one$"),
    ({"zone": [{"name": "z"}, {"name": "z."}]}, "^zone 'z.' is in the zone more than once"),
    ({"role_assignment": [{"user": "u", "role": "r", "project": "p"}] * 2},
     "^role assignment 'project p, role r, user u' is in the zone more than once"),
])
def test_what_cannot_be(document, said):
    with pytest.raises(CloudError, match=said) as caught:
        ordered("shop", document, SPECS)
    assert caught.value.kind == "invalid"


@pytest.mark.parametrize("name", ["a", "shop", "shop-1.test_2", "a" * 40])
def test_names_of_zones(name):
    assert checked(name) == name


@pytest.mark.parametrize("name", ["", "-a", "a-", "a b", "a=b", "a,b", "a/b", "a" * 41, "ä"])
def test_what_cannot_name_a_zone(name):
    with pytest.raises(CloudError, match="is not a valid landing zone name: use up to 40 letters"):
        checked(name)
    with pytest.raises(CloudError, match="is not a valid landing zone name"):
        ordered(name, {}, SPECS)


def test_what_is_looked_for():
    document = {"subnet": [{"name": "s", "network": "n"}, {"name": "t", "network": "public"}],
                "network": [{"name": "n", "project": "p"}],
                "rule": [{"group": "g", "port": 1}], "object": [{"name": "o", "container": "c"}]}
    assert names(ordered("shop", document, SPECS)) == {
        "network": {"n", "public"}, "subnet": {"s", "t"}, "project": {"p"},
        "security_group": {"g"}, "object": {"o"}}


# Any zone without circles: each may refer to those before it, and it is given in any order.

@given(st.data())
def test_each_comes_after_what_it_needs(data):
    number = data.draw(st.integers(0, 12))
    rows = [{"name": str(n), "volume": data.draw(st.sampled_from([str(m) for m in range(n)]))}
            if n and data.draw(st.booleans()) else {"name": str(n)} for n in range(number)]
    entries = ordered("shop", {"volume": data.draw(st.permutations(rows))}, SPECS)
    position = {entry.key: place for place, entry in enumerate(entries)}
    assert Counter(entry.name for entry in entries) == Counter(row["name"] for row in rows)
    assert all(position[key] < position[entry.key] for entry in entries for key in entry.needs)
    assert all(entry.options in rows and not entry.outside for entry in entries)


def test_without_what_something_cannot_be_there():
    document = {"subnet": [{"name": "s", "network": "n"}], "network": [{"name": "n"}],
                "recordset": [{"name": "w", "zone": "z"}], "zone": [{"name": "z"}]}
    found = {one.noun: one.within for one in ordered("shop", document, SPECS)}
    assert found == {"network": (), "subnet": (), "zone": (), "recordset": (("zone", "z."),)}


# The kinds that there are

@pytest.mark.parametrize(("document", "order"), [
    pytest.param({"recordset": [{"name": "www.x.org.", "zone": "x.org", "recordset_type": "a",
                                 "records": ["10.0.0.1"]}], "zone": [{"name": "x.org"}]},
                 ["zone", "recordset"], id="dns"),
    pytest.param({"listener": [{"name": "l", "load_balancer": "b", "default_pool": "p"}],
                  "pool": [{"name": "p", "loadbalancer": "b"}],
                  "member": [{"name": "m", "pool": "p", "subnet_id": "s"}],
                  "load_balancer": [{"name": "b", "vip_subnet": "s"}],
                  "subnet": [{"name": "s", "network": "n"}], "network": [{"name": "n"}]},
                 ["network", "subnet", "load_balancer", "pool", "member|listener",
                  "member|listener"], id="balancer"),
    pytest.param({"load_balancer": [{"name": "b", "vip_subnet": "s", "pools": [
        {"name": "p", "members": [{"address": "10.0.0.1", "protocol_port": 80,
                                   "subnet_id": "t"}]}]}],
        "subnet": [{"name": "t", "network": "n"}, {"name": "s", "network": "n"}]},
        ["subnet", "subnet", "load_balancer"], id="a-tree"),
    pytest.param({"object": [{"name": "o", "container": "c", "data": "x"}],
                  "object_container": [{"name": "c"}]}, ["object_container", "object"],
                 id="object"),
    pytest.param({"role_assignment": [{"user": "u", "role": "r", "project": "p"}],
                  "group_assignment": [{"user": "u", "group": "g"}],
                  "user": [{"name": "u", "domain": "d"}], "role": [{"name": "r"}],
                  "group": [{"name": "g"}], "project": [{"name": "p", "domain": "d"}],
                  "domain": [{"name": "d"}]},
                 ["domain|role|group", "domain|role|group", "domain|role|group", "user|project",
                  "user|project", "role_assignment|group_assignment",
                  "role_assignment|group_assignment"], id="identity"),
    pytest.param({"volume": [{"name": "v", "snapshot": "s"}, {"name": "w", "size": 1}],
                  "volume_snapshot": [{"name": "s", "volume": "w"}]},
                 ["volume", "volume_snapshot", "volume"], id="there-and-back"),
])
def test_the_order_of_real_kinds(document, order):
    declared = {**specs.SPECS, **specs.RELATIONS}
    made: list = []
    for entry in ordered("shop", document, declared):
        assert set(entry.needs) <= set(made)
        made.append(entry.key)
    assert all(noun in place.split("|") for (noun, _name), place in zip(made, order, strict=True))


INSIDE = {"network": [{"name": "n"}, {"name": "out"}],
          "subnet": [{"name": "s", "network": "n"}, {"name": "t", "network": "n"},
                     {"name": "outside", "network": "out"}],
          "router": [{"name": "r", "network": "out", "interfaces": ["s"]},
                     {"name": "q", "interfaces": [{"subnet": "t", "net": "n"}]}]}


@pytest.mark.parametrize(("more", "key", "needs"), [
    ({}, ("subnet", "t"), {("network", "n")}),
    ({}, ("router", "r"), {("network", "out"), ("subnet", "s"), ("subnet", "outside")}),
    ({"server": [{"name": "x", "network": "n"}]}, ("server", "x"), {
        ("network", "n"), ("subnet", "s"), ("subnet", "t"), ("router", "r"), ("router", "q")}),
    ({"load_balancer": [{"name": "x", "vip_subnet": "s"}]}, ("load_balancer", "x"), {
        ("subnet", "s"), ("router", "r")}),
    ({"security_group": [{"name": "x"}]}, ("security_group", "x"), set()),
])
def test_after_all_that_something_is_of_use_with(more, key, needs):
    entries = ordered("shop", {**more, **INSIDE}, specs.SPECS)
    assert next(set(entry.needs) for entry in entries if entry.key == key) == needs
    for place, entry in enumerate(entries):
        assert set(entry.needs) <= {one.key for one in entries[:place]}


def test_not_after_what_needs_it():
    """Each router has to wait for a port that the other one's network has."""
    kinds = {**SPECS, "subnet": replace(SPECS["subnet"], completes=("network",)),
             "port": spec("port", network=Field(ref="network")),
             "router": spec("router", interfaces=Field(ref="subnet"), port=Field(ref="port"))}
    kinds["router"] = replace(kinds["router"], completes=("interfaces",))
    entries = ordered("shop", {
        "network": [{"name": "n"}, {"name": "m"}],
        "subnet": [{"name": "n", "network": "n"}, {"name": "m", "network": "m"}],
        "port": [{"name": "n", "network": "n"}, {"name": "m", "network": "m"}],
        "router": [{"name": "n", "interfaces": "n", "port": "m"},
                   {"name": "m", "interfaces": "m", "port": "n"}]}, kinds)
    assert len(entries) == 8


def test_health_monitors_of_several_pools_may_have_one_name():
    entries = ordered("shop", {"health_monitor": [{"name": "up", "pool": pool, "delay": 5}
                                                  for pool in "ab"]}, specs.SPECS)
    assert sorted(one.label for one in entries) == ["up (pool a)", "up (pool b)"]
