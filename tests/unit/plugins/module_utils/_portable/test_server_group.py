# SPDX-License-Identifier: GPL-3.0-or-later
"""Server groups: found by their name, which Nova lets several have."""

from __future__ import annotations

import pytest
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import server_group

NAME = "multicloud_fleet=web"


def group(group_id, name=NAME, *policies):
    return {"id": group_id, "name": name, "policies": list(policies or ["soft-anti-affinity"]),
            "members": []}


@pytest.mark.parametrize(("rows", "found"), [
    ([], None), ([group("1", "other")], None), ([group("1")], "1"),
    ([group("2"), group("1"), group("3", "other")], "1"), ([group("1", f"{NAME} x")], None)])
def test_find(rows, found):
    one = server_group.find(rows, NAME, "soft-anti-affinity")
    assert (one and one["id"]) == found


@pytest.mark.parametrize(("desired", "policy", "option"), [
    ("soft-anti-affinity", "soft-anti-affinity", None), ("anti-affinity", "anti-affinity", None),
    ("affinity", "affinity", None), ("soft-anti-affinity", "anti-affinity", "anti_affinity"),
    ("anti-affinity", "soft-anti-affinity", "anti_affinity"),
    ("soft-affinity", "anti-affinity", "affinity")])
def test_the_policy_of_a_server_group_cannot_be_changed(desired, policy, option):
    rows = [group("1", NAME, policy)]
    if option is None:
        assert server_group.find(rows, NAME, desired)["id"] == "1"
        return
    with pytest.raises(CloudError) as error:
        server_group.find(rows, NAME, desired)
    assert error.value.kind == "conflict"
    assert error.value.message.startswith(f"{option}: ")
    assert f"has the policy {policy}, which Nova cannot change" in error.value.message


def test_listed():
    connection = Canned({"GET /os-server-groups": {"server_groups": [group("1")]}})
    assert server_group.listed(connection) == [group("1")]


@pytest.mark.parametrize("policy", ["soft-anti-affinity", "affinity"])
def test_create(policy):
    connection = Canned({"POST /os-server-groups": {"server_group": {"id": "g-1"}}})
    assert server_group.create(connection, NAME, policy) == "g-1"
    assert connection.writes == [("POST", "/os-server-groups", {
        "server_group": {"name": NAME, "policies": [policy]}})]
