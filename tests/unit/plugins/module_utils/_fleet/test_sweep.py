# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes with the last server of a fleet."""

from __future__ import annotations

import pytest
from builders import A
from fakes import FakeCloud
from leakage import KEY

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.sweep import sweep


def full():
    """A cloud with what fleet web has beside its servers, and with another fleet's."""
    cloud = FakeCloud(A, floating=True)
    for number, fleet in enumerate(("web", "db")):
        cloud.addresses.append({
            "id": f"f{number}", "floating_ip_address": f"192.0.2.{number}", "project_id": "project",
            "port_id": "p", "description": f"multicloud_fleet={fleet} multicloud_server=s{number}"})
        cloud.keypairs[fleet] = {"name": fleet, "public_key": f"{KEY} multicloud_fleet={fleet}"}
        cloud.server_groups[f"g{number}"] = {"id": f"g{number}",
                                             "name": f"multicloud_fleet={fleet}"}
        for device in ("", "s9"):
            text = f"multicloud_fleet={fleet} multicloud_index=1 multicloud_nic=1"
            cloud.own_ports.made([{"name": f"{fleet}-1-1", "description": text}])
            list(cloud.own_ports.rows.values())[-1]["device_id"] = device
    return cloud


@pytest.mark.parametrize("check_mode", [False, True])
def test_all_of_one_fleet_goes_after_it_was_listed(check_mode):
    cloud = full()
    assert sweep(cloud, "web", check_mode) == [
        "floating IP 192.0.2.0 on a", "port web-1-1 on a", "keypair web on a",
        "server group multicloud_fleet=web on a"]
    writes = ["DELETE /floatingips/f0", "PUT /ports/own-1", "DELETE /ports/own-1",
              "DELETE /os-keypairs/web", "DELETE /os-server-groups/g0"]
    assert [f"{method} {path}" for method, path in cloud.log] == [
        "GET /floatingips", "GET /ports", "GET /os-keypairs", "GET /os-server-groups",
        *([] if check_mode else writes)]
