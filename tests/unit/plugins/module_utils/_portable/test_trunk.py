# SPDX-License-Identifier: GPL-3.0-or-later
"""Trunks: whose a subport is, and what is asked of Neutron."""

from __future__ import annotations

from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._portable import trunk


def port(name, device="", **vlans):
    below = [{"port_id": one, "segmentation_id": vlan} for one, vlan in vlans.items()]
    return {"id": name, "name": name, "description": f"text of {name}", "device_id": device,
            **({"trunk_details": {"trunk_id": f"t-{name}", "sub_ports": below}} if below else {})}


def test_a_subport_is_its_servers_in_whatever_order_ports_are_listed():
    rows = [port("b"), port("a", "server-1", b=7), port("c", None), port("d", "server-2")]
    found = {"a": "server-1", "b": "server-1", "c": "", "d": "server-2"}
    assert trunk.holders(rows) == trunk.holders(rows[::-1]) == found
    assert [one["id"] for one in trunk.in_order(rows)] == ["a", "b", "c", "d"]
    assert trunk.subports({"trunk_details": None}) == ()


def test_subports_are_asked_for_where_there_are_any():
    connection = Canned({})
    assert trunk.with_subports(connection, [port("a", "server-1")], ["id"]) == [
        port("a", "server-1")]
    assert connection.calls == []
    connection = Canned({"GET /ports": {"ports": [{"id": "b"}, {"id": "stranger"}]}})
    found = trunk.with_subports(connection, [port("a", "server-1", b=7, gone=8)], ["id"])
    assert found[1:] == [{"id": "b", "segmentation_id": 7, "device_id": "server-1"}]
    assert connection.calls == [("GET", "/ports", {"id": ["b", "gone"], "fields": ["id"]})]


def test_many_are_asked_for_in_parts():
    connection = Canned({"GET /ports": {"ports": []}})
    trunk.with_subports(connection, [port("a", "server-1", **{f"b{n}": n for n in range(1, 61)})],
                        ["id"])
    assert [len(query["id"]) for _method, _path, query in connection.calls] == [50, 10]


def test_one_is_called_as_its_port_and_goes_before_it():
    connection = Canned({"POST /trunks": {"trunk": {"id": "t 1"}}, "DELETE /trunks/t%201": {}})
    one = port("a")
    trunk.create(connection, one, {"b": 7})
    assert connection.writes == [("POST", "/trunks", {"trunk": {
        "port_id": "a", "name": "a", "description": "text of a",
        "sub_ports": [{"port_id": "b", "segmentation_type": "vlan", "segmentation_id": 7}]}})]
    trunk.delete(connection, one, "port a")
    trunk.delete(connection, port("b"), "port b")
    assert [path for _method, path, _body in connection.writes[1:]] == ["/trunks/t%201"]
