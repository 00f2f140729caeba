# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports: ours by their description, or because a floating IP is for their server."""

from __future__ import annotations

import pytest
from builders import A
from fakes import Canned
from leakage import known, look

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.port import PortKind

PORT = {"id": "p1", "name": "web-1", "status": "DOWN", "device_id": "s1"}
ADDRESS = {"id": "f1", "floating_ip_address": "192.0.2.1", "port_id": "p1",
           "description": "multicloud_fleet=web multicloud_server=s1"}

ROWS = [
    ({**PORT, "description": "multicloud_fleet=web"}, {"servers": ("s1",), "busy": False}),
    ({**PORT, "description": "multicloud_server=s2"}, {"servers": ("s2", "s1")}),
    ({**PORT, "description": "multicloud_server=s1", "status": "ACTIVE"}, {"busy": True}),
    ({**PORT, "description": "multicloud_fleet=web", "device_id": None, "name": ""},
     {"servers": (), "shared": True, "words": "port p1"}),
    ({**PORT, "description": "multicloud_zone=web"}, None),
    (PORT, None),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_what_is_ours(row, expected):
    assert known("port", row, expected)


@pytest.mark.parametrize(("device", "ours"), [("s1", True), ("s2", False), ("", False)])
def test_one_that_nova_made_is_known_by_the_floating_ip_of_its_server(device, ours):
    found = look(A, port=[{**PORT, "device_id": device}], floating_ip=[ADDRESS]).owned
    assert [one.key.kind for one in found] == ["floating_ip", "port"][:1 + ours]
    assert {one.fleet for one in found} == {"web"}


def test_it_is_taken_from_its_server_and_deleted():
    connection = Canned({"PUT /ports/p1": {}, "DELETE /ports/p1": {}})
    one, = look(A, port=[{**PORT, "description": "multicloud_fleet=web"}]).owned
    PortKind().delete(connection, one)
    assert connection.calls == [("PUT", "/ports/p1", {"port": {"device_owner": ""}}),
                                ("DELETE", "/ports/p1", None)]
