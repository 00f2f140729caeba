# SPDX-License-Identifier: GPL-3.0-or-later
"""VPNs: what endpoints are the names of, keys that are compared and never shown, and what is waited
for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import vpn


def resolve(noun, name):
    return f"{noun}:{name}"


@pytest.mark.parametrize(("kind", "endpoints", "sent"), [
    ("cidr", ["10.0.0.7/24", "2001:DB8::/64"], ["10.0.0.0/24", "2001:db8::/64"]),
    ("subnet", ["web", "db"], ["subnet:web", "subnet:db"]),
    ("cidr", [], [])])
def test_endpoints(kind, endpoints, sent):
    given = vpn.ENDPOINT_GROUP.prepare({"name": "a", "type": kind, "endpoints": endpoints})
    assert vpn.ENDPOINT_GROUP.fields["endpoints"].sent(given["endpoints"], resolve) == sent


def test_a_group_without_endpoints_to_compare():
    given = {"name": "a", "description": "b"}
    assert vpn.ENDPOINT_GROUP.prepare(given) == given


@pytest.mark.parametrize(("before", "after", "changed"), [
    ("one", "one", False), ("one", "two", True),
    # what some clouds say instead
    (None, "one", False), ("", "one", False), ("***", "one", False), ("*one", "one", True)])
def test_a_key_that_is_hidden_is_not_compared(before, after, changed):
    planned = plan(vpn.CONNECTION, "a", {"psk": after}, {"psk": before})
    assert (planned.action == "update") is changed
    assert planned.diff == {"before": {}, "after": {}}


@pytest.mark.parametrize(("up", "timeout", "waits"), [
    (True, 60.0, True), (True, 0.0, False), (False, 60.0, False)])
def test_what_is_down_is_not_waited_for(monkeypatch, up, timeout, waits):
    seen = []
    monkeypatch.setattr(wait, "until_ready", lambda *what: seen.append(what))
    api, connection = SimpleNamespace(timeout=timeout), SimpleNamespace(is_admin_state_up=up)
    vpn.CONNECTION.settle(api, connection, True)
    assert seen == ([(api, connection, timeout, ("active", "down"))] if waits else [])
