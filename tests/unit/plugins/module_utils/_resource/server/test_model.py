# SPDX-License-Identifier: GPL-3.0-or-later
"""A server as a spec, as a request to Nova, and as a row of its list."""

from __future__ import annotations

import dataclasses
import json

import pytest
from builders import SPEC, A, C

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    DIGESTS,
    Server,
    ServerSpec,
    shown,
)

# /servers/detail, as Nova answers at each microversion
COMMON = {
    "id": "5a3c", "name": "web-1", "status": "ACTIVE", "OS-EXT-STS:task_state": None,
    "created": "2026-11-20T08:12:00Z", "updated": "2026-11-20T08:12:30Z", "key_name": "me",
    "OS-EXT-AZ:availability_zone": "az1", "image": {"id": "i-1", "links": []},
    "metadata": {"multicloud_fleet": "web"}, "security_groups": [{"name": "default"}],
    "addresses": {"net": [
        {"addr": "10.0.0.4", "version": 4, "OS-EXT-IPS:type": "fixed",
         "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:00:00:01"},
        {"addr": "192.0.2.4", "version": 4, "OS-EXT-IPS:type": "floating",
         "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:00:00:01"}]}}
ROW_2_1 = {**COMMON, "flavor": {"id": "1", "links": []}}
ROW_2_52 = {**COMMON, "tags": ["multicloud_fleet=web", "x"], "flavor": {
    "original_name": "small", "vcpus": 1, "ram": 512, "disk": 5, "extra_specs": {}}}
# before there is a port, a host or a status that can be shown to everybody
ROW_NEW = {"id": "5a3c", "name": "web-1", "status": "BUILD", "image": "", "addresses": {},
           "flavor": {}, "metadata": {}}


@pytest.mark.parametrize(("row", "flavor", "tags"), [
    pytest.param(ROW_2_1, None, [], id="2.1"),
    pytest.param(ROW_2_52, "small", ["multicloud_fleet=web", "x"], id="2.52"),
])
def test_a_row_as_results_show_it(row, flavor, tags):
    found = Server.of(row, C).report()
    assert json.loads(json.dumps(found)) == {
        "id": "5a3c", "name": "web-1", "cloud": "c", "region_name": "north", "status": "ACTIVE",
        "address": "192.0.2.4", "image_id": "i-1", "flavor": flavor, "key_name": "me",
        "addresses": [
            {"address": "10.0.0.4", "version": 4, "type": "fixed", "network": "net"},
            {"address": "192.0.2.4", "version": 4, "type": "floating", "network": "net"}],
        "availability_zone": "az1", "created": "2026-11-20T08:12:00Z",
        "security_groups": ["default"], "metadata": {"multicloud_fleet": "web"}, "tags": tags,
        "fault": None}


def test_a_row_of_a_server_that_has_nothing_yet():
    found = Server.of(ROW_NEW, A)
    assert (found.image, found.flavor, found.address, found.floating_ip) == (None,) * 4
    assert (found.task, found.fault, found.created, found.tags) == (None, None, "", ())


@pytest.mark.parametrize(("more", "field", "value"), [
    ({"fault": {"code": 500, "message": "No valid host was found."}}, "fault",
     "No valid host was found."),
    ({"fault": {"code": 500}}, "fault", None),
    ({"OS-EXT-STS:task_state": "deleting"}, "task", "deleting"),
    ({"image": ""}, "image", None),
    ({"flavor": None}, "flavor", None),
    ({}, "floating_ip", "192.0.2.4"),
    ({}, "address", "192.0.2.4"),
    ({"image": None}, "image", None),
    ({"addresses": None}, "addresses", ()),
    ({"metadata": {"multicloud_ip_version": "6"}}, "address", None),
    ({"metadata": {"multicloud_ip_version": "4"}}, "address", "192.0.2.4"),
    ({"metadata": None}, "metadata", {}),
    ({"tags": None}, "tags", ()),
    ({"security_groups": [{"name": "a"}, {"name": "b"}]}, "security_groups", ("a", "b")),
])
def test_a_row_with_something_of_its_own(more, field, value):
    assert getattr(Server.of({**ROW_2_52, **more}, A), field) == value


@pytest.mark.parametrize("text", ["5a3c", "7", "a_b.c-d", "i" * 64])
def test_an_id(text):
    assert Server.of({**ROW_NEW, "id": text}, A).id == text


@pytest.mark.parametrize("text", ["", "-o..", "../x", ".", "_x", "a/b", "a b", "a\n", "$(a)",
                                  "i" * 65])
def test_what_is_no_id(text):
    with pytest.raises(ValueError, match="the id of a server"):
        Server.of({**ROW_NEW, "id": text}, A)


def test_a_spec_of_options():
    found = ServerSpec.of({**SPEC, "name": "not ours", "network": None,
                           "metadata": {"n": 1, "a": True},
                           "tags": ["x"], "security_groups": None})
    assert dataclasses.asdict(found) == {
        **dataclasses.asdict(ServerSpec()), **SPEC, "tags": ("x",),
        "metadata": (("a", "True"), ("n", "1"))}


def test_an_empty_option_is_none():
    empty = dict.fromkeys(["network", "key_name", "availability_zone", "userdata"], "")
    assert ServerSpec.of({**SPEC, **empty}) == ServerSpec.of(SPEC)


def test_a_spec_made_of_a_spec_is_the_same():
    found = ServerSpec.of({"image": {"os_distro": "debian", "properties": {"a": 1}},
                           "flavor": {"vcpus": 2}, "metadata": {"a": "b"}, "tags": ["x"],
                           "auto_ip": False})
    assert ServerSpec.of(vars(found)) == found


@pytest.mark.parametrize(("option", "value"), [
    ("image", "x"), ("flavor", "x"), ("network", "x"), ("key_name", "x"), ("userdata", "x"),
    ("availability_zone", "x"), ("security_groups", ["x"]), ("config_drive", True),
    ("auto_ip", False), ("ip_version", "6"), ("image", {"os_distro": "debian"}),
    ("flavor", {"vcpus": 2})])
def test_digests_tell_which_option_differs(option, value):
    before, after = ServerSpec.of(SPEC).digests(), ServerSpec.of({**SPEC, option: value}).digests()
    assert {name for name in {**before, **after} if before.get(name) != after.get(name)} == {
        option}
    assert len(after[option]) == 8


@pytest.mark.parametrize(("before", "after", "differs"), [
    ({}, {"boot_from_volume": True}, True),
    ({"boot_from_volume": True}, {"boot_from_volume": True, "volume_size": 9}, True),
    ({}, {"data_volumes": [{"name": "a", "size": 5}]}, True),
    ({"data_volumes": [{"name": "a", "size": 5}]}, {"data_volumes": [{"name": "a", "size": 6}]},
     True),
    ({"data_volumes": [{"name": "a", "size": 5}]},
     {"data_volumes": [{"name": "a", "size": 5, "keep": True}]}, False),
    ({}, {"data_volumes": [], "boot_from_volume": False, "terminate_volume": True}, False),
])
def test_volumes_have_one_digest_for_all(before, after, differs):
    old, new = (ServerSpec.of({**SPEC, **one}).digests() for one in (before, after))
    assert {name for name in {**old, **new} if old.get(name) != new.get(name)} == (
        {"volumes"} if differs else set())


def test_digests_are_of_what_a_server_is_built_from():
    beside = {"metadata": {"a": "b"}, "tags": ["t"],
              "availability_zones": ["z1", "z2"]}
    assert ServerSpec.of({**SPEC, **beside}).digests() == ServerSpec.of(SPEC).digests()


def test_the_names_of_digests():
    """A mark with others is nobody's, and one without is another server's."""
    assert sorted(DIGESTS) == [
        "anti_affinity", "auto_ip", "availability_zone", "config_drive", "flavor", "image",
        "ip_version", "key_name", "network", "public_key", "security_groups", "userdata", "volumes"]


def test_digests_stay_the_same_from_one_release_to_the_next():
    """They are in the metadata of servers that are there: another digest would replace them."""
    assert ServerSpec.of({**SPEC, "security_groups": ["ssh"], "auto_ip": False}).digests() == {
        "image": "d50516c6", "flavor": "30069474", "security_groups": "b63595d9",
        "auto_ip": "fcbcf165"}
    assert ServerSpec.of({"image": {"os_distro": "debian", "newest": True}, "flavor": {
        "extra_specs": {"gpu": 1}, "vcpus": 2}}).digests() == {
        "image": "fb0bef11", "flavor": "ed101d79"}
    assert ServerSpec.of({"boot_from_volume": True, "volume_size": 9, "data_volumes": [
        {"name": "a", "size": 5, "keep": True}]}).digests() == {"volumes": "92828612"}


@pytest.mark.parametrize(("metadata", "address"), [
    ({}, "192.0.2.4"), (None, "192.0.2.4"), ({"multicloud_ip_version": "6"}, None)])
def test_what_is_shown_of_a_server(metadata, address):
    """openstack.cloud.server tells no address to connect to (S16)."""
    row = {"name": "web", "addresses": COMMON["addresses"], "metadata": metadata,
           "admin_password": "secret", "user_data": "c2VjcmV0"}
    assert shown(row, A) == {
        **row, "admin_password": None, "user_data": None, "address": address,
        "interface_ip": address or "", "public_v4": "192.0.2.4", "private_v4": "10.0.0.4",
        "public_v6": "", "access_ipv4": "192.0.2.4", "access_ipv6": ""}


def test_addresses_that_somebody_has_set_stay():
    assert shown({**COMMON, "access_ipv4": "198.51.100.1"}, A)["access_ipv4"] == "198.51.100.1"


@pytest.mark.parametrize("text", ["-oProxyCommand=id", "127.0.0.1", "web.example.org", 5, ["x"]])
def test_what_somebody_has_set_and_is_no_address_is_not_there(text):
    assert shown({**COMMON, "access_ipv4": text}, A)["access_ipv4"] == "192.0.2.4"


def test_nothing_is_known_of_a_server_that_would_be():
    assert shown({"addresses": None}, A)["address"] is None


PORTS = {"a": [{"addr": "10.0.0.1", "version": 4}],
         "b": [{"addr": "10.1.0.1", "version": 4}, {"addr": "fd00::1", "version": 6}]}


@pytest.mark.parametrize(("metadata", "address"), [
    ({}, "10.0.0.1"), ({"multicloud_access": "10.1.0.1 fd00::1"}, "10.1.0.1"),
    ({"multicloud_access": "fd00::1", "multicloud_ip_version": "6"}, "fd00::1"),
    ({"multicloud_access": "10.9.0.1"}, "10.0.0.1"), ({"multicloud_access": ""}, "10.0.0.1")])
def test_a_server_with_ports_of_its_own_is_reached_on_the_first(metadata, address):
    row = {**COMMON, "addresses": PORTS, "metadata": metadata}
    found = Server.of(row, A)
    assert found.address == address == shown(row, A)["address"]
    assert found.has_ports is ("multicloud_access" in metadata)


def test_a_security_group_of_several_ports_is_named_once():
    row = {**COMMON, "security_groups": [{"name": name} for name in ("web", "db", "web")]}
    assert Server.of(row, A).security_groups == ("web", "db")


def test_the_digest_of_nics_is_that_of_the_network():
    nics = [{"network": "a"}, {"network": "b", "fixed_ip": "10.0.0.1"}]
    found = ServerSpec.of({**SPEC, "nics": nics})
    assert found.digests().keys() - ServerSpec.of(SPEC).digests().keys() == {"network"}
    others = [nics[::-1], nics[:1], [nics[0], {**nics[1], "fixed_ip": "10.0.0.2"}]]
    digests = {ServerSpec.of({**SPEC, "nics": one}).digests()["network"] for one in [nics, *others]}
    assert len(digests) == 4
    assert found.facing == ("a", ())
    assert ServerSpec.of({**SPEC, "nics": nics, "security_groups": ["web"]}).facing[1] == ("web",)


@pytest.mark.parametrize(("options", "policy"), [
    ({}, None), ({"anti_affinity": "soft"}, "soft-anti-affinity"),
    ({"affinity": "hard"}, "affinity"),
    ({"anti_affinity": "hard"}, "anti-affinity"), ({"affinity": "soft"}, "soft-affinity"),
    ({"server_group": "x"}, None)])
def test_the_policy_of_a_server_group(options, policy):
    assert ServerSpec.of({**SPEC, **options}).policy == policy


def test_hints_can_be_of_any_form_and_order():
    one, other = (ServerSpec.of({**SPEC, "scheduler_hints": hints}) for hints in (
        {"a": ["x"], "b": {"c": 1}}, {"b": {"c": 1}, "a": ["x"]}))
    assert one == other and hash(one) == hash(other)
    assert one.digests()["anti_affinity"]
