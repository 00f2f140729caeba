# SPDX-License-Identifier: GPL-3.0-or-later
"""Which servers serve, and where."""

from __future__ import annotations

import pytest
from builders import A, addresses, marks, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import (
    endpoint,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)

ANY = (Preference(),)
BOTH = addresses(floating="203.0.113.5")


@pytest.mark.parametrize(("more", "preferences", "answers", "said"), [
    ({}, ANY, True, ("10.0.0.1", "", False)),
    ({"addresses": BOTH}, ANY, True, ("203.0.113.5", "", False)),
    ({"addresses": BOTH}, (Preference(type="fixed"),), True, ("10.0.0.1", "", False)),
    ({}, (Preference(type="floating"),), True, (None, "has no such address", False)),
    ({"addresses": {}}, ANY, True, (None, "has no such address", False)),
    ({}, ANY, False, ("10.0.0.1", "its port does not answer", False)),
    ({"status": "SHUTOFF"}, ANY, True, ("10.0.0.1", "is SHUTOFF", False)),
    ({"status": "VERIFY_RESIZE"}, ANY, True, ("10.0.0.1", "", False)),
    ({"task": "deleting"}, ANY, True, ("10.0.0.1", "is deleting", False)),
    ({"metadata": {**marks(1), "multicloud_out": ""}}, ANY, True,
     ("10.0.0.1", "has multicloud_out in its metadata", True)),
    ({"metadata": {**marks(1), "multicloud_out": "1"}, "status": "ERROR"}, ANY, True,
     ("10.0.0.1", "is ERROR", False)),
])
def test_who_is_ready(more, preferences, answers, said):
    found = endpoint.of(server(1, A, **more), preferences, answers)
    assert (found.address, found.reason, found.leaving) == said
    row = found.report()
    assert (row["address"], row["ready"], row["reason"]) == (said[0], not said[1], said[1])


def test_of_each_kind_the_preferred_address():
    rows = {"private": [{"addr": "2001:db8::1", "OS-EXT-IPS:type": "fixed"},
                        {"addr": "10.0.0.1", "OS-EXT-IPS:type": "fixed"},
                        {"addr": "203.0.113.5", "OS-EXT-IPS:type": "floating"}]}
    found = endpoint.of(server(1, A, addresses=rows), ANY, True)
    assert found.of_version(colon=False) == "203.0.113.5"
    assert found.of_version(colon=True) == "2001:db8::1"
    assert endpoint.of(server(1, A), ANY, True).of_version(colon=True) is None


@pytest.mark.parametrize(("name", "label"), [
    ("shop-web-1", "shop-web-1"), ("Shop_Web.1", "shop-web-1"), ("../etc", "etc"), ("ß", ""),
    ("a\nb", "a-b"), ("x" * 70, "x" * 63), ("-" * 3, ""), ("a" * 62 + ".b", "a" * 62),
    ("*.example", "example"),
])
def test_labels(name, label):
    assert endpoint.label(name) == label


def test_own():
    mine, other = server(1, A), server(2, A, metadata=marks(2, fleet_name="web2"))
    grouped = server(3, A, metadata=marks(seat(3, "db")))
    gone = server(4, A, status="DELETED")
    bare = server(5, A, metadata={"multicloud_fleet": "web"})
    everyone = [mine, other, grouped, gone, bare]
    assert endpoint.own(everyone, "web", None) == [mine, grouped]
    assert endpoint.own(everyone, "web", "db") == [grouped]


@pytest.mark.parametrize(("words", "group", "meant"), [
    ("multicloud_fleet=web", None, True), ("multicloud_fleet=web", "db", True),
    ("multicloud_fleet=web multicloud_group=app", "db", False),
    ("multicloud_fleet=web multicloud_group=app", None, True),
    ("multicloud_fleet=web multicloud_group=db", None, True),
    ("multicloud_fleet=web multicloud_group=db", "db", True),
    ("multicloud_fleet=web2", None, False), ("", None, False),
])
def test_whose_it_is(words, group, meant):
    assert endpoint.follows(words, "web", group) is meant


@pytest.mark.parametrize("group", [None, "db"])
def test_what_is_marked_is_found_again(group):
    assert endpoint.follows(" ".join(endpoint.words("web", group)), "web", group)


@pytest.mark.parametrize(("there", "group", "marked"), [
    (["multicloud_fleet=web"], None, ["multicloud_fleet=web"]),
    (["x", "multicloud_group=db", "multicloud_fleet=web"], "db",
     ["x", "multicloud_group=db", "multicloud_fleet=web"]),
    (["multicloud_fleet=web", "x"], "db",
     ["x", "multicloud_fleet=web", "multicloud_group=db"]),
    (["multicloud_fleet=web", "multicloud_group=db"], None, ["multicloud_fleet=web"]),
])
def test_what_others_have_added_stays(there, group, marked):
    assert endpoint.marked(there, "web", group) == marked


OPTIONS = {"name": "web", "group": None, "port": None}


@pytest.mark.parametrize(("options", "said"), [
    ({"name": ""}, "name: '' is not a valid fleet name"), ({"name": "a b"}, "name: 'a b'"),
    ({"group": "d b"}, "group: 'd b' is not a valid group name"), ({"group": ""}, "group: ''"),
    ({"port": 0}, "port: 0 is not a port: use a number from 1 to 65535"),
    ({"protocol_port": [80, 0]}, "protocol_port: 0 is not a port"),
    ({"protocol_port": []}, r"protocol_port: \[\] is not a port"),
    ({"port": 65536}, "port: 65536"), ({"port": -22}, "port: -22"),
    ({"drain": -1.0}, "drain: -1 is not a number of seconds: use 0 or more"),
    ({"drain": float("inf")}, "drain: inf"), ({"drain": float("nan")}, "drain: nan"),
    ({"timeout": -0.5}, "timeout: -0.5 is not"),
])
def test_options_that_cannot_be(options, said):
    with pytest.raises(CloudError, match=said) as error:
        endpoint.checked({**OPTIONS, **options})
    assert error.value.kind == "invalid"


@pytest.mark.parametrize("options", [
    {}, {"group": "db"}, {"port": 1}, {"port": 65535}, {"drain": 0.0, "timeout": 0.0},
    {"drain": 600.5, "timeout": 300.0}])
def test_options_that_can_be(options):
    endpoint.checked({**OPTIONS, **options})
