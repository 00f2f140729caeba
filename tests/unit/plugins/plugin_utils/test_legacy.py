# SPDX-License-Identifier: GPL-3.0-or-later
"""What inventories of others had: openstack.cloud's groups and variables, and shade's."""

from __future__ import annotations

import copy
import json
import re

import pytest
import yaml
from builders import A, C, row

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.plugin_utils import legacy

ID = "2d6c1f5e-0000-4000-8000-000000000001"
ATTACHED = {legacy.VOLUMES: [{"id": "volume-1", "delete_on_termination": True}]}
FLAVOR = {"vcpus": 1, "ram": 512, "disk": 1, "ephemeral": 0, "swap": 0, "original_name": "small",
          "extra_specs": {"gpu": "1"}}
VOLUME = {"id": "volume-1", "name": "data", "size": 2, "bootable": "false", "encrypted": True,
          "multiattach": False, "status": "in-use", "metadata": {"tier": "a"},
          "availability_zone": "nova", "description": None, "source_volid": None, "links": [],
          "os-vol-tenant-attr:tenant_id": "project-1", "attachments": [
              {"server_id": "another", "device": "/dev/vdx"},
              {"server_id": ID, "device": "/dev/vdb"}]}


def server(metadata=None, **more):
    return row(ID, "web-1", metadata or {}, **{
        "flavor": FLAVOR, "links": [], "tenant_id": "project-1", "OS-DCF:diskConfig": "AUTO",
        "image": {"id": "image-1", "links": [{"rel": "bookmark", "href": "http://x"}]},
        "OS-EXT-STS:vm_state": "active", "config_drive": "True", "locked": False, **more})


def entry(text, kind="fixed"):
    return {"addr": text, "version": 6 if ":" in text else 4, "OS-EXT-IPS:type": kind}


def peers(raw, target=A, **details):
    return legacy.variables("openstack.cloud", raw, target, details)


def shades(raw, target=A, **details):
    return legacy.variables("shade", raw, target, details)


# Groups

COMMON = [f"instance-{ID}", "flavor-small", "image-None"]


@pytest.mark.parametrize(("target", "raw", "prefixed", "chosen"), [
    (A, server(), ["a", *COMMON], ["nova"]),
    (C, server(), ["c", "north", "c_north", *COMMON, "north_nova", "c_north_nova"], ["nova"]),
    (C, server(**{legacy.ZONE: ""}), ["c", "north", "c_north", *COMMON], []),
    (A, server({"group": "web", "groups": "x, y,,web"}),
     ["a", "meta-group_web", "meta-groups_x_y_web", *COMMON], ["web", "nova", "x", "y"]),
    (A, server({"group": "", "groups": " ", "empty": ""}),
     ["a", "meta-group_", "meta-groups__", "meta-empty_", *COMMON], ["nova"]),
    (A, server({"group": "a"}), ["a", "meta-group_a", *COMMON], ["a", "nova"]),
    (A, server(image=""), ["a", *COMMON[:2]], ["nova"]),
    (A, server(flavor={"id": "1", "links": []}),
     ["a", COMMON[0], "flavor-None", COMMON[2]], ["nova"]),
    (A, server(metadata={"group": "{{ evil }}", "b": "#jinja2: {%"}),
     ["a", "meta-group__evil_", "meta-b__jinja2_", *COMMON], ["_evil_", "nova"]),
    (A, server(metadata={"group": "../../tmp/x", "groups": "../prod, -x,a\\b\x1b,prod.yml, .."}),
     ["a", "meta-group_.._.._tmp_x", "meta-groups_.._prod_-x_a_b_prod.yml_..", *COMMON],
     ["_.._tmp_x", "nova", "_prod", "x", "a_b_", "prod_yml"]),
])
def test_the_groups_of_openstack_cloud(target, raw, prefixed, chosen):
    assert legacy.groups(raw, target) == prefixed and legacy.chosen(raw) == chosen


# openstack.cloud's variables

@pytest.mark.parametrize("raw", [
    server(), server(image=""), server(**ATTACHED), server({"group": "web"}, tags=["x"]),
    server(status="ERROR", fault={"code": 500, "message": "no host"}, addresses={}),
    server(flavor={"id": "1", "links": []}, **{"OS-EXT-SRV-ATTR:launch_index": 0, "progress": 7}),
    server(image={"id": "image-1", "properties": {"os_distro": "debian"}}, locked=True),
    {"id": ID, "name": "lost", "status": "UNKNOWN", "not known to anyone": 1, "links": [],
     "flavor": FLAVOR, "image": None},
])
def test_the_dict_of_openstacksdk(raw):
    from openstack.compute.v2.server import Server
    expected = Server.existing(**copy.deepcopy(raw)).to_dict(computed=False)
    if raw["image"] is None:        # which it never is
        expected["image"] = {}
    before = copy.deepcopy(raw)
    assert peers(raw)["openstack"] == {**expected, "cloud": {"name": "a"}}
    assert raw == before and json.dumps(peers(raw))


def test_the_volumes_of_openstacksdk():
    from openstack.block_storage.v3.volume import Volume
    found = peers(server(**ATTACHED), volumes=[VOLUME])["openstack"]
    assert found["volumes"] == [Volume.existing(**VOLUME).to_dict(computed=False)]
    assert found["volumes"][0]["is_bootable"] is False
    assert found["attached_volumes"][0]["id"] == "volume-1"
    assert peers(server(**ATTACHED), volumes=[])["openstack"]["volumes"] == []


def test_the_cloud_and_its_region():
    assert peers(server(), C)["openstack"]["cloud"] == {"name": "c", "region": "north"}


@pytest.mark.parametrize("addresses, expected", [
    ({"n": [entry("10.0.0.1")]}, "10.0.0.1"),
    ({"n": [entry("10.0.0.1"), entry("192.0.2.1", "floating")]}, "192.0.2.1"),
    ({"z": [entry("2001:db8::1"), entry("10.0.0.2")], "a": [entry("10.0.0.1")]}, "2001:db8::1"),
    ({"n": [{"addr": "10.0.0.1", "version": 4}]}, "10.0.0.1"),
    ({"n": [entry("-oProxyCommand=id"), entry("10.0.0.1")]}, "10.0.0.1"),
    ({"n": []}, None), ({}, None), (None, None),
])
def test_where_openstack_cloud_connects_to(addresses, expected):
    found = peers(server(addresses=addresses))
    assert (found.get("ansible_host"), found.get("ansible_ssh_host")) == (expected, expected)
    assert ("ansible_host" in found) == (expected is not None)


# shade's variables

def test_the_names_of_shade():
    found = shades(server({"group": "web"}), C)["openstack"]
    expected = {
        "id": ID, "name": "web-1", "status": "ACTIVE", "cloud": "c", "region": "north",
        "az": "nova", "project_id": "project-1", "tenant_id": "project-1", "vm_state": "active",
        "OS-EXT-STS:vm_state": "active", "disk_config": "AUTO", "has_config_drive": True,
        "config_drive": "True", "created_at": "2026-01-01T00:00:00Z", "progress": 0,
        "metadata": {"group": "web"}, "security_groups": [{"name": "default"}], "volumes": [],
        "networks": {}, "adminPass": None, "image": {"id": "image-1"}}
    assert {key: found[key] for key in expected} == expected
    assert found["flavor"]["name"] == "small" and "links" not in found
    assert found["location"] == {
        "cloud": "c", "region_name": "north", "zone": "nova", "project": {
            "id": "project-1", "name": None, "domain_id": None, "domain_name": None}}
    assert json.dumps(found)


FLOATING = {"n": [entry("10.0.0.1"), entry("192.0.2.1", "floating"), entry("2001:db8::1")]}
INSIDE = {"n": [entry("10.0.0.1")]}


@pytest.mark.parametrize("more, public_v4, private_v4, public_v6, interface_ip", [
    ({"addresses": FLOATING}, "192.0.2.1", "10.0.0.1", "2001:db8::1", "192.0.2.1"),
    ({"addresses": INSIDE}, "", "10.0.0.1", "", "10.0.0.1"),
    ({"addresses": INSIDE, "accessIPv4": "198.51.100.1"},
     "198.51.100.1", "10.0.0.1", "", "198.51.100.1"),
    ({"addresses": {"n": [entry("8.8.8.8"), entry("nonsense")]}}, "8.8.8.8", "", "", "8.8.8.8"),
    ({"addresses": {}}, "", "", "", ""),
])
def test_the_addresses_of_shade(more, public_v4, private_v4, public_v6, interface_ip):
    host = shades(server(**more))
    found = host["openstack"]
    assert (found["public_v4"], found["private_v4"], found["public_v6"], found["interface_ip"]) \
        == (public_v4, private_v4, public_v6, interface_ip)
    assert (found["accessIPv4"], found["accessIPv6"]) == (public_v4, public_v6)
    assert host.get("ansible_ssh_host", "") == host.get("ansible_host", "") == interface_ip


def test_shade_with_details():
    found = shades(server(flavor={"id": "7", "links": []}), image="debian-12",
                   flavor={"id": "7", "name": "small", "ram": 512}, volumes=[VOLUME])["openstack"]
    assert found["image"] == {"id": "image-1", "name": "debian-12"}
    assert found["flavor"] == {"id": "7", "name": "small"}
    [volume] = found["volumes"]
    expected = {"device": "/dev/vdb", "display_name": "data", "is_bootable": False,
                "bootable": False, "is_encrypted": True, "encrypted": True,
                "can_multiattach": False, "source_volume_id": None, "name": "data", "size": 2}
    assert {key: volume[key] for key in expected} == expected
    assert volume["location"]["project"]["id"] == "project-1"


def test_shade_and_a_server_that_boots_from_a_volume():
    assert shades(server(image=""), image=None)["openstack"]["image"] == {"id": ""}


@pytest.mark.parametrize("variables", [peers, shades])
def test_user_data_is_for_nobody_to_see(variables):
    found = variables(server(**{"OS-EXT-SRV-ATTR:user_data": "aHVudGVyMg", "adminPass": "hunter2"}))
    assert "aHVudGVyMg" not in str(found) and "hunter2" not in str(found)
    assert found["openstack"]["id"] == ID


def test_a_user_is_told_what_to_write():
    ours = yaml.safe_load(servers.DOCUMENTATION)["options"].keys() | {"compose", "clouds_yaml"}
    assert not ours & legacy.RENAMED.keys()
    assert {re.match(r"\w+", text)[0] for text in legacy.RENAMED.values()} <= ours
