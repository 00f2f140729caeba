# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports of servers: what is asked of them, what is sent, and what of them differs."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.nic import (
    Nic,
    ResolvedNic,
    differing,
    elsewhere,
    ends,
    handed_out,
    written,
)

MAC, OTHER = "fa:16:3e:00:00:01", "fa:16:3e:00:00:02"


def nic(**more):
    return Nic.of({"network": "private", **more})


def resolved(options=None, **more):
    return ResolvedNic(nic(**(options or {})), **{"network": "n-1", "network_name": "private",
                                                  "security_groups": frozenset(["g-1"]), **more})


def port(**more):
    return {"id": "p-1", "network_id": "n-1", "mac_address": MAC, "security_groups": ["g-1"],
            "fixed_ips": [{"subnet_id": "s-1", "ip_address": "10.0.0.11"}],
            "port_security_enabled": True, "allowed_address_pairs": [], "qos_policy_id": None,
            "binding:vnic_type": "normal", **more}


def test_what_is_not_given_is_as_by_default():
    empty = {"subnet": None, "fixed_ip": "", "security_groups": [], "allowed_address_pairs": None}
    assert nic(**empty) == Nic("private")
    assert nic().given() == ["network"]
    found = nic(security_groups=["b", "a"], port_security_enabled=False,
                allowed_address_pairs=[{"ip_address": "10.0.0.9", "mac_address": None}])
    assert found == Nic("private", security_groups=("b", "a"), port_security_enabled=False,
                        allowed_address_pairs=(("10.0.0.9", None),))
    assert found.given() == ["network", "security_groups", "port_security_enabled",
                             "allowed_address_pairs"]


@pytest.mark.parametrize(("fixed_ip", "index", "address"), [
    ("10.0.0.10", 1, "10.0.0.10"), ("10.0.0.10-10.0.1.20", 3, "10.0.0.12"),
    ("10.0.0.254 - 10.0.1.20", 3, "10.0.1.0"), ("fd00::10-fd00::20", 2, "fd00::11")])
def test_each_server_gets_the_address_of_its_number(fixed_ip, index, address):
    assert handed_out(fixed_ip, index) == address


@pytest.mark.parametrize(("fixed_ip", "refused"), [
    ("ten", "is neither an address nor a range"), ("10.0.0.1-", None), ("-10.0.0.1", "is neither"),
    ("10.0.0.1-20", "is neither"), ("10.0.0.0/24", "is neither"),
    ("10.0.0.9-10.0.0.1", "ends before it begins"), ("10.0.0.9-fd00::1", "of two versions of IP")])
def test_a_range_that_is_none(fixed_ip, refused):
    if refused is None:
        assert len(set(ends(fixed_ip))) == 1
        return
    with pytest.raises(CloudError, match=refused) as error:
        ends(fixed_ip)
    assert error.value.kind == "invalid"


@pytest.mark.parametrize(("one", "body"), [
    (resolved(), {}),
    (resolved({"fixed_ip": "10.0.0.10-10.0.0.12"}, subnet="s-1"),
     {"fixed_ips": [{"subnet_id": "s-1", "ip_address": "10.0.0.11"}]}),
    (resolved({"subnet": "v4"}, subnet="s-1"), {"fixed_ips": [{"subnet_id": "s-1"}]}),
    (resolved({"port_security_enabled": False}, secured=False, security_groups=frozenset()),
     {"port_security_enabled": False, "security_groups": None}),
    (resolved({"port_security_enabled": True}), {"port_security_enabled": True}),
    (resolved({"vnic_type": "direct", "qos_policy": "slow"}, qos_policy="q-1"),
     {"binding:vnic_type": "direct", "qos_policy_id": "q-1"}),
    (resolved({"allowed_address_pairs": [{"ip_address": "10.0.0.9"},
                                         {"ip_address": "10.0.1.0/24", "mac_address": MAC}]}),
     {"allowed_address_pairs": [{"ip_address": "10.0.0.9"},
                                {"ip_address": "10.0.1.0/24", "mac_address": MAC}]})])
def test_what_neutron_is_asked_for(one, body):
    expected = {"network_id": "n-1", "security_groups": ["g-1"], **body}
    assert one.request(2) == {key: value for key, value in expected.items() if value is not None}


@pytest.mark.parametrize(("one", "there", "another"), [
    (resolved(), port(), False), (resolved(network="n-2"), port(), True),
    (resolved(subnet="s-1"), port(), False), (resolved(subnet="s-2"), port(), True),
    (resolved({"fixed_ip": "10.0.0.10-10.0.0.12"}), port(), False),
    (resolved({"fixed_ip": "10.0.0.11-10.0.0.12"}), port(), True),
    (resolved({"vnic_type": "normal"}), port(), False),
    (resolved({"vnic_type": "direct"}), port(), True),
    (resolved(), port(**{"binding:vnic_type": "direct"}), True),
    (resolved({"segmentation_id": 7}), port(segmentation_id=7), False),
    (resolved({"segmentation_id": 7}), port(segmentation_id=8), True),
    (resolved({"segmentation_id": 7}), port(), True), (resolved(), port(segmentation_id=7), True),
    (resolved(), {"network_id": "n-1"}, False)])
def test_what_only_a_new_port_can_be(one, there, another):
    assert elsewhere(one, there, 2) is another


OFF = {"port_security_enabled": False}
WEB = {"security_groups": ["web"]}
PAIR = {"allowed_address_pairs": [{"ip_address": "10.0.0.9"}]}
SET = {"allowed_address_pairs": [{"ip_address": "10.0.0.9", "mac_address": MAC}]}
BARE = {**OFF, "security_groups": [], "allowed_address_pairs": []}
# what is defined, the port, whether all of it is taken as it is defined, what is sent
TABLE = [
    ("same", resolved(), port(), True, {}),
    ("groups-nobody-speaks-of", resolved(), port(security_groups=["g-2"]), False, {}),
    ("groups-not-defined-any-more", resolved(), port(security_groups=["g-2"]), True,
     {"security_groups": ["g-1"]}),
    ("group-of-others-stays", resolved(WEB), port(security_groups=["g-1", "g-2"]), False, {}),
    ("group-missing", resolved(WEB), port(security_groups=["g-2"]), False,
     {"security_groups": ["g-1", "g-2"]}),
    ("pair", resolved(PAIR), port(**SET), True, {}),
    ("pair-missing", resolved(PAIR), port(), False, SET),
    ("pair-of-others-stays", resolved(), port(**SET), False, {}),
    ("pair-not-defined-any-more", resolved(), port(**SET), True, {"allowed_address_pairs": []}),
    ("pair-of-another-mac", resolved({"allowed_address_pairs": [
        {"ip_address": "10.0.0.9", "mac_address": OTHER}]}), port(**SET), True,
     {"allowed_address_pairs": [{"ip_address": "10.0.0.9", "mac_address": OTHER}]}),
    ("qos", resolved({"qos_policy": "slow"}, qos_policy="q-1"), port(), False,
     {"qos_policy_id": "q-1"}),
    ("qos-of-others-stays", resolved(), port(qos_policy_id="q-1"), False, {}),
    ("qos-not-defined-any-more", resolved(), port(qos_policy_id="q-1"), True,
     {"qos_policy_id": None}),
    ("security-off", resolved(OFF, secured=False, security_groups=frozenset()), port(**SET), False,
     BARE),
    ("security-on", resolved({"port_security_enabled": True}), port(**BARE), False,
     {"port_security_enabled": True, "security_groups": ["g-1"]}),
    ("security-somebody-has-turned-off", resolved(WEB), port(**BARE), False, {}),
    ("security-by-the-network", resolved(WEB, secured=False, security_groups=frozenset()),
     port(**BARE), True, {}),
    ("neutron-without-all-that", resolved(), {"security_groups": ["g-1"]}, True, {}),
]


@pytest.mark.parametrize(("one", "there", "whole", "sent"), [
    pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_what_is_changed_in_place(one, there, whole, sent):
    found = differing(one, there, whole)
    assert written({key: desired for key, (_before, desired) in found.items()}) == sent


def test_what_people_are_told():
    one = resolved({"subnet": "v4", "fixed_ip": "10.0.0.10-10.0.0.12", "vnic_type": "direct"})
    assert one.called(2) == "private subnet v4 10.0.0.11 direct"
    assert resolved({"vnic_type": "normal"}).called(2) == "private"
    assert resolved({"segmentation_id": 7}).called(2) == "private VLAN 7"
