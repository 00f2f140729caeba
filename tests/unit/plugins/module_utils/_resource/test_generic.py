# SPDX-License-Identifier: GPL-3.0-or-later
"""Any resource that openstacksdk has a class for."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import generic
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS

TASK = SimpleNamespace(specs=SPECS)
OPTIONS = {"service": "network", "type": "port", "updateable_attributes": None,
           "non_updateable_attributes": None}


def spec(attributes, **options):
    return generic.spec_of(TASK, {**OPTIONS, **options}, attributes)


@pytest.mark.parametrize(("service", "noun", "expected"), [
    ("network", "network", "network.v2.network.Network"),
    ("network", "ip", "network.v2.floating_ip.FloatingIP"),
    ("network", "rbac_policy", "network.v2.rbac_policy.RBACPolicy"),
    ("load_balancer", "l7_policy", "load_balancer.v2.l7_policy.L7Policy"),
    ("block_storage", "volume", "block_storage.v3.volume.Volume"),
    ("block_storage", "type_encryption", "block_storage.v3.type.TypeEncryption"),
    ("identity", "access_rule", "identity.v3.access_rule.AccessRule"),
    ("dns", "zone_transfer_accept", "dns.v2.zone_transfer.ZoneTransferAccept"),
    ("object_store", "object", "object_store.v1.obj.Object"),
])
def test_the_class_of_a_type(service, noun, expected):
    assert generic.kind_of(service, noun) == expected


@pytest.mark.parametrize(("options", "attributes", "said"), [
    ({"service": "config"}, {}, "service: openstacksdk has no service 'config'"),
    ({"service": "nework"}, {}, "service: openstacksdk has no service 'nework'"),
    ({"type": "prot"}, {}, "type: openstacksdk has no 'prot' in network"),
    ({}, {"nmae": "x"}, "attributes: openstacksdk has no nmae in openstack.network.v2.port.Port"),
    ({}, {"commit": "x"}, "has no commit"),
    ({"service": "load-balancer", "type": "member"}, {"name": "x"}, "^pool_id: is part of its"),
])
def test_what_is_not_known_is_refused(options, attributes, said):
    with pytest.raises(CloudError, match=said):
        spec(attributes, **options)


def test_services_that_there_are_are_told():
    with pytest.raises(CloudError, match="'nework'; it has .*, load_balancer, .*network"):
        spec({}, service="nework")
    assert {"compute", "identity"} < set(generic.services()) and "config" not in generic.services()


@pytest.mark.parametrize(("options", "number"), [
    ({"type": "pool"}, 1), ({"service": ""}, 1), ({"service": "compute"}, 0)])
def test_who_names_no_service_is_told_of_them(options, number):
    found = generic.without_service(options)
    assert len(found) == number
    assert all("load_balancer" in text and "for example" in text for text in found)


@pytest.mark.parametrize("name", ["resource", "resources_info"])
def test_the_modules_say_so_together_with_what_is_missing(monkeypatch, name):
    told = {}
    module = import_module(f"ansible_collections.multicloud.openstack.plugins.modules.{name}")
    monkeypatch.setattr(module, "run_module", lambda *_, **more: told.update(more))
    module.main()
    assert told == {"checks": generic.without_service}


def test_an_address_has_more_than_an_id():
    made = spec({"pool_id": "p", "name": "x"}, service="load_balancer", type="member")
    assert made.uri(None) == {"pool_id": "p"}
    assert list(made.fields) == ["name"]


def test_what_is_known_of_a_kind_counts_here_too():
    assert spec({"name": "x"}, service="compute", type="server").find == SPECS["server"].find
    assert spec({}, service="compute", type="flavor").query["base_path"] == "/flavors/detail"
    assert spec({}, service="key_manager", type="secret").kind is SPECS["secret"].kind


def test_only_some_attributes_are_compared():
    attributes = {"name": "x", "device_id": "d", "fixed_ips": [], "id": "i"}

    def compared(**options):
        fields = spec(attributes, **options).fields
        return {name for name, one in fields.items() if one.compare != "never"}
    assert compared() == {"name", "device_id", "fixed_ips"}
    assert compared(updateable_attributes=["name"]) == {"name"}
    assert compared(non_updateable_attributes=["name"]) == {"device_id", "fixed_ips"}
    assert compared(updateable_attributes=["name"], non_updateable_attributes=["name"]) == set()


def test_secrets_are_not_in_the_difference():
    made = spec({"name": "x", "payload": "y"}, service="key_manager", type="secret")
    assert plan(made, "x", {"name": "x", "payload": "y"}, None).diff["after"] == {"name": "x"}


def test_what_openstacksdk_cannot_change_is_refused():
    made = spec({"protocol": "tcp"}, type="security_group_rule")
    with pytest.raises(CloudError, match="cannot change protocol of security_group_rule 'x'"):
        plan(made, "x", {"protocol": "tcp"}, {"protocol": "udp"})


@pytest.mark.parametrize(("name", "given", "expected"), [
    ("mtu", "1400", 1400), ("mtu", "large", "large"), ("is_admin_state_up", "no", False),
    ("is_admin_state_up", "True", True), ("name", 5, 5), ("name", generic.NOTHING, None),
])
def test_text_of_templates(name, given, expected):
    made = spec({name: given}, type="network")
    assert made.fields[name].sent(given, None) == expected


@pytest.mark.parametrize(("before", "after", "expected"), [
    ([{"a": 1, "b": 2}], [{"a": 1}], True), ([{"a": 1}], [{"a": 1, "b": 2}], False),
    ([{"a": 1}], [], False), (None, [], False), ([1, 2], [2, 1], False), (["x"], ["x"], True),
    ([{"a": [{"b": 1, "c": 2}]}], [{"a": [{"b": 1}]}], True),
])
def test_lists_are_alike(before, after, expected):
    made = spec({"fixed_ips": []})
    assert made.fields["fixed_ips"].compare(before, after) is expected


@pytest.mark.parametrize(("noun", "status", "expected"), [
    ("port", "active", True), ("port", "down", True), ("port", "build", False), ("port", "", False),
    ("port", "pending_create", False), ("port", "creating", False), ("port", "error", True),
    ("port", "create_in_progress", False), ("port", "n/a", True),
    ("security_group_rule", "", True),
])
def test_when_nothing_is_under_way(noun, status, expected):
    assert spec({}, type=noun).ready(status) is expected
