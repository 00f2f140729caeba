# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports: ours by their description, or because a floating IP is for their server."""

from __future__ import annotations

from types import SimpleNamespace

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
    ({**PORT, "description": "multicloud_fleet=web multicloud_nic=1", "device_id": ""},
     {"servers": (), "shared": False, "busy": False}),
    ({**PORT, "description": "multicloud_fleet=web multicloud_nic=1", "status": "ACTIVE"},
     {"servers": ("s1",), "shared": False, "busy": False}),
    ({**PORT, "description": "multicloud_zone=web"}, None),
    ({**PORT, "deleted_server": "multicloud_fleet=web multicloud_index=1", "status": "ACTIVE"},
     {"fleet": "web", "servers": ("s1",), "busy": False}),
    ({**PORT, "deleted_server": "web"}, None),
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


def test_a_subport_is_in_use_as_long_as_the_server_of_its_trunk():
    nic = "multicloud_fleet=web multicloud_nic={}"
    trunk = {"trunk_id": "t1", "sub_ports": [{"port_id": "p2", "segmentation_id": 7}]}
    rows = [{**PORT, "description": nic.format(1), "trunk_details": trunk},
            {**PORT, "id": "p2", "description": nic.format(2), "device_id": ""}]
    assert [one.servers for one in look(A, port=rows).owned] == [("s1",), ("s1",)]
    assert list(PortKind().left(A, {"port": rows})) == []
    rows[0]["device_id"] = ""
    assert [one.servers for one in look(A, port=rows).owned] == [(), ()]
    assert [one.key.id for one in PortKind().left(A, {"port": rows})] == ["p1", "p2"]


def test_a_port_is_listed_before_its_subports():
    trunk = {"trunk_id": "t1", "sub_ports": [{"port_id": "p2", "segmentation_id": 7}]}
    rows = [{**PORT, "id": "p2"}, {**PORT, "trunk_details": trunk}]
    connection = Canned({"GET /ports": {"ports": rows}})
    assert [row["id"] for row in PortKind().rows(connection)] == ["p1", "p2"]


@pytest.mark.parametrize(("description", "trunk"), [
    ("multicloud_fleet=web multicloud_nic=1", ["/trunks/t1"]), ("", []), ("multicloud_nic=1", [])])
def test_the_trunk_of_a_port_that_a_run_has_made_goes_with_it(description, trunk):
    row = {**PORT, "description": description, "trunk_details": {"trunk_id": "t1"}}
    connection = Canned({"PUT /ports/p1": {"port": row}, "DELETE /trunks/t1": {},
                         "DELETE /ports/p1": {}})
    one, = look(A, port=[{**PORT, "description": "multicloud_fleet=web"}]).owned
    PortKind().delete(connection, one)
    assert [path for method, path, _body in connection.calls if method == "DELETE"] == [
        *trunk, "/ports/p1"]


NOVAS = {**PORT, "name": "", "device_owner": "compute:nova", "created_at": "2026-01-01T10:00:00Z"}
OURS = "multicloud_fleet=web multicloud_index=1"


def completed(port, *gone, there=()):
    """The rows of ports, and what was asked; gone, there: servers that Nova shows."""
    connection = Canned({"GET /servers/detail": {"servers": gone}})
    rows = {"port": [port], "server": [SimpleNamespace(id=name) for name in there]}
    return PortKind().completed(connection, rows), connection.calls


@pytest.mark.parametrize(("gone", "found"), [
    ({"id": "s1", "status": "DELETED", "description": OURS}, OURS),
    ({"id": "s1", "status": "SOFT_DELETED", "description": OURS}, None),     # it may come back
    ({"id": "s1", "status": "DELETED", "description": None}, None),
    ({"id": "s1", "status": "DELETED"}, None),                          # Nova is older than 2.19
    ({"id": "s2", "status": "DELETED", "description": OURS}, None)])
def test_nova_is_asked_whose_the_servers_were_that_have_left_ports(gone, found):
    rows, calls = completed(NOVAS, gone, there=["s3"])
    assert rows == [{**NOVAS, "deleted_server": found}]
    assert calls == [("GET", "/servers/detail", {"changes-since": "2026-01-01T09:00:00Z"})]


@pytest.mark.parametrize("more", [
    {"device_id": "s3"}, {"device_id": ""}, {"device_owner": "network:dhcp"}, {"device_owner": ""},
    {"name": "mine"}, {"description": "mine"}])
def test_what_nova_has_not_left_costs_nothing_and_is_nobodys(more):
    port = {**NOVAS, **more}
    assert completed(port, {"id": port["device_id"], "status": "DELETED", "description": OURS},
                     there=["s3"]) == ([port], [])


def test_where_neutron_tells_no_age_nova_is_asked_for_all():
    _rows, calls = completed({**NOVAS, "created_at": None})
    assert calls[0][2] == {"changes-since": "1999-12-31T23:00:00Z"}


def test_it_is_taken_from_its_server_and_deleted():
    connection = Canned({"PUT /ports/p1": {}, "DELETE /ports/p1": {}})
    one, = look(A, port=[{**PORT, "description": "multicloud_fleet=web"}]).owned
    PortKind().delete(connection, one)
    assert connection.calls == [("PUT", "/ports/p1", {"port": {"device_owner": ""}}),
                                ("DELETE", "/ports/p1", None)]
