# SPDX-License-Identifier: GPL-3.0-or-later
"""Which address reaches a server."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import address

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


PUBLIC = {"addr": "8.8.8.8", "version": 4, "OS-EXT-IPS:type": "fixed"}
NETWORKS = {"inner": [SIX, FIXED, FLOATING], "mgmt-1": [SECOND], "wan": [PUBLIC]}
ALL = ["192.0.2.1", "10.0.0.1", "10.1.0.1", "8.8.8.8", "2001:db8::1"]


def ordered(preferences, addresses=None, **more):
    return address.ordered(address.of_row({"addresses": addresses or NETWORKS}), tuple(
        map(address.Preference.of, preferences)), **more)


@pytest.mark.parametrize(("preferences", "expected"), [
    ([{}], ALL),
    ([], []),
    ([{"type": "floating"}], ["192.0.2.1"]),
    ([{"type": "fixed"}], ["10.0.0.1", "10.1.0.1", "8.8.8.8", "2001:db8::1"]),
    ([{"type": "public"}], ["192.0.2.1", "8.8.8.8"]),
    ([{"type": "private"}], ["10.0.0.1", "10.1.0.1", "2001:db8::1"]),
    ([{"ip_version": 6}], ["2001:db8::1"]),
    ([{"ip_version": "6"}, {"ip_version": "4"}], ["2001:db8::1", *ALL[:-1]]),
    ([{"network": "mgmt-1"}], ["10.1.0.1"]),
    ([{"network": "mgmt-*"}, {"network": "wan"}], ["10.1.0.1", "8.8.8.8"]),
    ([{"network": "MGMT-1"}], []),
    ([{"network": "mgmt-*"}, {}], ["10.1.0.1", "192.0.2.1", "10.0.0.1", "8.8.8.8", "2001:db8::1"]),
    ([{"network": "inner", "type": "fixed", "ip_version": 4}], ["10.0.0.1"]),
    ([{"network": "inner", "ip_version": None}], ["192.0.2.1", "10.0.0.1", "2001:db8::1"]),
    ([{"network": "none"}, {"type": "floating"}, {"type": "floating"}], ["192.0.2.1"]),
])
def test_preferences(preferences, expected):
    assert ordered(preferences) == expected


@pytest.mark.parametrize(("preferences", "ip_version", "expected"), [
    ([{}], "6", ["2001:db8::1"]), ([{}], "4", ALL[:-1]),
    # the user's own word comes before the server's
    ([{"ip_version": 6}], "4", ["2001:db8::1"]),
    ([{"type": "floating"}], "6", []),
])
def test_preferences_and_the_kind_that_a_server_was_made_for(preferences, ip_version, expected):
    assert ordered(preferences, ip_version=ip_version) == expected


# what a cloud says, and the address that a server has then
CHECKED = [
    ("192.0.2.1", "192.0.2.1"), ("10.0.0.1", "10.0.0.1"), ("100.64.0.1", "100.64.0.1"),
    ("2001:DB8:0::1", "2001:db8::1"), ("fd00::1", "fd00::1"),
    ("-oProxyCommand=id", None), ("example.org", None), ("", None), (None, None),
    ("10.0.0.1 ", None), ("10.0.0.1\n", None), ("10.0.0.1,*.example.org", None),
    ("10.0.0.0/8", None), ("*", None),
    ("127.0.0.1", None), ("127.18.0.5", None), ("::1", None), ("::ffff:127.0.0.1", None),
    ("::ffff:192.0.2.1", None), ("0.0.0.0", None), ("::", None), ("224.0.0.1", None),
    ("ff02::1", None), ("169.254.169.254", None), ("fe80::1", None), ("fe80::1%eth0", None),
    ("2001:db8::1%$(id)", None), (2130706433, None), (3221225985, None), (True, None),
    (["192.0.2.1"], None), ({"addr": "192.0.2.1"}, None),
]


@pytest.mark.parametrize(("text", "found"), CHECKED)
def test_what_is_no_address_is_not_there(text, found):
    assert address.checked(text) == found
    entries = [{"addr": text, "version": 4, "OS-EXT-IPS:type": "floating"}]
    assert [one["address"] for one in address.of_row({"addresses": {"net": entries}})] == (
        [found] if found else [])


@pytest.mark.parametrize("text", ["127.0.0.1", "127.18.0.5", "::1"])
def test_loopback_where_the_user_says_so(text):
    assert address.checked(text, loopback=True) == text
    assert address.checked(f"{text}%x", loopback=True) is None


def test_a_cloud_cannot_say_what_kind_an_address_is():
    entry = {"addr": "2001:db8::1", "version": [4], "OS-EXT-IPS:type": {"x": 1}}
    assert address.of_row({"addresses": {"net": [entry]}}) == [
        {"address": "2001:db8::1", "version": 6, "type": "fixed", "network": "net"}]


@pytest.mark.parametrize(("entry", "said"), [
    ("floating", "'floating' is not a mapping"),
    (None, "is not a mapping"), ([], "is not a mapping"),
    ({"networks": "x"}, "some of the keys network, type and ip_version"),
    ({"type": "Floating"}, "type is one of fixed, floating, public, private"),
    ({"type": "nonsense"}, "type is one of"), ({"ip_version": 5}, "ip_version is 4 or 6"),
    ({"ip_version": "any"}, "ip_version is 4 or 6"),
])
def test_what_is_no_preference(entry, said):
    with pytest.raises(CloudError, match="^addresses: ") as error:
        address.Preference.of(entry)
    assert error.value.kind == "invalid" and said in str(error.value)


def net(name, default=False):
    return {"name": name, "default_interface": default}


@pytest.mark.parametrize(("config", "expected"), [
    ({}, ALL),
    ({"networks": None}, ALL),
    ({"force_ipv4": True}, ALL[:-1]),
    ({"force_ipv4": False, "private": False}, ALL),
    ({"private": True}, ["10.0.0.1", "10.1.0.1", "2001:db8::1", "192.0.2.1", "8.8.8.8"]),
    ({"private": True, "force_ipv4": True}, ["10.0.0.1", "10.1.0.1", "192.0.2.1", "8.8.8.8"]),
    ({"networks": [net("inner"), net("mgmt-1", True)]}, ["10.1.0.1", *ALL[:2], *ALL[3:]]),
    ({"networks": [net("inner", True)], "force_ipv4": True}, ALL[:-1]),
    ({"networks": [net("not-there", True)]}, ALL),
])
def test_hints_of_clouds_yaml(config, expected):
    found = address.of_row({"addresses": NETWORKS})
    assert address.ordered(found, address.hinted(config)) == expected
