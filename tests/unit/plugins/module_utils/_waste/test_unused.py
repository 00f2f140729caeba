# SPDX-License-Identifier: GPL-3.0-or-later
"""What nothing uses, by what a target's lists say."""

from __future__ import annotations

import pytest
from builders import A, row

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.prices import Prices
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._waste.unused import (
    JUDGES,
    unused,
)

SERVER = Server.of({**row("s1", "web", {}), "image": {"id": "used"}, "key_name": "used"}, A)
PORT = {"id": "p", "name": "", "status": "DOWN", "network_id": "n", "device_id": "",
        "device_owner": "", "fixed_ips": [{"ip_address": "10.0.0.9", "subnet_id": "x"}]}
FLOATING = {"id": "f", "floating_ip_address": "192.0.2.1", "port_id": None}
VOLUME = {"id": "v", "name": "data", "status": "available", "size": 10, "attachments": []}
SNAPSHOT = {"id": "c", "name": "copy", "status": "available", "size": 10}
IMAGE = {"id": "i", "name": "mine", "disk_format": "raw", "size": 2**29}
GROUP = {"id": "g", "name": "web", "security_group_rules": []}


def found(prices=None, **rows):
    """{id: reason}"""
    return list(unused(A, {**dict.fromkeys(JUDGES, ()), "server": [SERVER], **rows}, prices))


@pytest.mark.parametrize(("rows", "ids"), [
    ({"floating_ip": [FLOATING]}, ["f"]),
    ({"floating_ip": [{**FLOATING, "port_id": "p"}]}, []),
    ({"floating_ip": [{**FLOATING, "port_forwardings": [{"external_port": 80}]}]}, []),
    ({"port": [PORT]}, ["p"]),
    ({"port": [{**PORT, "status": "ACTIVE"}]}, []),
    ({"port": [{**PORT, "device_id": "s1", "device_owner": "compute:nova"}]}, []),
    ({"port": [{**PORT, "device_id": "s2", "device_owner": "compute:nova"}]}, ["p"]),
    ({"port": [{**PORT, "device_owner": "trunk:subport"}]}, []),
    ({"port": [PORT], "floating_ip": [{**FLOATING, "port_id": "p"}]}, []),
    ({"port": [PORT, {**PORT, "id": "q", "status": "ACTIVE",
                      "allowed_address_pairs": [{"ip_address": "10.0.0.9"}]}]}, []),
    ({"port": [PORT, {**PORT, "id": "q", "status": "ACTIVE",
                      "allowed_address_pairs": [{"ip_address": "10.0.0.0/24"}]}]}, []),
    ({"port": [PORT, {**PORT, "id": "q", "status": "ACTIVE", "network_id": "another",
                      "allowed_address_pairs": [{"ip_address": "10.0.0.9"}]}]}, ["p"]),
    ({"volume": [VOLUME]}, ["v"]),
    ({"volume": [{**VOLUME, "status": "error_deleting"}]}, ["v"]),
    ({"volume": [{**VOLUME, "status": "creating"}]}, []),
    ({"volume": [{**VOLUME, "status": "in-use", "attachments": [{"server_id": "s1"}]}]}, []),
    ({"volume_snapshot": [SNAPSHOT]}, ["c"]),
    ({"volume_snapshot": [SNAPSHOT], "volume": [
        {**VOLUME, "status": "in-use", "snapshot_id": "c"}]}, []),
    ({"volume_snapshot": [SNAPSHOT], "image": [
        {**IMAGE, "id": "used", "block_device_mapping": '[{"snapshot_id": "c"}, 7]'}]}, []),
    ({"volume_snapshot": [SNAPSHOT], "image": [
        {**IMAGE, "visibility": "public", "block_device_mapping": "no JSON"}]}, ["c"]),
    ({"image": [IMAGE]}, ["i"]),
    ({"image": [{**IMAGE, "visibility": "community"}]}, []),
    ({"image": [{**IMAGE, "id": "used"}]}, []),
    ({"image": [{**IMAGE, "protected": True}]}, []),
    ({"image": [IMAGE], "volume": [
        {**VOLUME, "status": "in-use", "volume_image_metadata": {"image_id": "i"}}]}, []),
    ({"keypair": [{"name": "old"}, {"name": "used"}]}, ["old"]),
    ({"security_group": [GROUP]}, ["g"]),
    ({"security_group": [{**GROUP, "name": "default"}]}, []),
    ({"security_group": [{**GROUP, "shared": True}]}, []),
    ({"security_group": [{**GROUP, "description": mark.lock("web")}]}, []),
    ({"security_group": [GROUP], "port": [{**PORT, "status": "ACTIVE",
                                           "security_groups": ["g"]}]}, []),
    ({"security_group": [{**GROUP, "security_group_rules": [{"remote_group_id": "g"}]}]}, ["g"]),
    ({"security_group": [GROUP, {**GROUP, "id": "h", "name": "default", "security_group_rules": [
        {"remote_group_id": "g"}]}]}, []),
])
def test_what_is_unused(rows, ids):
    assert [one.id for one in found(**rows)] == ids


@pytest.mark.parametrize(("kind", "row", "expected"), [
    ("volume", VOLUME, {"name": "data", "size": 10, "fleet": None, "created": None,
                        "cost": {"hour": 0.02, "month": 14.6}}),
    ("volume", {**VOLUME, "volume_type": "fast", "metadata": {"multicloud_fleet": "web"},
                "created_at": "2026-01-01T10:00:00.5"},
     {"fleet": "web", "created": "2026-01-01T10:00:00Z", "cost": {"hour": 0.1, "month": 73.0}}),
    ("floating_ip", {**FLOATING, "description": "multicloud_fleet=web multicloud_server=s"},
     {"name": "192.0.2.1", "fleet": "web", "size": None, "cost": {"hour": 0.005, "month": 3.65}}),
    ("image", IMAGE, {"size": 0.5, "cost": None}),
    ("keypair", {"name": "old"}, {"id": "old", "name": "old", "cost": None}),
])
def test_what_is_told_of_it(kind, row, expected):
    prices = Prices(volume_types={"default": 0.002, "fast": 0.01}, floating_ip=0.005)
    (one,) = found(prices, **{kind: [row]})
    told = one.report()
    assert {name: told[name] for name in expected} == expected
    assert (told["kind"], told["cloud"]) == (kind, "a")


def test_without_prices_nothing_costs():
    assert [one.report()["cost"] for one in found(volume=[VOLUME], floating_ip=[FLOATING])] == [
        None, None]


@pytest.mark.parametrize("row", [{"id": 7}, {"created_at": 7}, {"size": "10"}, {"volume_type": []},
                                 {"description": {}}])
def test_what_is_of_another_form(row):
    with pytest.raises(TypeError):
        found(Prices(), volume=[{**VOLUME, **row}])


def test_the_oldest_come_first():
    volumes = [{**VOLUME, "id": own_id, "created_at": when} for own_id, when in [
        ("b", "2026-01-02"), ("a", "2026-01-01"), ("d", None), ("c", None)]]
    rows = found(volume=volumes, floating_ip=[FLOATING])
    assert [one.id for one in sorted(rows, key=lambda one: one.order)] == ["f", "c", "d", "a", "b"]
