# SPDX-License-Identifier: GPL-3.0-or-later
"""What is ours on a target: by its marks, and by nothing else."""

from __future__ import annotations

import pytest
from builders import A, marks
from hypothesis import given, settings
from hypothesis import strategies as st
from leakage import KEY, look, rows

EMPTY = {"id": "x", "name": "web-1"}
PORT = {**EMPTY, "status": "DOWN", "device_id": "s1"}
ADDRESS = {"id": "f1", "floating_ip_address": "192.0.2.1", "port_id": None,
           "description": "multicloud_fleet=web multicloud_index=1 multicloud_server=s1"}

# the kind, its row; what is known of it, None if it is not ours
ROWS = [
    ("server", {"id": "s1", "metadata": marks(1)}, {"fleet": "web", "run": "run-1"}),
    ("server", {"id": "s1", "metadata": {"multicloud_expires": "2026-01-01T14:00:00Z"}},
     {"fleet": None, "servers": ("s1",)}),
    ("server", {"id": "s1", "metadata": {"multicloud_expires": "soon"}}, None),
    ("server", {"id": "s1", "metadata": {"multicloud_floating": "net"}}, None),
    ("server", {"id": "s1", "metadata": {}}, None),
    ("floating_ip", ADDRESS, {"fleet": "web", "servers": ("s1",), "name": "192.0.2.1"}),
    ("floating_ip", {**ADDRESS, "port_id": "another's"}, {"busy": True}),
    ("floating_ip", {**ADDRESS, "description": "multicloud_server=s1"},
     {"fleet": None, "servers": ("s1",), "busy": False}),
    ("floating_ip", {**ADDRESS, "description": "of web-1"}, None),
    ("floating_ip", {**ADDRESS, "description": None}, None),
    ("floating_ip", {**ADDRESS, "description": "multicloud_zone=web"}, None),
    ("port", {**PORT, "description": "multicloud_fleet=web"}, {"servers": ("s1",), "busy": False}),
    ("port", {**PORT, "description": "multicloud_server=s2"}, {"servers": ("s2", "s1")}),
    ("port", {**PORT, "description": "multicloud_server=s1", "status": "ACTIVE"}, {"busy": True}),
    ("port", PORT, None),
    ("volume", {"metadata": {"multicloud_fleet": "web", "multicloud_keep": "true"}},
     {"fleet": "web", "kept": True, "busy": False}),
    ("volume", {"metadata": {"multicloud_fleet": "web"}, "status": "creating"},
     {"kept": False, "busy": True}),
    ("volume", {"metadata": {"multicloud_fleet": "web"}, "status": "in-use",
                "attachments": [{"server_id": "s1"}]}, {"servers": ("s1",), "busy": False}),
    ("volume", {"metadata": {"fleet": "web"}}, None),
    ("keypair", {"name": "ci", "public_key": f"{KEY} multicloud_fleet=web"}, {"fleet": "web"}),
    ("keypair", {"name": "web", "public_key": f"{KEY} me@web"}, None),
    ("keypair", {"name": "web", "public_key": KEY}, None),
    ("server_group", {"id": "g", "name": "multicloud_fleet=web multicloud_group=db"},
     {"fleet": "web", "servers": ()}),
    ("server_group", {"id": "g", "name": "web"}, None),
    ("security_group", {**EMPTY, "description": "multicloud_fleet=web"}, {"fleet": "web"}),
    ("security_group", {**EMPTY, "description": "multicloud_zone=web"}, None),
    ("security_group", {**EMPTY, "description": ""}, None),
]


@pytest.mark.parametrize(("kind", "row", "wanted"), ROWS)
def test_what_is_ours(kind, row, wanted):
    found = look(A, **{kind: [row]}).owned
    if wanted is None:
        assert found == []
    else:
        assert found[0].key.kind == kind
        assert {name: getattr(found[0], name) for name in wanted} == wanted


@pytest.mark.parametrize(("device", "ours"), [("s1", True), ("s2", False), ("", False)])
def test_a_port_that_nova_made_is_known_by_the_floating_ip_of_its_server(device, ours):
    port = {**PORT, "id": "p1", "device_id": device}
    found = look(A, port=[port], floating_ip=[{**ADDRESS, "port_id": "p1"}]).owned
    assert [one.key.kind for one in found] == ["floating_ip", "port"][:1 + ours]
    assert {one.fleet for one in found} == {"web"}
    assert found[0].busy is (device != "s1")


def test_all_servers_count_as_there():
    assert look(A, server=[{"id": "s1", "metadata": marks(1)}, {"id": "x", "metadata": {}}]
                ).servers == {"s1", "x"}


@settings(max_examples=200, derandomize=True, database=None)
@given(st.data())
def test_nothing_without_a_mark_is_ours_whatever_its_name(data):
    assert look(A, **data.draw(rows("none"))).owned == []
