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
    one = server_group.find(rows, NAME, "soft")
    assert (one and one["id"]) == found


@pytest.mark.parametrize(("kind", "policy", "fits"), [
    ("soft", "soft-anti-affinity", True), ("hard", "anti-affinity", True),
    ("soft", "anti-affinity", False), ("hard", "soft-anti-affinity", False),
    ("hard", "affinity", False)])
def test_the_policy_of_a_server_group_cannot_be_changed(kind, policy, fits):
    rows = [group("1", NAME, policy)]
    if fits:
        assert server_group.find(rows, NAME, kind)["id"] == "1"
        return
    with pytest.raises(CloudError) as error:
        server_group.find(rows, NAME, kind)
    assert error.value.kind == "conflict"
    assert f"has the policy {policy}, which Nova cannot change" in error.value.message


def test_listed():
    connection = Canned({"GET /os-server-groups": {"server_groups": [group("1")]}})
    assert server_group.listed(connection) == [group("1")]


@pytest.mark.parametrize(("kind", "policy"), [("soft", "soft-anti-affinity"),
                                              ("hard", "anti-affinity")])
def test_create(kind, policy):
    connection = Canned({"POST /os-server-groups": {"server_group": {"id": "g-1"}}})
    assert server_group.create(connection, NAME, kind) == "g-1"
    assert connection.writes == [("POST", "/os-server-groups", {
        "server_group": {"name": NAME, "policies": [policy]}})]
