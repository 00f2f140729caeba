# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at a target: its servers, its floating IPs, and what room is left."""

from __future__ import annotations

import pytest
from builders import A, answer, fleet, row
from fakes import Canned, FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import observe

LIMITS = {"maxTotalInstances": 10, "totalInstancesUsed": 4, "maxTotalCores": 20,
          "totalCoresUsed": 11, "maxTotalRAMSize": 4096, "totalRAMUsed": 1024}


@pytest.mark.parametrize(("limits", "wish", "left"), [
    ({}, {}, {"instances": 6, "cores": 9, "ram": 6}),
    ({}, {"vcpus": 4, "ram": 2048}, {"instances": 6, "cores": 2, "ram": 1}),
    ({}, {"vcpus": 16, "ram": 8192}, {"instances": 6, "cores": 0, "ram": 0}),
    ({"maxTotalInstances": -1}, {}, {"cores": 9, "ram": 6}),
    ({"maxTotalInstances": 0, "totalInstancesUsed": 0}, {}, {"instances": 0, "cores": 9,
                                                             "ram": 6}),
    ({"totalInstancesUsed": 12}, {}, {"instances": 0, "cores": 9, "ram": 6}),
    ({"maxTotalRAMSize": None}, {"ram": 0}, {"instances": 6, "cores": 9}),
])
def test_what_the_compute_limits_leave(limits, wish, left):
    found = {name: value for name, value in {**LIMITS, **limits}.items() if value is not None}
    assert observe.compute_left(found, answer(**wish)) == left


def test_limits_that_are_not_told_leave_everything():
    assert observe.compute_left({}, answer()) == {}
    assert observe.compute_left({"maxTotalInstances": 3}, answer()) == {"instances": 3}


@pytest.mark.parametrize(("floating", "left"), [
    ({"limit": 10, "used": 3, "reserved": 2}, {"floating IPs": 5}),
    ({"limit": 10, "used": 3}, {"floating IPs": 7}),
    ({"limit": 10, "used": 30, "reserved": 0}, {"floating IPs": 0}),
    ({"limit": 0, "used": 0}, {"floating IPs": 0}),
    ({"limit": -1, "used": 3}, {}),
])
def test_what_the_network_quota_leaves(floating, left):
    ports = {"limit": 5, "used": 1, "reserved": 0}
    assert observe.network_left({"floatingip": floating}) == left
    assert observe.network_left({"floatingip": floating, "port": ports}) == {**left, "ports": 4}


def test_a_quota_that_is_not_told_leaves_everything():
    assert observe.network_left({}) == {}


@pytest.mark.parametrize(("microversion", "name", "tag"), [
    ("2.52", None, None), ("2.52", "web", "multicloud_fleet=web"), ("2.1", "web", None)])
def test_servers_are_asked_for_by_tag_where_that_is_possible(microversion, name, tag):
    connection = Canned({"GET /servers/detail": {"servers": [row("s-1", "web-1", {})]}})
    connection.microversion = microversion
    found, = observe.servers(connection, name)
    assert (found.id, found.target) == ("s-1", A)
    assert connection.calls == [("GET", "/servers/detail", {"tags": tag})]


def test_floating_ips_of_the_fleet():
    def address(number, description):
        return {"id": f"f-{number}", "floating_ip_address": f"192.0.2.{number}",
                "description": description}
    rows = [address(1, "multicloud_fleet=web multicloud_index=1 multicloud_server=s-1"),
            address(2, "multicloud_fleet=web-2 multicloud_server=s-2"), address(3, None),
            address(4, "for web"), address(5, "multicloud_fleet=web")]
    connection = Canned({"GET /floatingips": {"floatingips": rows}})
    assert observe.floating_ips(connection, "web") == [
        {"id": "f-1", "address": "192.0.2.1", "server": "s-1"},
        {"id": "f-5", "address": "192.0.2.5", "server": None}]


# What creating means

def terms(cloud, **options):
    return observe.terms(cloud, fleet(1, [A], **options).share(A))


def test_terms():
    found = terms(FakeCloud(A, [row("s", "x", {})], quota=5))
    assert found.answer == answer()
    assert (found.left, found.new_keypair) == ({"instances": 4}, False)


@pytest.mark.parametrize(("auto_ip", "source"), [(True, "net-2"), (False, None)])
def test_terms_where_floating_ips_come_from_another_network(auto_ip, source):
    cloud = FakeCloud(A, floating=True)
    assert terms(cloud, auto_ip=auto_ip).answer.floating == source
    asked = ("GET", "/quotas/project/details.json") in cloud.log
    assert asked is auto_ip


@pytest.mark.parametrize("kind", ["not_found", "forbidden"])
def test_a_cloud_that_does_not_tell_its_network_quota(kind):
    path = "GET /quotas/project/details.json"
    assert terms(FakeCloud(A, floating=True, faults={path: [refusal(kind)]})).left == {}
    with pytest.raises(CloudError):
        terms(FakeCloud(A, floating=True, faults={path: [refusal("timeout")]}))


@pytest.mark.parametrize(("options", "option", "message"), [
    ({"image": "x"}, "image", "there is no image 'x' here; there are debian-12, debian-13"),
    ({"flavor": "x"}, "flavor", "there is no flavor 'x' here; there are small"),
    ({"network": "x"}, "network", "there is no network 'x' here; there are private"),
    ({"key_name": "x"}, None, "there is no keypair 'x' here: give public_key"),
])
def test_a_wish_that_the_target_has_not(options, option, message):
    with pytest.raises(CloudError) as error:
        terms(FakeCloud(A), **options)
    assert (error.value.kind, error.value.target) == ("not_found", A)
    assert error.value.action == option or option is None
    assert error.value.message.startswith(message)


@pytest.mark.parametrize(("there", "public_key", "new"), [
    (True, None, False), (True, "ssh-rsa AAAA", False), (False, "ssh-rsa AAAA", True)])
def test_whether_the_keypair_has_to_be_made(there, public_key, new):
    cloud = FakeCloud(A)
    if there:
        cloud.keypairs["me"] = {"name": "me", "public_key": "ssh-rsa AAAA me@home"}
    assert terms(cloud, key_name="me", public_key=public_key).new_keypair is new
    assert cloud.writes == []
