# SPDX-License-Identifier: GPL-3.0-or-later
"""What else is told of servers: one list each, however many servers there are."""

from __future__ import annotations

import pytest
from builders import A, addresses, row
from inventories import Cloud

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.plugin_utils.details import (
    DETAILS,
    Details,
    shown,
)

ALL = tuple(DETAILS)
FORBIDDEN = CloudError("forbidden", "not for you", A, "listing ports")
IMAGE = {"id": "image-1", "name": "debian-12", "status": "active"}
FLAVOR = {"id": "7", "name": "small", "vcpus": 2, "ram": 512, "disk": 1, "swap": ""}
VOLUME = {"id": "vol-1", "name": "data", "size": 2, "status": "in-use", "volume_type": "ssd",
          "bootable": "false", "attachments": [{"server_id": "id-1"}, {"server_id": "id-2"}]}
PORT = {"id": "port-1", "name": "", "network_id": "net-1", "mac_address": "fa:16:3e:00:00:01",
        "fixed_ips": [{"ip_address": "10.0.0.1", "subnet_id": "s"}], "status": "ACTIVE",
        "device_id": "id-1", "tenant_id": "p"}
FLOATING = {"id": "fip-1", "status": "ACTIVE", "floating_ip_address": "192.0.2.1",
            "fixed_ip_address": "10.0.0.1", "floating_network_id": "net-2", "port_id": "port-1"}
LISTS = {"/images": [IMAGE], "/flavors/detail": [FLAVOR], "/volumes/detail": [VOLUME],
         "/ports": [PORT], "/floatingips": [FLOATING]}


def server(number=1, **more):
    return row(f"id-{number}", "web", {}, **{
        "addresses": addresses(floating="192.0.2.1"), **more})


def told(name, raw, lists=None):
    return shown(Details(Cloud(A, lists or LISTS), (name,)).raw(raw))


def test_one_list_each_and_only_those_that_are_asked_for():
    cloud = Cloud(A, LISTS)
    found = Details(cloud, ("volumes", "image"))
    for number in range(50):
        found.raw(server(number))
    assert [asked[:2] for asked in cloud.asked] == [
        ("block-storage", "/volumes/detail"), ("image", "/images")]
    assert Details(Cloud(A, {}), ()).raw(server()) == {}


@pytest.mark.parametrize(("all_projects", "volumes"), [(False, {}), (True, {"all_tenants": "1"})])
def test_the_volumes_of_all_projects(all_projects, volumes):
    cloud = Cloud(A, LISTS)
    Details(cloud, ALL, all_projects)
    assert {path: query.get("all_tenants") for _service, path, query in cloud.asked} == {
        path: volumes.get("all_tenants") if path == "/volumes/detail" else None for path in LISTS}


def test_images_are_not_asked_for_page_by_page():
    cloud = Cloud(A, LISTS)
    Details(cloud, ("image",))
    assert cloud.asked == [("image", "/images", {"limit": "1000"})]


@pytest.mark.parametrize(("name", "raw", "expected"), [
    ("image", server(), {"image": "debian-12"}),
    ("image", server(image={"id": "gone"}), {"image": None}),
    ("image", server(image=""), {"image": None}),
    ("flavor", server(flavor={"original_name": "small"}),
     {"flavor": "small", "flavor_id": "7", "vcpus": 2, "ram": 512, "disk": 1}),
    ("flavor", server(flavor={"id": "7"}),
     {"flavor": "small", "flavor_id": "7", "vcpus": 2, "ram": 512, "disk": 1}),
    ("flavor", server(flavor={"original_name": "x"}),
     {"flavor": None, "flavor_id": None, "vcpus": None, "ram": None, "disk": None}),
    ("flavor", server(flavor=None),
     {"flavor": None, "flavor_id": None, "vcpus": None, "ram": None, "disk": None}),
    ("volumes", server(), {"volumes": [
        {"id": "vol-1", "name": "data", "size": 2, "status": "in-use", "volume_type": "ssd",
         "bootable": "false"}]}),
    ("volumes", server(3), {"volumes": []}),
    ("ports", server(), {"ports": [
        {"id": "port-1", "name": "", "network_id": "net-1", "mac_address": "fa:16:3e:00:00:01",
         "fixed_ips": [{"ip_address": "10.0.0.1", "subnet_id": "s"}], "status": "ACTIVE"}]}),
    ("ports", server(2), {"ports": []}),
    ("floating_ips", server(), {"floating_ips": [
        {"id": "fip-1", "status": "ACTIVE", "address": "192.0.2.1", "fixed_address": "10.0.0.1",
         "network_id": "net-2"}]}),
    ("floating_ips", server(addresses=addresses("192.0.2.1")), {"floating_ips": []}),
    ("floating_ips", server(addresses={}), {"floating_ips": []}),
])
def test_what_is_shown(name, raw, expected):
    assert told(name, raw) == expected


def test_a_volume_that_several_servers_have_and_that_is_attached_twice():
    found = Details(Cloud(A, {"/volumes/detail": [
        {**VOLUME, "attachments": [{"server_id": "id-1"}, {"server_id": "id-1"}]},
        {**VOLUME, "id": "vol-2"}, {"id": "vol-3"}, {"id": "vol-4", "attachments": None}]}),
        ("volumes",))
    assert [volume["id"] for volume in found.raw(server())["volumes"]] == ["vol-1", "vol-2"]
    assert [volume["id"] for volume in found.raw(server(2))["volumes"]] == ["vol-2"]


def test_what_cannot_be_had_is_empty():
    found = Details(Cloud(A, {**LISTS, "/ports": FORBIDDEN}), ALL)
    assert found.failures == [FORBIDDEN]
    raw = found.raw(server())
    assert raw == {"image": [IMAGE], "os_distro": [IMAGE], "flavor": [FLAVOR],
                   "volumes": [VOLUME], "ports": [], "floating_ips": [FLOATING]}
    assert shown(raw)["ports"] == [] and shown(raw)["floating_ips"][0]["id"] == "fip-1"
