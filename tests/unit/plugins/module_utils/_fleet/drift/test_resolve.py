# SPDX-License-Identifier: GPL-3.0-or-later
"""What a target is asked about servers that seem to differ: no more than that takes."""

from __future__ import annotations

import pytest
from builders import A, fleet, resolved, seat, server
from drifts import disk, made_of
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Known,
    Question,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.resolve import (
    resolve,
)

NETWORKS = [{"id": "net-1", "name": "private"}, {"id": "net-2", "name": ""}]


class Catalog:
    """Has what it was given; asked: what it was asked to resolve."""

    def __init__(self, networks=None, **found):
        self.rows, self.found, self.asked = networks or NETWORKS, found, []

    def resolve(self, **spec):
        self.asked.append(spec)
        if "error" in self.found:
            raise self.found["error"]
        return resolved(**self.found)

    def networks(self):
        return self.rows

    def security_group(self, desired):
        self.asked.append(desired)
        if desired == "broken":
            raise refusal("unreachable")
        if desired not in ("web", "id-web"):
            raise refusal("not_found", f"there is no {desired}")
        return {"id": "id-web", "name": "web"}


def volume(server_id, name=""):
    """A row of Cinder's."""
    return {"id": f"v-{name}", "size": 10, "status": "in-use", "name": name,
            "availability_zone": "nova", "attachments": [{"server_id": server_id}],
            "metadata": {"multicloud_volume": name, "multicloud_index": "1"} if name else {},
            "bootable": "false" if name else "true"}


PORTS = [{"device_id": "a1", "network_id": "net-1"},
         {"device_id": "a1", "network_id": "net-2", "port_security_enabled": False}]
ANSWERS = {
    "GET /ports": {"ports": PORTS},
    "GET /images": {"images": [{"id": "image-1", "name": "debian-12"},
                               {"id": "image-0", "name": ""}]},
    "GET /volumes/detail": {"volumes": [volume("a1", "data"), volume("a2")]},
}


def ask(options, row=None, catalog=None, answers=None, **desired):
    """What the target tells of server a1; the connection; the catalog."""
    connection, catalog = Canned(answers or ANSWERS), catalog or Catalog()
    question = Question(seat(1), server(1, **(row or {})), frozenset(options))
    return resolve(connection, catalog, fleet(1, **desired), [question]), connection, catalog


# the options that seem to differ; the paths that are asked for; how often the catalog resolves
ASKED = [
    (["image"], [], 1), (["flavor"], [], 1), (["network"], [], 1), (["ip_version"], [], 1),
    (["auto_ip"], [], 1), (["auto_ip", "ip_version", "network"], [], 1),
    (["image", "flavor", "network"], [], 3), (["security_groups"], [], 0),
    (["volumes"], ["/volumes/detail"], 0)]


@pytest.mark.parametrize(("options", "paths", "number"), ASKED)
def test_no_more_than_seems_to_differ(options, paths, number):
    found, connection, catalog = ask(options)
    assert [path for _method, path, _query in connection.calls] == paths
    assert len(catalog.asked) == len(found.resolutions) == number


PLACED = {"boot_from_volume": False, "placed": True}


@pytest.mark.parametrize(("option", "desired", "asked"), [
    ("image", {}, {"image": "debian-12", "flavor": None, **PLACED}),
    ("flavor", {}, {"image": None, "flavor": "small", **PLACED}),
    ("image", {"boot_from_volume": True},
     {"image": "debian-12", "flavor": None, **PLACED, "boot_from_volume": True}),
    ("auto_ip", {"auto_ip": False, "network": "private"},
     {"network": "private", "ip_version": "any", "auto_ip": False}),
    ("ip_version", {"ip_version": "6"},
     {"network": None, "ip_version": "6", "auto_ip": True})])
def test_the_part_of_the_definition_that_the_catalog_is_asked_for(option, desired, asked):
    assert ask([option], **desired)[2].asked == [asked]


def test_the_smallest_flavor_depends_on_the_image():
    asked, = ask(["flavor"], flavor={"vcpus": 1})[2].asked
    assert asked["image"] == "debian-12" and asked["flavor"].vcpus == 1


def test_why_there_is_no_answer():
    error = CloudError("ambiguous", "there are 2", A)
    found = ask(["image", "network"], catalog=Catalog(error=error))[0]
    assert found.resolutions == {("", "image"): error, ("", "network"): error}


# Networks and security groups

@pytest.mark.parametrize(("row", "networks", "asks"), [
    ({}, NETWORKS, False),                          # its addresses show the name
    ({"addresses": {}}, NETWORKS, True),
    ({}, [*NETWORKS, {"id": "net-3", "name": "private"}], True)])
@pytest.mark.parametrize("option", ["network", "ip_version"])
def test_ports_are_asked_for_where_names_do_not_tell(row, networks, asks, option):
    found, connection, _catalog = ask([option], row, Catalog(networks))
    assert bool(connection.calls) is asks
    assert found.networks == ({"a1": {"net-1", "net-2"}} if asks else {})
    assert found.names["net-1"] == "private" and found.names["net-2"] == "net-2"


@pytest.mark.parametrize("ports", [PORTS, PORTS[1:]])
def test_whether_ports_can_have_security_groups(ports):
    found, connection, _catalog = ask(
        ["security_groups"], {"security_groups": []}, security_groups=["default"],
        answers={**ANSWERS, "GET /ports": {"ports": ports}})
    assert connection.calls[0][1:] == ("/ports", {
        "device_id": ["a1"], "fields": ["network_id", "port_security_enabled", "device_id"]})
    assert found.secured == ({"a1"} if ports == PORTS else set())


@pytest.mark.parametrize(("groups", "asked"), [
    (["default"], []), (["theirs"], []), (["default", "id-web"], ["id-web"]), (["web"], ["web"])])
def test_security_groups_that_a_server_lacks_are_looked_up(groups, asked):
    found, _connection, catalog = ask(
        ["security_groups"], {"security_groups": [{"name": "default"}, {"name": "theirs"}]},
        security_groups=groups)
    assert catalog.asked == asked
    assert found.names == ({"id-web": "web"} if asked else {}) and found.resolutions == {}


def test_a_security_group_that_is_not_there_is_an_error_of_its_group():
    found = ask(["security_groups"], security_groups=["web", "wbe"])[0]
    assert str(found.resolutions["", "security_groups"]) == "there is no wbe"
    assert ask(["tags"], security_groups=["wbe"])[0] == Known()
    with pytest.raises(CloudError):
        ask(["security_groups"], security_groups=["broken"])


# Images and volumes

@pytest.mark.parametrize(("row", "catalog", "ids"), [
    ({}, {}, None),                               # it has the right one
    ({}, {"image": "image-2"}, "in:image-1"),
    ({}, {"error": refusal("not_found")}, "in:image-1"),
    ({"image": "", "metadata": {}}, {"image": "image-2"}, None)])
def test_images_that_servers_have_and_should_not_are_named(row, catalog, ids):
    found, connection, _catalog = ask(["image"], row, Catalog(**catalog))
    assert [query["id"] for _method, _path, query in connection.calls] == ([ids] if ids else [])
    assert found.names == ({"image-1": "debian-12", "image-0": "image-0"} if ids else {})


def test_volumes_are_those_of_servers_that_seem_to_differ_in_them():
    found, _connection, _catalog = ask(["volumes"], made_of(data_volumes=[]))
    assert found.volumes == {"a1": [disk("data")]}


def test_a_target_without_an_answer_raises():
    with pytest.raises(CloudError):
        ask(["volumes"], answers={"GET /volumes/detail": refusal("unreachable")})


def test_nothing_is_asked_for_nothing():
    assert resolve(Canned({}), Catalog(), fleet(1), []) == Known()


@pytest.mark.parametrize(("there", "found"), [
    ("ssh-rsa AAAA multicloud_fleet=web", ()),
    ("ssh-rsa BBBB", ("ssh-rsa SHA256:CcCKY/wrEaUM+I629sBixyeWSgyCiAj+RsdArzoziXo",
                      "ssh-rsa SHA256:cJ6AyISHokEeHuTfufIqhhSS0gxHZRUMDHlKvXD4FHw")),
    (None, ())])
def test_the_public_key_of_a_keypair(there, found):
    answer = {"keypair": {"public_key": there}} if there else CloudError("not_found", "gone")
    told, connection, _catalog = ask(["public_key"], answers={"GET /os-keypairs/m%20e": answer},
                                     key_name="m e", public_key="ssh-rsa AAAA me@home")
    assert told.resolutions == {("", "public_key"): found}
    assert len(connection.calls) == 1


def test_keypairs_that_cannot_be_read():
    with pytest.raises(CloudError, match="refused"):
        ask(["public_key"], answers={"GET /os-keypairs/me": refusal("forbidden")}, key_name="me",
            public_key="ssh-rsa AAAA")
