# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at a target: its servers and its floating IPs."""

from __future__ import annotations

import pytest
from builders import A, B, C, row, server
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    CloudError,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import servers


@pytest.mark.parametrize(("microversion", "name", "tag"), [
    ("2.52", None, None), ("2.52", "web", "multicloud_fleet=web"), ("2.1", "web", None)])
def test_servers_are_asked_for_by_tag_where_that_is_possible(microversion, name, tag):
    connection = Canned({"GET /servers/detail": {"servers": [row("s-1", "web-1", {})]}})
    connection.microversion = microversion
    found, = servers.servers(connection, name)
    assert (found.id, found.target) == ("s-1", A)
    assert connection.calls == [("GET", "/servers/detail", {"tags": tag})]


def test_a_server_is_on_one_target():
    here, twin, other = (server(1, target, own_id) for target, own_id in
                         ((A, "s-1"), (B, "s-1"), (C, "s-2")))
    found = servers.twins({A: [here], B: [twin], C: [other, other]})
    assert {target: error.kind for target, error in found.items()} == {A: "config", B: "config"}
    assert "is also on b:" in found[A].message
    assert servers.twins({A: [here], B: CloudError("auth", "no")}) == {}


def test_floating_ips_of_the_fleet():
    def address(number, description):
        return {"id": f"f-{number}", "floating_ip_address": f"192.0.2.{number}",
                "description": description}
    rows = [address(1, "multicloud_fleet=web multicloud_index=1 multicloud_server=s-1"),
            address(2, "multicloud_fleet=web-2 multicloud_server=s-2"), address(3, None),
            address(4, "for web"), address(5, "multicloud_fleet=web"),
            address(6, "multicloud_fleet=web multicloud_group=db multicloud_server=s-1")]
    connection = Canned({"GET /floatingips": {"floatingips": rows}})
    found = servers.floating_ips(connection, "web")
    assert connection.calls == [("GET", "/floatingips", {"project_id": "project"})]
    assert found == {
        "s-1": [{"id": "f-1", "address": "192.0.2.1"}, {"id": "f-6", "address": "192.0.2.6"}],
        "": [{"id": "f-5", "address": "192.0.2.5"}]}
