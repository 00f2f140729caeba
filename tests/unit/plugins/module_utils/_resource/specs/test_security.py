# SPDX-License-Identifier: GPL-3.0-or-later
"""Which rules mean the same."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.security import (
    SECURITY_GROUP_RULE,
    Rules,
    normal,
)

IPV6 = {"ether_type": "IPv6"}


@pytest.mark.parametrize("one, other", [
    ({}, {"direction": "ingress", "ethertype": "IPv4", "protocol": None}),
    ({"protocol": "6"}, {"protocol": "tcp"}),
    ({"protocol": "TCP"}, {"protocol": "tcp"}),
    ({"protocol": "any"}, {"protocol": "0"}),
    ({"protocol": "any"}, {}),
    ({"protocol": "1", **IPV6}, {"protocol": "icmpv6", **IPV6}),
    ({"protocol": "icmp", **IPV6}, {"protocol": "ipv6-icmp", **IPV6}),
    ({"remote_ip_prefix": "0.0.0.0/0"}, {"remote_ip_prefix": None}),
    ({"remote_ip_prefix": "::/0", **IPV6}, IPV6),
    ({"remote_ip_prefix": "10.0.0.1"}, {"remote_ip_prefix": "10.0.0.1/32"}),
    ({"remote_ip_prefix": "10.1.2.3/8"}, {"remote_ip_prefix": "10.0.0.0/8"}),
    ({"port_range_min": 1, "port_range_max": 65535}, {}),
    ({"port_range_min": -1, "port_range_max": -1}, {}),
])
def test_rules_that_mean_the_same(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize("one, other", [
    ({"direction": "egress"}, {}),
    (IPV6, {}),
    ({"protocol": "tcp"}, {"protocol": "udp"}),
    ({"protocol": "icmp"}, {"protocol": "icmpv6"}),
    ({"protocol": "99"}, {}),
    ({"remote_ip_prefix": "10.0.0.0/8"}, {}),
    ({"remote_group_id": "a"}, {}),
    ({"remote_group_id": "a"}, {"remote_group_id": "b"}),
    ({"remote_address_group_id": "a"}, {}),
    ({"port_range_min": 22, "port_range_max": 22}, {}),
])
def test_rules_that_do_not(one, other):
    assert normal(one) != normal(other)


def test_what_neutron_is_to_refuse_is_left_to_it():
    assert normal({"remote_ip_prefix": "10.0.0.x"})["remote_ip_prefix"] == "10.0.0.x"
    assert normal({"protocol": "foo"})["protocol"] == "foo"


def test_rules_that_are_desired():
    sent = Rules.fields["security_group_rules"].send(
        [{"protocol": "6", "remote_group": "web"}, {"protocol": "tcp", "remote_group": "web"},
         {"description": "all", "remote_group": None}],
        lambda noun, name: f"id of {noun} {name}")
    assert [(rule["protocol"], rule["remote_group_id"], rule.get("description"))
            for rule in sent] == [("tcp", "id of security_group web", None), (None, None, "all")]


def test_the_options_of_one_rule():
    assert SECURITY_GROUP_RULE.prepare({
        "security_group": "g", "protocol": "6", "port_range_min": -1, "port_range_max": -1,
        "description": "d", "state": "present"}) == {
            "security_group": "g", "protocol": "tcp", "direction": "ingress", "ether_type": "IPv4",
            "remote_ip_prefix": "0.0.0.0/0", "description": "d", "state": "present"}
    assert SECURITY_GROUP_RULE.prepare({"security_group": "g", "remote_group": "h"}) == {
        "security_group": "g", "remote_group": "h", "direction": "ingress", "ether_type": "IPv4"}
