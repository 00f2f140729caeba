# SPDX-License-Identifier: GPL-3.0-or-later
"""The floating IPs of a server, whatever Nova shows of them."""

from __future__ import annotations

import pytest
from builders import addresses
from clock import Clock
from fakes import FakeRegion, refusal
from fakeserver import MARK, OURS, Api, Cloud, ip, port, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import floating_ip
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import (
    floating_ips,
)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(floating_ips, "time", Clock())


@pytest.fixture
def moved(monkeypatch):
    found = {}
    monkeypatch.setattr(floating_ip, "move", lambda _api, row, port_id: found.update({
        row["floating_ip_address"]: port_id}))
    return found


ASPECT = floating_ips.Addresses()


@pytest.mark.parametrize(("given", "row", "ips", "found", "asked"), [
    # shown by Nova, or not asked for: nobody is asked
    ({"auto_ip": True}, {"addresses": addresses(floating="192.0.2.1")}, [], True, 0),
    ({"auto_ip": False}, {}, [], False, 0),
    # Neutron knows it first
    ({"auto_ip": True}, {"metadata": MARK}, [ip(1, "p-1")], True, 2),
    ({"auto_ip": True}, {"metadata": MARK}, [], False, 2),
    ({"auto_ip": True}, {}, [], False, 3),
    # a network that leads outside, and one that nobody sees
    ({"auto_ip": True}, {"addresses": addresses(network="outside")}, [], True, 1),
    ({"auto_ip": True}, {"addresses": addresses(network="hidden")}, [], True, 1),
])
def test_whether_a_server_is_reached(given, row, ips, found, asked, monkeypatch):
    monkeypatch.setattr(FakeRegion, "get_nat_source", lambda _self: "public")
    connection = Cloud(ips=ips)
    assert ASPECT.read(Api(connection, given), server(**row))["auto_ip"] is found
    assert len(connection.calls) == asked


@pytest.mark.parametrize(("shown", "ips", "asked"), [
    ("192.0.2.1", [], 0), (None, [ip(1, "p-1")], 2), ("192.0.2.5", [ip(1, "p-1")], 2)])
def test_which_floating_ips_it_has(shown, ips, asked):
    connection = Cloud(ips=ips)
    found = ASPECT.read(Api(connection, {"floating_ips": ["192.0.2.1"]}),
                        server(addresses=addresses(floating=shown)))
    assert found["floating_ips"] == ["192.0.2.1"] and len(connection.calls) == asked


def test_one_is_made_with_its_mark():
    connection = Cloud()
    ASPECT.apply(Api(connection), server(metadata=MARK, status="BUILD"), {"auto_ip": (None, True)})
    assert connection.writes == [("POST", "/floatingips", {"floatingip": {
        "floating_network_id": "n-9", "port_id": "p-1", "description": OURS}})]


def test_a_new_server_that_needs_none_gets_none():
    connection = Cloud()
    ASPECT.apply(Api(connection), server(), {"auto_ip": (None, True)})
    assert connection.calls == []


def test_a_server_that_is_there_is_marked_as_well(monkeypatch):
    monkeypatch.setattr(FakeRegion, "get_nat_source", lambda _self: "public")
    connection = Cloud()
    ASPECT.apply(Api(connection), server(), {"auto_ip": (False, True)})
    assert connection.writes[1:] == [("POST", "/servers/s-1/metadata", {"metadata": MARK})]


def test_of_several_networks_that_which_a_router_leads_to():
    connection = Cloud(**{
        "GET /routers": {"routers": [{"id": "r", "external_gateway_info": {"network_id": "n-8"}}]},
        "GET /ports": lambda query: {"ports": [{"device_id": "r", "network_id": "n-1"}]
                                     if "device_owner" in query else [port(1)]}})
    ASPECT.apply(Api(connection), server(), {"auto_ip": (False, True)})
    made = next(body for _method, path, body in connection.writes if path == "/floatingips")
    assert made["floatingip"]["floating_network_id"] == "n-8"


def test_the_next_pool_has_one_left():
    tried = []

    def make(body):
        tried.append(body["floatingip"]["floating_network_id"])
        if len(tried) == 1:
            raise refusal("no_address")
        return {"floatingip": {"floating_ip_address": "192.0.2.7"}}
    connection = Cloud(**{"POST /floatingips": make})
    given = {"floating_ip_pools": ["public", "outside"]}
    ASPECT.apply(Api(connection, given), server(), {"floating_ip_pools": (None, [])})
    assert tried == ["n-9", "n-8"]


@pytest.mark.parametrize("kind", ["quota", "forbidden", "no_address"])
def test_there_is_none_to_be_had(kind):
    connection = Cloud(**{"POST /floatingips": refusal(kind)})
    with pytest.raises(CloudError) as error:
        ASPECT.apply(Api(connection), server(metadata=MARK), {"auto_ip": (None, True)})
    assert error.value.kind == kind


def test_the_port_that_a_router_leads_to():
    """Which clouds.yaml may say, and Neutron does."""
    def make(body):
        if body["floatingip"]["port_id"] != "p-3":
            raise refusal("not_found", "External network is not reachable from subnet")
        return {"floatingip": {"floating_ip_address": "192.0.2.7"}}
    ports = [port(1, "n-8"), port(2), port(3, "n-2"), port(4, fixed="2001:db8::1")]
    connection = Cloud(ports, **{"POST /floatingips": make})
    ASPECT.apply(Api(connection), server(metadata=MARK), {"auto_ip": (None, True)})
    assert [body["floatingip"]["port_id"] for _method, _path, body in connection.writes] == [
        "p-2", "p-3"]


@pytest.mark.parametrize("told", ["other", "n-2"])
def test_the_port_that_clouds_yaml_says(told, monkeypatch):
    monkeypatch.setattr(FakeRegion, "get_nat_destination", lambda _self: told)
    connection = Cloud([port(1), port(2, "n-2")])
    ASPECT.apply(Api(connection), server(metadata=MARK), {"auto_ip": (None, True)})
    assert connection.writes[0][2]["floatingip"]["port_id"] == "p-2"


def test_only_ipv6_has_no_floating_ip():
    connection = Cloud([port(1, fixed="2001:db8::1")])
    with pytest.raises(CloudError, match="no port with an IPv4 address"):
        ASPECT.apply(Api(connection), server(metadata=MARK), {"auto_ip": (None, True)})


# Those that are free

def test_none_is_taken_by_itself(moved):
    """openstack.cloud.server takes them unless it is told not to (S7)."""
    ASPECT.apply(Api(Cloud(ips=[ip(1)])), server(metadata=MARK), {"auto_ip": (None, True)})
    assert moved == {}


@pytest.mark.parametrize(("ips", "taken"), [
    ([ip(1)], {"192.0.2.1": "p-1"}), ([ip(1, description="somebody's")], {}),
    ([ip(1, "p-7"), ip(2)], {"192.0.2.2": "p-1"})])
def test_one_that_is_free_is_taken_if_that_is_desired(moved, ips, taken):
    connection = Cloud(ips=ips)
    ASPECT.apply(Api(connection, {"reuse_ips": True}), server(metadata=MARK),
                 {"auto_ip": (None, True)})
    assert moved == taken and bool(connection.writes) is not bool(taken)


def test_two_that_want_the_same(monkeypatch):
    connection = Cloud(ips=[ip(1), ip(2)])

    def taken(_api, row, port_id):
        lost = row["id"] == "f-1"
        connection.ips[0 if lost else 1]["port_id"] = "p-8" if lost else port_id
        if lost:
            raise refusal("conflict")
    monkeypatch.setattr(floating_ip, "move", taken)
    ASPECT.apply(Api(connection, {"reuse_ips": True}), server(metadata=MARK),
                 {"auto_ip": (None, True)})
    assert [row["port_id"] for row in connection.ips] == ["p-8", "p-1"]
    assert connection.writes == []


# Exactly these

def test_others_are_taken_off_and_ours_are_deleted(moved):
    connection = Cloud([port(1), port(2, "n-2")], [
        ip(1, "p-1"), ip(2, "p-2", OURS), ip(3, "p-3"), ip(4), ip(5, "p-1")])
    ASPECT.apply(Api(connection, {"floating_ips": ["192.0.2.1", "192.0.2.4"]}),
                 server(metadata=MARK), {"floating_ips": ([], [])})
    assert moved == {"192.0.2.5": None, "192.0.2.4": "p-2"}
    assert connection.said() == [("DELETE", "/floatingips/f-2"),
                                 ("DELETE", "/servers/s-1/metadata/multicloud_floating")]


def test_more_of_them_than_ports(moved):
    with pytest.raises(CloudError, match="there are 1 ports for 2 more floating IPs"):
        ASPECT.apply(Api(Cloud(ips=[ip(1), ip(2)]), {"floating_ips": ["192.0.2.1", "192.0.2.2"]}),
                     server(), {"floating_ips": ([], [])})
    assert moved == {}


# Waiting for a port

def test_a_port_is_waited_for():
    answers = [{"ports": []}, {"ports": [port(1)]}, {"ports": [port(1), port(2)]}]
    connection = Cloud(**{"GET /ports": lambda _query: answers.pop(0)})
    nics = [{"net-id": "n-1"}, {"net-id": "n-2"}]
    ASPECT.apply(Api(connection, {"nics": nics}, timeout=5), server(metadata=MARK),
                 {"auto_ip": (None, True)})
    assert answers == [] and len(connection.writes) == 1


@pytest.mark.parametrize(("look", "words"), [
    ({"status": "ERROR", "fault": {"message": "No valid host"}}, "No valid host"),
    ({}, "Nova has created no port for server web .s-1. within 5 s")])
def test_a_server_that_never_has_a_port(look, words):
    api = Api(Cloud([]), looks=[look], timeout=5)
    with pytest.raises(CloudError, match=words):
        ASPECT.apply(api, server(metadata=MARK, status="BUILD"), {"auto_ip": (None, True)})


# Before a server is deleted

@pytest.mark.parametrize(("given", "deleted"), [({}, ["f-1", "f-2"]),
                                                ({"delete_ips": True}, ["f-1", "f-2", "f-3"])])
def test_those_that_were_made_for_it_go_with_it(given, deleted):
    """openstack.cloud.server leaves all of them (S6)."""
    fleets = "multicloud_fleet=web multicloud_index=1 multicloud_server=s-1"
    connection = Cloud(ips=[ip(1, "p-1", OURS), ip(2, "p-1", fleets),
                            ip(3, "p-1", "multicloud_server=s-2"), ip(4, "p-7", OURS)])
    ASPECT.release(Api(connection, given), server())
    assert connection.said() == [("DELETE", f"/floatingips/{name}") for name in deleted]
