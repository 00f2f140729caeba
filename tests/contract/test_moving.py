# SPDX-License-Identifier: GPL-3.0-or-later
"""What playbooks for openstack.cloud say, in the shape of its own functional tests."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog

NAME = "contract-moving"
SIZE = 65536        # bytes of an image


@pytest.fixture(scope="module")
def user(clouds):
    return clouds[False]


@pytest.fixture(scope="module")
def admin(clouds):
    return clouds[True]


def cleared(user):
    """Takes away, before and at the end, what is made: gone(noun, cloud, **options)."""
    made = []

    def later(noun, cloud=user, **options):
        made.append((cloud, noun, options))
        cloud.clear(noun, options)
    yield later
    for cloud, noun, options in reversed(made):
        cloud.clear(noun, options)


gone = pytest.fixture(cleared)
gone_later = pytest.fixture(scope="module")(cleared)


def steps(cloud, noun, check_first=True, **options):
    """What check mode, the task, and the task again say; the latter changes nothing."""
    if check_first:
        foreseen, writes = cloud.ensure(noun, check=True, **options)
        assert foreseen["changed"] and writes == []
    made, writes = cloud.ensure(noun, **options)
    assert made["changed"] and writes
    for check in (True, False):
        again, writes = cloud.ensure(noun, check=check, **options)
        assert (again["changed"], again["id"], writes) == (False, made["id"], [])
    return made


# project

def test_the_tags_of_a_project(admin, gone):
    gone("project", admin, name=NAME)
    made = steps(admin, "project", name=NAME, domain="default", description="one",
                 extra_specs={"internal_alias": "a", "tags": ["b", "a"]})["project"]
    assert (set(made["tags"]), made["internal_alias"]) == ({"a", "b"}, "a")
    changed = steps(admin, "project", name=NAME, extra_specs={"tags": ["c"]})
    assert changed["diff"] == {
        "before": {"extra_specs": {"internal_alias": "a", "tags": ["a", "b"]}},
        "after": {"extra_specs": {"internal_alias": "a", "tags": ["c"]}}}
    assert admin.there("project", {"name": NAME}).tags == ["c"]
    steps(admin, "project", name=NAME, extra_specs={"tags": []})
    there = admin.there("project", {"name": NAME})
    assert (there.tags, there.internal_alias) == ([], "a")


@pytest.mark.parametrize("domain", ["default", "Default"])
def test_a_project_of_a_domain_by_its_id_or_name(admin, gone, domain):
    gone("project", admin, name=NAME)
    steps(admin, "project", name=NAME, domain=domain)


# image

@pytest.fixture
def disk(tmp_path):
    """A file to upload."""
    (tmp_path / "disk.raw").write_bytes(b"\0" * SIZE)
    return {"filename": str(tmp_path / "disk.raw"), "disk_format": "raw"}


@pytest.mark.parametrize("domain", ["default", "Default"])
def test_an_image_for_a_project_of_a_domain(admin, gone, disk, domain):
    gone("project", admin, name=NAME)
    gone("image", admin, name=NAME)
    project, _writes = admin.ensure("project", name=NAME, domain="default")
    made = steps(admin, "image", name=NAME, owner=NAME, owner_domain=domain, **disk)["image"]
    assert made["owner_id"] == project["id"]
    admin.ensure("image", name=made["id"], state="absent")


def test_an_image_of_a_volume(user, gone):
    gone("volume", name=NAME)
    gone("image", name=NAME)
    volume, _writes = user.ensure("volume", name=NAME, size=1)
    made = steps(user, "image", name=NAME, volume=NAME, disk_format="raw", min_ram=64,
                 tags=["kept"], properties={"os_distro": "debian"})["image"]
    assert (made["status"], made["size"], made["disk_format"]) == ("active", SIZE, "raw")
    assert (made["min_ram"], made["tags"], made["visibility"]) == (64, ["kept"], "private")
    assert made["os_distro"] == "debian"
    # nothing more is known of the volume then
    user.ensure("volume", name=NAME, state="absent")
    with pytest.raises(CloudError, match="there is no volume"):
        user.ensure("image", name=f"{NAME}-2", volume=volume["id"])


# floating_ip

OUTSIDE = f"{NAME}-outside"


@pytest.fixture(scope="module")
def two(user, admin, gone_later):
    """A second external network, with a router to it from a network inside; the ids of the
    external ones as {name of the network inside: id}."""
    gone_later("network", admin, name=OUTSIDE)
    gone_later("subnet", admin, name=OUTSIDE, network=OUTSIDE)
    gone_later("network", name=NAME)
    gone_later("subnet", name=NAME, network=NAME)
    gone_later("router", name=NAME)
    outside, _writes = admin.ensure("network", name=OUTSIDE, external=True)
    admin.ensure("subnet", name=OUTSIDE, network=OUTSIDE, cidr="10.96.0.0/24")
    user.ensure("network", name=NAME)
    user.ensure("subnet", name=NAME, network=NAME, cidr="10.95.0.0/24")
    user.ensure("router", name=NAME, network=OUTSIDE, interfaces=[NAME])
    return {"private": user.there("network", {"name": "public"}).id, NAME: outside["id"]}


@pytest.fixture(scope="module")
def ports(user, gone_later, two):
    """Of a server on both networks inside, by the names of these."""
    found = {}
    for inside in two:
        gone_later("port", name=f"{NAME}-{inside}", network=inside)
        made, _writes = user.ensure("port", name=f"{NAME}-{inside}", network=inside)
        found[inside] = made["id"]
    gone_later("server", name=NAME, delete_ips=True)
    user.ensure("server", name=NAME, image="debian-12", flavor="m1.tiny", auto_ip=False,
                nics=[{"port-id": port} for port in found.values()])
    return found


def test_a_floating_ip_is_from_where_the_router_leads(user, two, ports):
    for inside, outside in two.items():
        for place in ({"port": ports[inside]}, {"server": NAME, "nat_destination": inside}):
            made = steps(user, "floating_ip", **place)
            assert made["floating_ip"]["floating_network_id"] == outside
            user.ensure("floating_ip", state="absent", **place)
    for inside, outside in two.items():     # and is put where it can be reached
        made = steps(user, "floating_ip", server=NAME, network=outside)
        assert made["floating_ip"]["port_id"] == ports[inside]
        user.ensure("floating_ip", server=NAME, network=outside, state="absent")
    with pytest.raises(CloudError, match="floating IPs may come from several networks"):
        user.ensure("floating_ip", reuse=False)


def test_one_that_is_free_elsewhere_is_none_for_a_port(user, two, ports):
    spare, _writes = user.ensure("floating_ip", network="public")
    address = spare["floating_ip"]["floating_ip_address"]
    try:
        made = steps(user, "floating_ip", port=ports[NAME], reuse=True)
        assert made["floating_ip"]["floating_network_id"] == two[NAME]
        made = steps(user, "floating_ip", port=ports["private"], reuse=True)
        assert made["id"] == spare["id"]
    finally:
        user.ensure("floating_ip", floating_ip_address=address, state="absent")


@pytest.mark.parametrize("inside", ["private", NAME])
def test_that_of_a_server_too(user, gone, two, inside):
    gone("server", name=NAME)
    made = steps(user, "server", name=NAME, image="debian-12", flavor="m1.tiny", network=inside)
    rows = user.connection.pages("network", "/floatingips", "floatingips", "listing",
                                 floating_network_id=two[inside])
    described = [row for row in rows if made["id"] in row["description"]]
    assert len(described) == 1
    source = Catalog(user.connection).resolve(network=inside)
    assert source.floating == two[inside]


# server

def test_tags_of_others_stay(user, gone):
    gone("server", name=NAME)
    base = {"name": NAME, "image": "debian-12", "flavor": "m1.tiny", "network": "private",
            "auto_ip": False}
    user.ensure("server", **base, tags=["theirs"], metadata={"theirs": "1"})
    made = steps(user, "server", **base, tags=["ours"], metadata={"ours": "1"})["server"]
    assert (set(made["tags"]), made["metadata"].keys()) == (
        {"ours", "theirs"}, {"ours", "theirs"})
    made = steps(user, "server", **base, tags=["ours"], metadata={"ours": "1"}, purge=True)
    assert (made["server"]["tags"], made["server"]["metadata"].keys()) == (["ours"], {"ours"})
