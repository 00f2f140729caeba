# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody has expected of one target of a landing zone."""

from __future__ import annotations

from types import SimpleNamespace

from builders import A, B

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._zone import run as zone


def test_it_is_an_error_of_that_target_alone(monkeypatch):
    connections = {target: SimpleNamespace(target=target, requests=0, project_id=lambda: "p")
                   for target in (A, B)}
    monkeypatch.setattr(zone, "select", lambda _options: Selection(
        connections, [(target, {}) for target in connections]))

    def go(removal):
        if removal.run.connection.target == B:
            raise AttributeError("odd")
        removal.outcome.add(("network", "net"), "1", "deleted")
    monkeypatch.setattr(zone.Removal, "go", go)
    result = zone.run({"name": "shop", "state": "absent", "timeout": 5.0, "wait": True}, False)
    assert [(row["cloud"], row["action"]) for row in result["resources"]] == [("a", "deleted")]
    [failure] = result["failures"]
    assert failure["cloud"] == "b" and "AttributeError: odd" in failure["msg"]
