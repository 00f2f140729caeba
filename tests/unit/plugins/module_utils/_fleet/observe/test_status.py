# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server's state means."""

from __future__ import annotations

import pytest
from builders import marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import (
    status as observe_status,
)


@pytest.mark.parametrize(("status", "task", "works"), [
    ("ACTIVE", None, True), ("ACTIVE", "deleting", False), ("BUILD", "spawning", True),
    ("SHUTOFF", None, True), ("REBOOT", "rebooting", True), ("ERROR", None, False),
    ("ERROR", "deleting", False), ("DELETED", None, False), ("SOFT_DELETED", None, False),
    ("BUILD", "deleting", False), ("UNKNOWN", None, True),
])
def test_works(status, task, works):
    assert observe_status.works(server(status=status, task=task)) is works


@pytest.mark.parametrize(("floating", "address", "wants"), [
    (None, None, False), (None, "192.0.2.1", False), ("public", None, True),
    ("public", "192.0.2.1", False)])
def test_wants_a_floating_ip_where_it_was_made_to_have_one(floating, address, wants):
    entries = [{"addr": "10.0.0.1", "OS-EXT-IPS:type": "fixed"}]
    if address:
        entries.append({"addr": address, "OS-EXT-IPS:type": "floating"})
    there = server(metadata=marks(floating=floating), addresses={"private": entries})
    assert observe_status.wants_floating_ip(there) is wants
