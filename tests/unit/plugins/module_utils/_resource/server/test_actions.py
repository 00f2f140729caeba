# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a server, and when."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.actions import (
    ACTIONS,
    LASTING,
    advice,
    goal,
    plan,
    request,
)


def server(status, locked=False):
    return SimpleNamespace(name="web", id="5a3c", status=status, is_locked=locked)


@pytest.mark.parametrize(("status", "way"), [
    ("SHUTOFF", "start it with multicloud.openstack.server_action"),
    ("PAUSED", "unpause it with multicloud.openstack.server_action"),
    ("SUSPENDED", "resume it with multicloud.openstack.server_action"),
    ("RESCUE", "unrescue it with multicloud.openstack.server_action"),
    ("SHELVED", "unshelve it with multicloud.openstack.server_action"),
    ("SHELVED_OFFLOADED", "unshelve it with multicloud.openstack.server_action"),
    ("VERIFY_RESIZE", "confirm its resize, or revert it"), ("UNKNOWN", "ask the provider why")])
def test_what_leads_out_of_a_status(status, way):
    assert advice(status) == way


@pytest.mark.parametrize("name", [name for name, action in ACTIONS.items() if action.ends])
def test_what_is_done_already_is_not_done_again(name):
    for status in ACTIONS[name].ends:
        expected = "update" if ACTIONS[name].repeats else "none"
        assert plan(name, server(status)).action == expected


@pytest.mark.parametrize(("name", "before", "after"), [
    ("pause", "ACTIVE", "PAUSED"),
    ("reboot", "ACTIVE", "ACTIVE"),
    ("reboot_hard", "SHUTOFF", "ACTIVE"),
    ("reboot_soft", "ACTIVE", "ACTIVE"),
    ("rebuild", "ACTIVE", "ACTIVE"),
    ("rebuild", "SHUTOFF", "SHUTOFF"),
    ("rebuild", "ERROR", "ACTIVE"),
    ("rescue", "SHUTOFF", "RESCUE"),
    ("resume", "SUSPENDED", "ACTIVE"),
    ("shelve", "SHUTOFF", "SHELVED_OFFLOADED"),
    ("shelve_offload", "SHELVED", "SHELVED_OFFLOADED"),
    ("start", "SHUTOFF", "ACTIVE"),
    ("stop", "ERROR", "SHUTOFF"),
    ("suspend", "ACTIVE", "SUSPENDED"),
    ("unpause", "PAUSED", "ACTIVE"),
    ("unrescue", "RESCUE", "ACTIVE"),
    ("unshelve", "SHELVED", "ACTIVE"),
])
def test_where_an_action_leads(name, before, after):
    planned = plan(name, server(before))
    assert planned.action == "update"
    assert planned.diff == {"before": {"status": before}, "after": {"status": after}}
    assert after in goal(ACTIONS[name], before)


@pytest.mark.parametrize(("name", "locked", "action"), [
    ("lock", False, "update"), ("lock", True, "none"), ("lock", None, "update"),
    ("unlock", True, "update"), ("unlock", False, "none")])
@pytest.mark.parametrize("status", ["ACTIVE", "ERROR", "BUILD"])
def test_the_lock_is_beside_the_status(name, locked, action, status):
    assert plan(name, server(status, locked)).action == action


@pytest.mark.parametrize(("name", "status", "said"), [
    ("stop", "PAUSED", "is PAUSED, and not ACTIVE or ERROR; unpause it first"),
    ("start", "PAUSED", "is PAUSED, and not SHUTOFF; unpause it instead"),
    ("pause", "SHUTOFF", "is SHUTOFF, and not ACTIVE; start it first"),
    ("reboot", "RESCUE", "is RESCUE, and not ACTIVE; unrescue it first"),
    ("rebuild", "SHELVED_OFFLOADED",
     "is SHELVED_OFFLOADED, and not ACTIVE, SHUTOFF or ERROR; unshelve it first"),
    ("start", "ERROR", "is ERROR, and not SHUTOFF"),
    ("shelve_offload", "SUSPENDED", "is SUSPENDED, and not SHELVED"),
])
def test_a_wrong_status_is_one_sentence(name, status, said):
    with pytest.raises(CloudError) as caught:
        plan(name, server(status))
    assert str(caught.value) == f"{name} is not possible: server web (5a3c) {said}"
    assert caught.value.kind == "conflict"


@pytest.mark.parametrize(("name", "given", "expected"), [
    ("stop", {}, {"os-stop": None}),
    ("reboot", {}, {"reboot": {"type": "SOFT"}}),
    ("reboot_hard", {}, {"reboot": {"type": "HARD"}}),
    ("rebuild", {"image": "i"}, {"rebuild": {"imageRef": "i"}}),
    ("rebuild", {"image": "i", "admin_password": "x"},
     {"rebuild": {"imageRef": "i", "adminPass": "x"}}),
    ("rescue", {}, {"rescue": None}),
    ("rescue", {"image": "i"}, {"rescue": {"rescue_image_ref": "i"}}),
])
def test_what_nova_is_asked(name, given, expected):
    assert request(name, given) == expected


def test_what_ends_lasts():
    assert {status for action in ACTIONS.values() for status in action.ends} <= set(LASTING)
