# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes of subnet pools, and how RBAC policies are named and found."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    network_admin,
)

RBAC_POLICY = network_admin.RBAC_POLICY
GIVEN = {"action": "access_as_shared", "object_type": "network", "object_id": "net",
         "target_project_id": "shop"}
MISSING = "object_id, object_type, target_project_id is missing"


@pytest.mark.parametrize(("given", "expected"), [
    (["10.0.0.0/25", "10.0.0.128/25"], ["10.0.0.0/24"]),
    (["10.1.0.0/24", "10.0.0.5/24"], ["10.0.0.0/24", "10.1.0.0/24"]),
    (["2001:DB8::/33", "2001:db8:8000::/33"], ["2001:db8::/32"]),
    # Neutron says what is wrong
    (["10.0.0.0/24", "2001:DB8::/32"], ["10.0.0.0/24", "2001:db8::/32"]),
    (["nonsense"], ["nonsense"]),
])
def test_prefixes_as_neutron_keeps_them(given, expected):
    assert network_admin.merged(given) == expected


@pytest.mark.parametrize(("given", "target"), [
    (GIVEN, "shop"), ({**GIVEN, "target_all_project": True}, "*"),
    ({**GIVEN, "target_all_project": False}, "shop"), ({"id": "p", "target_project_id": "*"}, "*")])
def test_what_names_a_policy(given, target):
    found = RBAC_POLICY.prepare(given)
    assert (found["target_project_id"], "target_all_project" in found) == (target, False)


def test_what_does_not():
    with pytest.raises(CloudError, match=MISSING):
        RBAC_POLICY.prepare({"action": "access_as_shared"})


def resolve(noun, name):
    return f"{noun}-{name}-id"


@pytest.mark.parametrize(("more", "sent", "target"), [
    ({}, "network-net-id", "project-shop-id"),
    ({"target_project_id": "*"}, "network-net-id", "*"),
    ({"object_type": "subnetpool"}, "subnet_pool-net-id", "project-shop-id"),
    # of which there is no module
    ({"object_type": "address_group"}, "net", "project-shop-id"),
])
def test_a_policy_is_found_by_what_neutron_allows_once(more, sent, target):
    asked, given = [], {**GIVEN, **more}
    api = SimpleNamespace(list=lambda **query: asked.append(query) or ["found"])
    found = RBAC_POLICY.lookup(SimpleNamespace(resolve=resolve), api, given)
    assert (found, given["object_id"]) == ("found", sent)
    assert asked == [{"action": "access_as_shared", "object_id": sent,
                      "target_project_id": target}]


@pytest.mark.parametrize(("state", "method"), [("present", "get"), ("absent", "fetch")])
def test_an_id_that_is_given_must_be_there_but_to_delete_it(state, method):
    api = SimpleNamespace(get=lambda key: ("get", key), fetch=lambda key: ("fetch", key))
    assert RBAC_POLICY.lookup(None, api, {"id": "p", "state": state}) == (method, "p")
