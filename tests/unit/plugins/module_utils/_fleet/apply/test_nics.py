# SPDX-License-Identifier: GPL-3.0-or-later
"""The ports of a server: which of its addresses is marked, and whose ports go.  Whole runs with
them are in test_run/test_nics.py."""

from __future__ import annotations

import pytest
from builders import seat, server
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import nics


def port(*addresses):
    return {"fixed_ips": [{"ip_address": text} for text in addresses]}


@pytest.mark.parametrize(("ports", "ip_version", "marks"), [
    ([], "any", {}),
    ([port("10.0.0.1"), port("10.1.0.1")], "any", {"multicloud_access": "10.0.0.1"}),
    ([port("10.0.0.1", "fd00::1")], "any", {"multicloud_access": "10.0.0.1 fd00::1"}),
    ([port("fd00::1", "fd00::2")], "any",
     {"multicloud_access": "fd00::1 fd00::2", "multicloud_ip_version": "6"}),
    ([port("fd00::1")], "4", {"multicloud_access": "fd00::1"}),
    ([port()], "any", {"multicloud_access": ""}),
    ([port("-oProxyCommand=x", None, "fe80::1", "10.0.0.1")], "any",
     {"multicloud_access": "10.0.0.1"}),
    ([port(*(f"fd00::{number}" for number in range(1, 99)))], "6",
     {"multicloud_access": "fd00::1 fd00::2 fd00::3 fd00::4"})])
def test_by_which_addresses_a_server_is_reached(ports, ip_version, marks):
    assert nics.marks(ports, ip_version) == marks


@pytest.mark.parametrize(("gone", "deleted"), [
    (None, ["DELETE /ports/p-1", "DELETE /ports/p-2"]),
    (server(1), ["DELETE /ports/p-1", "DELETE /ports/p-2", "PUT /ports/p-3", "DELETE /ports/p-3"])])
def test_ports_of_a_place_that_another_server_has_stay(gone, deleted):
    text = "multicloud_fleet=web multicloud_index=1 multicloud_nic={}"
    rows = [{"id": f"p-{number}", "device_id": device, "description": text.format(number)}
            for number, device in enumerate(("", None, "a1", "a2"), 1)]
    # of a Neutron that shows them all the same
    rows += [{"id": "p-9", "device_id": "", "description": text} for text in (
        "", text.replace("web", "db").format(1), text.replace("index=1", "index=2").format(1))]
    answers = {f"{method} /ports/p-{number}": {} for method in ("PUT", "DELETE")
               for number in (1, 2, 3)}
    connection = Canned({"GET /ports": {"ports": rows}, **answers})
    nics.discard(connection, "web", seat(1), gone)
    assert [f"{method} {path}" for method, path, _body in connection.writes] == deleted
    texts = connection.calls[0][2]["description"]
    assert texts[0] == "multicloud_fleet=web multicloud_index=1 multicloud_nic=1"
    assert len(texts) == len(set(texts)) == 16
