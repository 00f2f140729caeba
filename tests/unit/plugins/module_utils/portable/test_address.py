# SPDX-License-Identifier: GPL-3.0-or-later
"""Which address reaches a server."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils.portable import address

FIXED = {"addr": "10.0.0.1", "version": 4, "OS-EXT-IPS:type": "fixed"}
SECOND = {"addr": "10.1.0.1", "version": 4, "OS-EXT-IPS:type": "fixed"}
FLOATING = {"addr": "192.0.2.1", "version": 4, "OS-EXT-IPS:type": "floating"}
SIX = {"addr": "2001:db8::1", "version": 6, "OS-EXT-IPS:type": "fixed"}


@pytest.mark.parametrize(("addresses", "reached", "floating"), [
    pytest.param({}, None, None, id="none"),
    pytest.param(None, None, None, id="not-there"),
    pytest.param({"net": []}, None, None, id="network-without-any"),
    pytest.param({"net": [FIXED]}, "10.0.0.1", None, id="fixed"),
    pytest.param({"net": [FIXED, FLOATING]}, "192.0.2.1", "192.0.2.1", id="floating-first"),
    pytest.param({"net": [SIX, FIXED]}, "10.0.0.1", None, id="ipv4-first"),
    pytest.param({"net": [SIX]}, "2001:db8::1", None, id="ipv6-only"),
    pytest.param({"a": [SIX], "b": [FIXED, FLOATING]}, "192.0.2.1", "192.0.2.1",
                 id="floating-of-another-network"),
    pytest.param({"b": [FIXED], "a": [SECOND]}, "10.1.0.1", None, id="networks-by-name"),
    pytest.param({"a": [SECOND, FIXED]}, "10.1.0.1", None, id="else-in-order"),
    pytest.param({"net": [{"addr": "10.0.0.9"}]}, "10.0.0.9", None, id="without-type"),
])
def test_reach_and_floating(addresses, reached, floating):
    found = address.of_row({"addresses": addresses})
    assert address.reach(found) == reached
    assert address.floating(found) == floating


@pytest.mark.parametrize(("addresses", "ip_version", "reached"), [
    ([FIXED, FLOATING, SIX], "4", "192.0.2.1"), ([FIXED, FLOATING, SIX], "6", "2001:db8::1"),
    ([FIXED, SIX], "any", "10.0.0.1"), ([SIX], "4", None), ([FIXED, FLOATING], "6", None)])
def test_reach_by_one_kind_of_address(addresses, ip_version, reached):
    assert address.reach(address.of_row({"addresses": {"net": addresses}}), ip_version) == reached


def test_addresses_of_a_row():
    assert address.of_row({"addresses": {"b": [FLOATING], "a": [SIX, {"addr": "10.0.0.9"}]}}) == [
        {"address": "2001:db8::1", "version": 6, "type": "fixed", "network": "a"},
        {"address": "10.0.0.9", "version": 4, "type": "fixed", "network": "a"},
        {"address": "192.0.2.1", "version": 4, "type": "floating", "network": "b"}]


def test_a_row_without_addresses():
    assert address.of_row({}) == []


@pytest.mark.parametrize(("addresses", "outside", "inside", "new"), [
    ([], "", "", ""), ([FIXED], "", "10.0.0.1", ""),
    ([FIXED, FLOATING], "192.0.2.1", "10.0.0.1", ""),
    ([{**FIXED, "addr": "8.8.8.8"}], "8.8.8.8", "", ""),
    ([FIXED, {**FIXED, "addr": "8.8.8.8"}], "8.8.8.8", "10.0.0.1", ""),
    ([SIX, FIXED], "", "10.0.0.1", "2001:db8::1"),
    ([{**SIX, "addr": "fd00::1"}, {**SIX, "addr": "fe80::1"}, SIX], "", "", "2001:db8::1")])
def test_kinds(addresses, outside, inside, new):
    assert address.kinds(address.of_row({"addresses": {"net": addresses}})) == {
        "public_v4": outside, "private_v4": inside, "public_v6": new}
