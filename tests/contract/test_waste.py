# SPDX-License-Identifier: GPL-3.0-or-later
"""Things made by hand, half of which are in use: waste_info lists the other half."""
from __future__ import annotations

import pytest
from samples.compute import ONE

from ansible_collections.multicloud.openstack.plugins.module_utils._portable import floating
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task
from ansible_collections.multicloud.openstack.plugins.module_utils._waste import search

NAME = "contract-waste"
OPTIONS = {"cloud": "alpha", "region_name": None, "targets": None, "api_timeout": 30,
           "older_than": "0", "copies_older_than": "0",
           "prices": [{"cloud": "alpha", "volume_types": {"default": 0.001}, "floating_ip": 0.005}]}
NUMBERS = range(1, 4)
KINDS = ("image", "keypair", "security_group", "volume", "port")


def called(use, number):
    return f"{NAME}-{use}-{number}"


def make(cloud, use, number):
    """One of each kind; [floating IP]."""
    name = called(use, number)
    cloud.ensure("image", name=name, filename=__file__, disk_format="raw")
    cloud.ensure("keypair", name=name, public_key=ONE)
    cloud.ensure("security_group", name=name)
    cloud.ensure("volume", name=name, size=1)
    cloud.ensure("volume_snapshot", name=name, volume=name)
    cloud.ensure("port", name=name, network="private", no_security_groups=True)
    outside = Task(cloud.connection, SPECS).resolve("network", "public")
    body = {"floatingip": {"floating_network_id": outside, "description": name}}
    cloud.connection.post("network", "/floatingips", body, "creating one")


def use(cloud, number):
    """All of them, by one server; the port has the floating IP."""
    name = called("used", number)
    cloud.ensure("volume", name=f"{name}-copy", size=1, snapshot=name)
    cloud.ensure("server", name=name, image=name, key_name=name, flavor="m1.tiny", auto_ip=False,
                 network="private", security_groups=[name], volumes=[name, f"{name}-copy"])
    port = cloud.there("port", {"name": name})
    (own,) = [row for row in floating.listed(cloud.connection) if row["description"] == name]
    cloud.connection.put("network", f"/floatingips/{own['id']}",
                         {"floatingip": {"port_id": port.id}}, "moving one")


def clear(cloud):
    for number in NUMBERS:
        name = called("used", number)
        cloud.clear("server", {"name": name})
        cloud.clear("volume", {"name": f"{name}-copy"})
    for row in floating.listed(cloud.connection):
        if row["description"].startswith(NAME):
            floating.delete(cloud.connection, row["id"])
    for word in ("used", "left"):
        for number in NUMBERS:
            for noun in ("volume_snapshot", *KINDS):
                cloud.clear(noun, {"name": called(word, number)})


@pytest.fixture(scope="module")
def cloud(clouds):
    """With three of each kind in use, and three that are not."""
    cloud = clouds[False]
    clear(cloud)
    for number in NUMBERS:
        for word in ("used", "left"):
            make(cloud, word, number)
        use(cloud, number)
    yield cloud
    clear(cloud)


def test_half_of_42_things_are_waste(cloud):
    found = search.info(OPTIONS, check_mode=False)
    assert (found["failures"], found["younger"]) == ([], 0)
    addresses = {row["floating_ip_address"]: row["description"]
                 for row in floating.listed(cloud.connection)}
    waste = [(row["kind"], addresses.get(row["name"], row["name"])) for row in found["waste"]]
    assert sorted(one for one in waste if one[1].startswith(NAME)) == sorted(
        (kind, called("left", number)) for number in NUMBERS
        for kind in ("floating_ip", "volume_snapshot", *KINDS))
    own = [row for row in found["waste"] if row["name"].startswith(called("left", ""))]
    assert all(row["created"] for row in own)
    assert {row["cost"]["hour"] for row in own if row["kind"] == "volume"} == {0.001}


def test_what_is_young_is_counted_only(cloud):
    found = search.info({**OPTIONS, "older_than": "1h", "copies_older_than": "1h"},
                        check_mode=False)
    assert found["younger"] >= 21
    assert not [row for row in found["waste"] if row["name"].startswith(NAME)]
