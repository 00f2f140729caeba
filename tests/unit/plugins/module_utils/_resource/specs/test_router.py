# SPDX-License-Identifier: GPL-3.0-or-later
"""What options of routers mean."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.router import (
    ROUTER,
    Gateway,
    Interfaces,
)

GATEWAY = Gateway.fields["external_gateway_info"]
THERE = {"network_id": "n", "enable_snat": True,
         "external_fixed_ips": [{"subnet_id": "s", "ip_address": "10.0.0.1"}]}


def resolve(noun, name, **query):
    return f"{noun} {name}{query or ''}"


@pytest.mark.parametrize("given, expected", [
    ({"name": "r"}, {"name": "r"}),
    ({"network": "n", "enable_snat": False}, {"external_gateway_info": {
        "network": "n", "enable_snat": False}}),
    ({"external_gateway_info": {"network": "n", "enable_snat": None, "external_fixed_ips": []}},
     {"external_gateway_info": {"network": "n"}}),
    ({"network": ""}, {"external_gateway_info": {}}),
    ({"external_gateway_info": {"network": None}}, {}),
])
def test_the_gateway_is_one_option(given, expected):
    assert ROUTER.prepare(given) == expected


def test_a_gateway_without_a_network():
    with pytest.raises(CloudError, match="^external_gateway_info: network is missing"):
        ROUTER.prepare({"external_gateway_info": {"enable_snat": True}})


@pytest.mark.parametrize("before, after, expected", [
    ({}, {}, True),
    (THERE, {}, False),
    ({}, {"network_id": "n"}, False),
    (THERE, {"network_id": "n"}, True),
    (THERE, {"network_id": "m"}, False),
    (THERE, {"network_id": "n", "enable_snat": False}, False),
    (THERE, {"network_id": "n", "external_fixed_ips": [{"subnet_id": "s"}]}, True),
    (THERE, {"network_id": "n", "external_fixed_ips": [{"subnet_id": "s"}] * 2}, True),
    (THERE, {"network_id": "n", "external_fixed_ips": [{"subnet_id": "s"}, {"subnet_id": "t"}]},
     False),
    (THERE, {"network_id": "n", "external_fixed_ips": [
        {"subnet_id": "s", "ip_address": "10.0.0.2"}]}, False),
])
def test_when_a_gateway_is_up_to_date(before, after, expected):
    assert GATEWAY.compare(before, after) is expected


def test_what_is_sent_of_a_gateway():
    assert GATEWAY.send({}, resolve) == {}
    assert GATEWAY.send({"network": "n"}, resolve) == {"network_id": "network n"}
    assert GATEWAY.send({"network": "n", "enable_snat": False, "external_fixed_ips": [
        {"subnet_id": "s", "ip_address": None}]}, resolve) == {
            "network_id": "network n", "enable_snat": False,
            "external_fixed_ips": [{"subnet_id": "subnet s{'network_id': 'network n'}"}]}


def test_the_forms_of_interfaces():
    send = Interfaces.fields["interfaces"].send
    assert send(["s", {"subnet": "t"}, {"net": "n", "subnet": "u", "portip": "10.0.0.1"}],
                resolve) == [
        {"subnet_id": "subnet s"}, {"subnet_id": "subnet t"},
        {"subnet_id": "subnet u{'network_id': 'network n'}", "ip_address": "10.0.0.1"}]
    with pytest.raises(CloudError, match="^interfaces: {'net': 'n'} names no subnet"):
        send([{"net": "n"}], resolve)
