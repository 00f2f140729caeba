# SPDX-License-Identifier: GPL-3.0-or-later
"""What a target has for nics, or why it has not."""

from __future__ import annotations

import pytest
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.nic import Nic
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.nics import resolve

NETWORKS = [{"id": "n-1", "name": "private", "port_security_enabled": True},
            {"id": "n-2", "name": "open", "port_security_enabled": False},
            {"id": "n-3", "name": "plain"}]
SUBNETS = [{"id": "s-4", "name": "v4", "ip_version": 4, "cidr": "10.0.0.0/24"},
           {"id": "s-6", "name": "v6", "ip_version": 6, "cidr": "fd00::/64"}]
GROUPS = [{"id": f"g-{name}", "name": name} for name in ("default", "web", "db")]


def found(*nics, groups=(), ip_version="any", **answers):
    connection = Canned({
        "GET /networks": {"networks": NETWORKS}, "GET /subnets": {"subnets": SUBNETS},
        "GET /security-groups": {"security_groups": GROUPS},
        "GET /qos/policies": {"policies": [{"id": "q-1", "name": "slow"}]}, **answers})
    connection.region.config = {}
    return resolve(Catalog(connection), [Nic.of({"network": "private", **nic}) for nic in nics],
                   groups, ip_version), connection.calls


def test_what_it_has():
    (first, second, third), calls = found(
        {"fixed_ip": "10.0.0.10-10.0.0.12"}, {"security_groups": ["db"], "qos_policy": "slow"},
        {"network": "open", "subnet": "v6"}, groups=("web",))
    assert (first.network, first.subnet, first.security_groups, first.secured) == (
        "n-1", "s-4", {"g-web"}, True)
    assert first.nic.security_groups == ("web",)
    assert (second.subnet, second.security_groups, second.qos_policy) == (None, {"g-db"}, "q-1")
    assert (third.network_name, third.subnet, third.security_groups, third.secured) == (
        "open", "s-6", frozenset(), False)
    # the subnets of each network, and all else once
    assert sorted(path for _method, path, _query in calls) == [
        "/networks", "/qos/policies", "/security-groups", "/subnets", "/subnets"]


@pytest.mark.parametrize(("nic", "groups", "secured"), [
    ({}, {"g-default"}, True), ({"port_security_enabled": False}, set(), False),
    ({"network": "open", "port_security_enabled": True}, {"g-default"}, True),
    ({"network": "plain"}, {"g-default"}, True)])
def test_who_is_let_in(nic, groups, secured):
    (one,), _calls = found(nic)
    assert (one.security_groups, one.secured) == (groups, secured)


@pytest.mark.parametrize(("nic", "more", "sentence"), [
    ({"network": "x"}, {}, "there is no network 'x' here"),
    ({"subnet": "x"}, {}, "there is no subnet of network private 'x' here; there are v4, v6"),
    ({"fixed_ip": "10.9.0.1"}, {}, "fixed_ip 10.9.0.1 is not in a subnet of network private here, "
                                   "which has 10.0.0.0/24, fd00::/64"),
    ({"fixed_ip": "10.0.0.250-10.0.1.5"}, {}, "is not in a subnet"),
    ({"fixed_ip": "10.0.0.9", "subnet": "v6"}, {}, "which has fd00::/64"),
    ({"security_groups": ["x"]}, {}, "there is no security group 'x' here"),
    ({"qos_policy": "x"}, {}, "there is no QoS policy 'x' here; there is slow"),
    ({"qos_policy": "slow"}, {"GET /qos/policies": refusal("not_found")},
     "there are no QoS policies here: omit qos_policy for this target"),
    ({"segmentation_id": 7}, {"GET /trunks": refusal("not_found")},
     "there are no trunks here: omit segmentation_id for this target"),
    ({"network": "plain", "port_security_enabled": True}, {},
     "there is no port security here: omit port_security_enabled for this target"),
    ({"subnet": "v4"}, {"ip_version": "6"},
     "the subnet v4 of the first nic is IPv4, and ip_version is 6")])
def test_what_it_has_not(nic, more, sentence):
    with pytest.raises(CloudError) as error:
        found(nic, **more)
    assert sentence in error.value.message
    assert error.value.target and error.value.action
