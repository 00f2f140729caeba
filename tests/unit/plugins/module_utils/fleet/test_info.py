# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there of fleets, without a wish."""

from __future__ import annotations

import pytest
from builders import A, B, C, marks, row
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import info


@pytest.fixture
def ask(monkeypatch):
    """fleet_info on these clouds; its result."""
    def play(*clouds, failures=(), **options):
        selection = Selection({cloud.target: cloud for cloud in clouds},
                              [(cloud.target, {}) for cloud in clouds], list(failures))
        monkeypatch.setattr(info, "select", lambda _options: selection)
        return info.info(options, False)
    return play


def clouds():
    return [
        FakeCloud(A, [row("w2", "web-2", marks(2)), row("x", "mail", {})]),
        FakeCloud(B, [row("w1", "web-1", marks(1)), row("d1", "db-1", marks(1, fleet_name="db"))]),
        FakeCloud(C, faults={"GET /servers/detail": [refusal("timeout", "no answer in time")]})]


@pytest.mark.parametrize(("name", "fleets"), [
    (None, {"db": ["d1"], "web": ["w1", "w2"]}), ("web", {"web": ["w1", "w2"]}), ("x", {})])
def test_servers_by_fleet(ask, name, fleets):
    result = ask(*clouds(), name=name)
    assert {key: [server["id"] for server in rows] for key, rows in result["fleets"].items()} == (
        fleets)
    assert [server["id"] for server in result["servers"]] == [
        name for names in fleets.values() for name in names]
    assert result["changed"] is False


def test_what_could_not_be_looked_at_is_named(ask):
    result = ask(*clouds(), failures=[CloudError("config", "no password", A)])
    assert [(error["kind"], error["cloud"]) for error in result["failures"]] == [
        ("config", "a"), ("timeout", "c")]
    assert result["warnings"] == [error["msg"] for error in result["failures"]]
