# SPDX-License-Identifier: GPL-3.0-or-later
"""Floating IPs: made on the port in one call, found by it when the answer was lost."""

from __future__ import annotations

import pytest
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import floating

MADE = {"floatingip": {"id": "f-1", "floating_ip_address": "192.0.2.1"}}
THERE = {"floatingips": [{"id": "f-2", "floating_ip_address": "192.0.2.2"}]}


def attach(connection):
    return floating.attach(connection, "p-1", "public", "ours")


def test_one_call_that_carries_port_and_mark():
    connection = Canned({"POST /floatingips": MADE})
    assert attach(connection) == "192.0.2.1"
    assert connection.calls == [("POST", "/floatingips", {"floatingip": {
        "floating_network_id": "public", "port_id": "p-1", "description": "ours"}})]


@pytest.mark.parametrize("kind", ["conflict", "unreachable", "timeout"])
def test_the_port_tells_what_became_of_a_call_without_an_answer(kind):
    connection = Canned({"POST /floatingips": refusal(kind), "GET /floatingips": THERE})
    assert attach(connection) == "192.0.2.2"
    assert connection.calls[-1] == ("GET", "/floatingips", {"port_id": "p-1"})
    with pytest.raises(CloudError) as error:
        attach(Canned({"POST /floatingips": refusal(kind),
                       "GET /floatingips": {"floatingips": []}}))
    assert error.value.kind == kind


@pytest.mark.parametrize("kind", ["quota", "not_found", "invalid"])
def test_a_refusal_is_a_refusal(kind):
    connection = Canned({"POST /floatingips": refusal(kind), "GET /floatingips": THERE})
    with pytest.raises(CloudError) as error:
        attach(connection)
    assert error.value.kind == kind


def test_a_network_without_a_router_is_told_in_our_words():
    said = ("External network public is not reachable from subnet s-1.  Therefore, cannot "
            "associate Port p-1 with a Floating IP.")
    with pytest.raises(CloudError) as error:
        attach(Canned({"POST /floatingips": refusal("not_found", said)}))
    assert error.value.kind == "not_found" and "p-1" not in error.value.message
    assert ("creating a floating IP: no router leads from its network to the external network "
            "public, so that it cannot have a floating IP: add one, " in str(error.value))


def test_a_cloud_without_floating_ips_has_none():
    assert floating.listed(Canned({"GET /floatingips": refusal("not_found")})) == []
    with pytest.raises(CloudError):
        floating.listed(Canned({"GET /floatingips": refusal("forbidden")}))


def test_what_routers_join():
    connection = Canned({"GET /routers": {"routers": []}})
    assert floating.routes(connection) == [] and len(connection.calls) == 1
    assert floating.routes(Canned({"GET /routers": refusal("not_found")})) == []
    connection = Canned({
        "GET /routers": {"routers": [{"id": "r", "external_gateway_info": {"network_id": "o"}}]},
        "GET /ports": {"ports": [{"device_id": "r", "network_id": "n"},
                                 {"device_id": "r", "network_id": "m"}]}})
    assert floating.routes(connection) == [("n", "o"), ("m", "o")]
    assert connection.calls[1][2]["device_owner"] == floating.INTERFACES


def test_ports_of_many_servers_in_few_requests():
    ids = [f"s-{number}" for number in range(floating.CHUNK * 2 + 1)]

    def answer(query):
        return {"ports": [{"id": f"{kind}-{server}", "device_id": server}
                          for server in query["device_id"] for kind in ("first", "second")]}
    connection = Canned({"GET /ports": answer})
    assert floating.ports(connection, ids) == {server: f"first-{server}" for server in ids}
    assert [len(query["device_id"]) for _method, _path, query in connection.calls] == [
        floating.CHUNK, floating.CHUNK, 1]
    assert {tuple(query["fields"]) for _method, _path, query in connection.calls} == {
        ("id", "description", "device_id")}


@pytest.mark.parametrize("order", [1, -1])
def test_the_port_by_which_a_server_is_reached_is_its_first(order):
    rows = [{"id": f"p-{number}", "device_id": "s-1", "description": f"multicloud_nic={number}"}
            for number in (1, 2, 11)]
    connection = Canned({"GET /ports": {"ports": rows[::order]}})
    assert floating.ports(connection, ["s-1"]) == {"s-1": "p-1"}


def test_ports_of_servers_that_have_none_yet():
    assert floating.ports(Canned({"GET /ports": {"ports": []}}), ["s-1"]) == {}
    assert floating.ports(Canned({}), []) == {}


@pytest.mark.parametrize(("answer", "deleted"), [({}, True), (refusal("not_found"), False)])
def test_delete(answer, deleted):
    connection = Canned({"DELETE /floatingips/f-1": answer})
    assert floating.delete(connection, "f-1") is deleted


@pytest.mark.parametrize("text", ["-oProxyCommand=id", "127.0.0.1", "web.example.org", None])
def test_what_is_no_address(text):
    with pytest.raises(CloudError, match="the new floating IP is not a valid address") as caught:
        attach(Canned({"POST /floatingips": {"floatingip": {"floating_ip_address": text}}}))
    assert caught.value.kind == "api"
