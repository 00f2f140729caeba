# SPDX-License-Identifier: GPL-3.0-or-later
"""The floating IP of a load balancer, and what its flavor is made of."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    load_balancer,
)

THERE = SimpleNamespace(vip_port_id="p")


@dataclass
class Task:
    """One task."""

    check_mode: bool = False


@pytest.mark.parametrize(("given", "changed", "read", "state"), [
    ({"assign_floating_ip": True}, True, {"assign_floating_ip": False}, "present"),
    ({"assign_floating_ip": True}, False, {"assign_floating_ip": True}, "present"),
    ({"assign_floating_ip": False}, None, {"assign_floating_ip": False}, None),
    ({"delete_floating_ip": True}, True, {"delete_floating_ip": False}, "absent"),
])
def test_a_floating_ip(monkeypatch, given, changed, read, state):
    asked = []

    def ensure(task, _spec, options):
        asked.append((task.check_mode, options["port"], options["state"]))
        return {"changed": changed}
    monkeypatch.setattr(load_balancer, "ensure", ensure)
    api, outside = SimpleNamespace(given=given, task=Task()), load_balancer.Outside()
    assert outside.read(api, THERE) == read
    outside.apply(api, THERE, {name: (False, value) for name, value in given.items()})
    outside.release(api, THERE)
    once = [(False, "p", state)] if state else []
    assert asked == ([(True, "p", state)] if state else []) + once + (
        once if state == "absent" else [])


@pytest.mark.parametrize(("before", "after", "same"), [
    ('{"a": 1, "b": 2}', '{"b": 2, "a": 1}', True), ('{"a": 1}', '{"a": 2}', False)])
def test_the_data_of_a_flavor(before, after, same):
    assert load_balancer.LB_FLAVOR_PROFILE.fields["flavor_data"].compare(before, after) is same
