# SPDX-License-Identifier: GPL-3.0-or-later
"""Firewalls: what matches everything, and groups that lose their ports before they are deleted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import firewall


@pytest.mark.parametrize(("option", "given", "sent"), [
    ("protocol", "TCP", "tcp"), ("protocol", "any", None), ("source_port", "53", "53"),
    ("source_port", "", None), ("destination_port", "80:90", "80:90"),
    ("source_ip_address", "10.0.0.7/8", "10.0.0.0/8"), ("destination_ip_address", "", None)])
def test_what_a_rule_matches(option, given, sent):
    assert firewall.FIREWALL_RULE.fields[option].sent(given, None) == sent


@pytest.mark.parametrize(("given", "sent"), [("a", "firewall_policy:a"), ("", None)])
def test_a_policy_can_be_removed(given, sent):
    one = firewall.FIREWALL_GROUP.fields["egress_firewall_policy"]
    assert one.sent(given, lambda noun, name: f"{noun}:{name}") == sent


@pytest.mark.parametrize(("ports", "timeout", "steps"), [
    (["p"], 60.0, [{"ports": []}, 60.0]), (["p"], 0.0, [{"ports": []}]), ([], 60.0, []),
    (None, 60.0, [])])
def test_a_group_that_is_deleted_has_no_ports(monkeypatch, ports, timeout, steps):
    seen = []
    monkeypatch.setattr(wait, "until_ready", lambda _api, _group, seconds: seen.append(seconds))
    api = SimpleNamespace(timeout=timeout, update=lambda _group, values: seen.append(values))
    firewall.Ports().release(api, SimpleNamespace(ports=ports))
    assert seen == steps


@pytest.mark.parametrize(("given", "audited", "changed", "updates"), [
    (True, False, True, [{"audited": True}]), (True, True, True, []), (True, False, False, []),
    (False, False, True, []), (None, False, True, [])])
def test_a_policy_is_still_audited_after_a_change(given, audited, changed, updates):
    seen = []
    api = SimpleNamespace(given={"audited": given} if given is not None else {},
                          update=lambda _policy, values: seen.append(values))
    firewall.FIREWALL_POLICY.settle(api, SimpleNamespace(audited=audited), changed)
    assert seen == updates
