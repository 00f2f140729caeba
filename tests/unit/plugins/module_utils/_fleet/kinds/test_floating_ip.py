# SPDX-License-Identifier: GPL-3.0-or-later
"""Floating IPs: ours by their description, and whose."""

from __future__ import annotations

import pytest
from builders import A
from leakage import known, look

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.floating_ip import (
    proven,
)

ADDRESS = {"id": "f1", "floating_ip_address": "192.0.2.1", "port_id": None,
           "description": "multicloud_fleet=web multicloud_index=1 multicloud_server=s1"}

ROWS = [
    (ADDRESS, {"fleet": "web", "servers": ("s1",), "name": "192.0.2.1", "shared": False,
               "words": "floating IP 192.0.2.1"}),
    ({**ADDRESS, "port_id": "another's"}, {"busy": True}),
    ({**ADDRESS, "description": "multicloud_fleet=web", "port_id": "another's"},
     {"busy": True, "servers": (), "shared": True}),
    ({**ADDRESS, "description": "multicloud_server=s1"},
     {"fleet": None, "servers": ("s1",), "busy": False}),
    ({**ADDRESS, "description": "of web-1"}, None),
    ({**ADDRESS, "description": None}, None),
    ({**ADDRESS, "description": "multicloud_zone=web"}, None),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_what_is_ours(row, expected):
    assert known("floating_ip", row, expected)


@pytest.mark.parametrize(("device", "busy"), [("s1", False), ("s2", True), ("", True)])
def test_it_is_taken_on_the_port_of_another_server(device, busy):
    ports = [{"id": "p1", "name": "", "device_id": device, "status": "ACTIVE"}]
    found = look(A, floating_ip=[{**ADDRESS, "port_id": "p1"}], port=ports).owned
    assert found[0].busy is busy


def test_proven():
    rows = [ADDRESS, {**ADDRESS, "description": "multicloud_server=s2"},
            {**ADDRESS, "description": "multicloud_fleet=db"}, {**ADDRESS, "description": "s3"}]
    assert proven({"floating_ip": rows}) == {"s1": "web", "s2": None}
