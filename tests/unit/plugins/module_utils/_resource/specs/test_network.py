# SPDX-License-Identifier: GPL-3.0-or-later
"""How addresses are told from one another, and what options of subnets and ports mean."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.network import (
    PORT,
    SUBNET,
    plain,
    same_addresses,
)

V4, OTHER = {"ip_address": "10.0.0.5", "subnet_id": "a"}, {"ip_address": "10.0.0.6",
                                                           "subnet_id": "a"}
OF_MAC = {"ip_address": "2001:db8::f816:3eff:fe12:3456", "subnet_id": "b"}
V6 = {"ip_address": "2001:db8::5", "subnet_id": "b"}


@pytest.mark.parametrize("given, expected", [
    ("10.0.0.1", "10.0.0.1"),
    ("10.0.0.1/24", "10.0.0.0/24"),
    ("2001:DB8:0::1", "2001:db8::1"),
    ("2001:DB8:0::1/64", "2001:db8::/64"),
    ("FA:16:3E:00:00:01", "fa:16:3e:00:00:01"),
    ("10.0.0.300", "10.0.0.300"),
    (None, None),
    ([{"start": "2001:DB8::A", "end": None}], [{"start": "2001:db8::a"}]),
])
def test_addresses_in_the_form_of_neutron(given, expected):
    assert plain(given) == expected


@pytest.mark.parametrize("before, after, expected", [
    (None, [], True),
    ([V4], [], False),
    ([V4], [{"subnet_id": "a"}], True),
    ([V4], [{"ip_address": "10.0.0.5"}], True),
    ([V4], [{"ip_address": "10.0.0.6"}], False),
    ([V4, OTHER], [{"subnet_id": "a"}], False),
    ([V4, OTHER], [{"subnet_id": "a"}, OTHER], True),
    ([V4, OF_MAC], [V4], True),
    ([V4, OF_MAC], [V4, {"subnet_id": "b"}], True),
    ([V4, V6], [V4], False),
])
def test_automatic_addresses_are_no_difference(before, after, expected):
    assert same_addresses(before, after) is expected


@pytest.mark.parametrize("given, expected", [
    ({"allocation_pool_start": "10.0.0.2", "allocation_pool_end": "10.0.0.9"},
     {"allocation_pools": [{"start": "10.0.0.2", "end": "10.0.0.9"}]}),
    ({"disable_gateway_ip": True}, {"gateway_ip": None}),
    ({"cidr": "10.0.0.0/24"}, {"ip_version": 4}),
    ({"cidr": "2001:db8::/64"}, {"ip_version": 6}),
    ({"cidr": "10.0.0.0/24", "ip_version": 6}, {"ip_version": 6}),
    ({"extra_attrs": {"service_types": ["a"]}}, {"service_types": ["a"]}),
])
def test_options_of_subnets(given, expected):
    assert SUBNET.prepare(given).items() >= expected.items()


def test_a_gateway_that_is_not_asked_about_is_left():
    assert "gateway_ip" not in SUBNET.prepare({"disable_gateway_ip": False})


@pytest.mark.parametrize("given, said", [
    ({"extra_attrs": {"mtu": 1}}, "^extra_attrs: mtu is not known"),
    ({"disable_gateway_ip": True, "gateway_ip": "10.0.0.1"}, "^disable_gateway_ip: mutually excl"),
])
def test_options_of_subnets_that_make_no_sense(given, said):
    with pytest.raises(CloudError, match=said):
        SUBNET.prepare(given)


def test_options_of_ports():
    assert PORT.prepare({"no_security_groups": True})["security_groups"] == []
    assert "security_groups" not in PORT.prepare({"no_security_groups": False})
    given = PORT.prepare({"network": "n", "fixed_ips": [{"subnet_id": "s", "ip_address": None}]})
    assert PORT.fields["fixed_ips"].send(
        given["fixed_ips"], lambda noun, name, **query: f"{noun} {name}{query or ''}") == [
            {"subnet_id": "subnet s{'network_id': 'network n'}"}]
