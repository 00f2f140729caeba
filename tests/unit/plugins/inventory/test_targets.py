# SPDX-License-Identifier: GPL-3.0-or-later
"""Every target as a host, and no request to any cloud."""

from __future__ import annotations

import sys

import pytest
from builders import A, B, C
from inventories import Parsed, trusted

from ansible_collections.multicloud.openstack.plugins.inventory import targets
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.target import Target


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, targets, *args, **more)


def test_every_target(parse):
    found = parse({A: [], C: []})
    assert found.group("targets") == ["a", "c-north"]
    variables = {name: value for name, value in found.variables("c-north").items()
                 if not name.startswith("inventory_")}
    assert variables == {"cloud": "c", "region_name": "north", "ansible_connection": "local",
                         "ansible_python_interpreter": sys.executable}
    assert all(cloud.asked == [] for cloud in found.clouds.values())


def test_a_broken_entry_costs_a_warning_and_its_own_hosts(parse):
    broken = CloudError("config", "its entry in clouds.yaml is not a mapping", B)
    found = parse({A: []}, failures=[broken])
    assert found.group("targets") == ["a"]
    assert found.warnings == [str(broken)]


def test_constructed(parse):
    found = parse({A: [], C: []}, compose={"where": trusted("cloud ~ '!'")},
                  groups={"regional": trusted("region_name != ''")},
                  keyed_groups=[{"key": trusted("cloud"), "prefix": "at"}])
    assert found.variables("a")["where"] == "a!"
    assert found.group("regional") == found.group("at_c") == ["c-north"]


def test_a_cloud_that_is_called_like_a_group(parse):
    found = parse({Target("targets"): []})
    [name] = found.group("targets")
    assert name.startswith("targets-") and found.data.groups["targets"].vars == {}


@pytest.mark.parametrize(("path", "wanted"), [
    ("x.yml", True), ("x.yaml", True), ("x.ini", False), ("missing.yml", False)])
def test_files(tmp_path, path, wanted):
    for name in ("x.yml", "x.yaml", "x.ini"):
        (tmp_path / name).write_text("plugin: multicloud.openstack.targets\n")
    assert targets.InventoryModule().verify_file(str(tmp_path / path)) is wanted
