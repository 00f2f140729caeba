# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers of others that join the fleet."""

from __future__ import annotations

import pytest
from builders import A, marks, row
from fakes import FakeCloud
from runs import there

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


def strangers():
    return [row("x", "mail", {"role": "mail"}, image={"id": "image-9"}), row("y", "build", {}),
            row("y2", "build", {}), row("z", "db-1", marks(1, fleet_name="db"))]


@pytest.mark.parametrize("named", ["mail", "x"])
def test_a_server_is_adopted_without_being_rebuilt(go, named):
    a = FakeCloud(A, [there(1), *strangers()])
    options = {"count": 2, "adopt": [named], "update_policy": "rebuild",
               "name_template": "@{fleet}-@{index}"}
    dry = go(a, check_mode=True, **options)
    assert [(step["action"], step["name"]) for step in dry["plan"]] == [
        ("keep", "web-1"), ("update", "mail")]
    assert a.writes == [] and dry["changed"]
    result = go(a, **options)
    assert not result["failed"] and result["changed"]
    row = a.servers["x"]
    assert row["image"] == {"id": "image-9"} and row["metadata"]["role"] == "mail"
    assert row["tags"] == ["multicloud_fleet=web"]
    assert not any(call == "POST /servers" or "DELETE" in call for call in a.writes)
    assert [(server["id"], server["index"]) for server in result["servers"]] == [
        ("s-1", 1), ("x", 2)]
    again = go(a, **options)
    assert not again["changed"] and not again["failed"]
    assert go(a, state="absent", count=None)["servers"] == []
    assert set(a.servers) == {"y", "y2", "z"}


@pytest.mark.parametrize(("named", "kind"), [
    ("build", "ambiguous"), ("post", "not_found"), ("db-1", "conflict"), ("z", "conflict")])
def test_a_server_that_cannot_be_adopted_ends_the_run_before_it_begins(go, named, kind):
    a = FakeCloud(A, strangers())
    with pytest.raises(CloudError) as error:
        go(a, count=3, adopt=[named])
    assert error.value.kind == kind
    assert a.writes == []
