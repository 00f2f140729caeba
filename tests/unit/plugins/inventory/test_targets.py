# SPDX-License-Identifier: GPL-3.0-or-later
"""Every target as a host, and no request to any cloud unless it is to be probed."""

from __future__ import annotations

import json
import socket
import sys
import threading

import inventories
import pytest
import yaml
from ansible.errors import AnsibleParserError
from ansible.inventory.data import InventoryData
from builders import A, B, C
from fakes import FakeRegion
from inventories import SELECT, Parsed, trusted

from ansible_collections.multicloud.openstack.plugins.inventory import targets
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

NOTHING = {"interface": None, "catalog": {}}
DOWN = CloudError("unreachable", "nobody is there", B, "login")
EVIL = "{{ lookup('pipe', 'id') }}"


class Region(FakeRegion):
    def __init__(self, config, interface):
        self.config, self.interface = config, interface

    def get_interface(self):
        return self.interface


class Cloud(inventories.Cloud):
    """answer: {what clouds.yaml says, and `catalog` and `interface`}, or the error of a login."""

    def __init__(self, target, answer):
        super().__init__(target, answer)
        said = {**NOTHING, **(answer if isinstance(answer, dict) else {})}
        self.found, interface = said.pop("catalog"), said.pop("interface")
        self.region = Region(said, interface)

    def catalog(self):
        self.asked.append("catalog")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.found


@pytest.fixture
def parse(monkeypatch):
    monkeypatch.setattr(inventories, "Cloud", Cloud)
    return lambda answers, failures=(), **more: Parsed(
        monkeypatch, targets, answers, failures, **{"probe": False, **more})


def catalog(*types, region="north", interface="public"):
    return {"catalog": {name: [{"region_id": region, "interface": interface, "url": "http://x"}]
                        for name in types}}


def groups_of(found, name):
    return sorted(group for group in found.data.groups
                  if group != "all" and name in found.group(group))


def variables_of(found, name):
    return {key: value for key, value in found.variables(name).items()
            if not key.startswith("inventory_")}


def test_every_target(parse):
    found = parse({A: {}, C: {}})
    assert found.group("targets") == ["a", "c-north"]
    assert variables_of(found, "c-north") == {
        "cloud": "c", "region_name": "north", "profile": "", "ansible_connection": "local",
        "ansible_python_interpreter": sys.executable}
    assert all(cloud.asked == [] for cloud in found.clouds.values())


@pytest.mark.parametrize("merge", [False, True])
def test_a_host_of_another_source(parse, merge):
    data = InventoryData()
    data.add_host("c-north")
    [found] = parse({C: {}}, data=data, merge_hosts=merge).group("targets")
    assert found == "c-north" if merge else found.startswith("c-north-")


def test_two_files_of_the_plugin(parse):
    first = parse({A: {}, C: {}})
    assert parse({C: {}}, data=first.data).group("targets") == ["a", "c-north"]


@pytest.mark.parametrize(("said", "groups"), [
    ({}, "floating_ips"),
    ({"floating_ip_source": "neutron"}, "floating_ips"),
    ({"floating_ip_source": "None"}, "no_floating_ips"),
    ({"has_network": False}, "no_floating_ips no_service_network"),
    ({"has_network": True}, "floating_ips"),
    ({"has_volume": False, "has_object_store": False},
     "floating_ips no_service_block_storage no_service_object_store"),
    ({"profile": "ovh-us"}, "floating_ips targets_profile_ovh_us"),
    ({"profile": None}, "floating_ips"),
    ({"profile": "https://example.org"}, "floating_ips targets_profile_example_org"),
    ({"profile": "https://me:secret@example.org:8443/x?y=@z"},
     "floating_ips targets_profile_example_org"),
    ({"profile": EVIL}, "floating_ips targets_profile____lookup__pipe____id_____"),
])
def test_what_clouds_yaml_says(parse, said, groups):
    found = parse({C: said})
    expected = sorted(["targets", "targets_cloud_c", "targets_region_north",
                       *groups.split()])
    assert groups_of(found, "c-north") == expected and found.clouds[C].asked == []


@pytest.mark.parametrize(("said", "services", "groups"), [
    (catalog("compute", "network"), ["compute", "network"], "service_compute service_network"),
    (catalog("volumev2", "volumev3"), ["block-storage"], "service_block_storage"),
    (catalog("own:thing"), ["own:thing"], "service_own_thing"),
    (catalog("compute", region="south"), [], ""),
    (catalog("compute", interface="internal"), [], ""),
    ({**catalog("compute", interface="internal"), "interface": "internal"}, ["compute"],
     "service_compute"),
    ({**catalog("compute", "object-store"), "has_object_store": False}, ["compute"],
     "no_service_object_store service_compute"),
    (catalog(EVIL), [EVIL], "service____lookup__pipe____id_____"),
    ({}, [], ""),
])
def test_a_probed_target(parse, said, services, groups):
    found = parse({C: said}, probe=True)
    variables = found.variables("c-north")
    assert variables["services"] == services and json.dumps(variables["services"])
    assert [name for name in groups_of(found, "c-north") if "service" in name] == groups.split()
    assert found.group("unreachable_targets") == [] and found.clouds[C].asked == ["catalog"]


@pytest.mark.parametrize(("said", "group"), [
    (catalog("network"), "floating_ips"),
    (catalog("compute"), "no_floating_ips"),
    ({**catalog("network"), "floating_ip_source": "none"}, "no_floating_ips"),
    ({**catalog("network"), "has_network": False}, "no_floating_ips"),
    (CloudError("timeout", "no answer in time", C), "floating_ips"),
])
def test_floating_ips_of_a_probed_target(parse, said, group):
    found = parse({C: said}, probe=True)
    assert found.group(group) == ["c-north"]
    assert sum(map(len, map(found.group, ("floating_ips", "no_floating_ips")))) == 1


def test_a_target_that_does_not_answer_stays_a_host(parse):
    found = parse({A: catalog("compute", region=None), B: DOWN, C: catalog("compute")}, probe=True)
    assert found.group("targets") == ["a", "b", "c-north"]
    assert found.group("unreachable_targets") == ["b"]
    assert found.group("service_compute") == ["a", "c-north"]
    assert found.variables("b")["services"] == [] and found.warnings == [str(DOWN)]


def test_a_target_that_takes_too_long(parse, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(Cloud, "catalog", lambda self: self.found if self.target == A
                        else over.wait(60) and self.found)
    found = parse({A: catalog("compute", region=None), C: {}}, probe=True, timeout=1)
    over.set()
    assert found.group("unreachable_targets") == ["c-north"]
    assert found.group("service_compute") == ["a"] and len(found.warnings) == 1


def test_a_target_that_does_not_answer_is_an_error_if_that_is_wanted(parse):
    with pytest.raises(AnsibleParserError, match="nobody is there"):
        parse({A: {}, B: DOWN}, probe=True, fail_on_errors=True)


def test_groups_that_are_always_there(parse):
    def names(**more):
        return set(parse({}, **more).data.groups) - {"all", "ungrouped"}
    assert names() == {"targets", "floating_ips", "no_floating_ips"}
    assert names(probe=True) == names() | {"unreachable_targets"}


def test_no_request_without_a_probe(monkeypatch, tmp_path):
    """Through openstacksdk itself, with one of its own profiles."""
    def connect(*_args):
        raise AssertionError("somebody is asked")
    auth = {"username": "me", "password": "x", "project_name": "p"}
    mine = {"auth": {**auth, "auth_url": "http://127.0.0.1:1/v3"}, "region_name": "here"}
    written = tmp_path / "clouds.yaml"
    written.write_text(yaml.safe_dump({"clouds": {
        "mine": mine, "vendor": {"profile": "rackspace", "region_name": "DFW", "auth": auth}}}))
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(Parsed, "select", lambda _self, options: SELECT(options))
    found = Parsed(monkeypatch, targets, {}, clouds_yaml=str(written), probe=False)
    assert groups_of(found, "mine-here") == [
        "floating_ips", "targets", "targets_cloud_mine", "targets_region_here"]
    assert groups_of(found, "vendor-DFW") == [
        "no_floating_ips", "no_service_network", "targets", "targets_cloud_vendor",
        "targets_profile_rackspace", "targets_region_DFW"]
    assert found.variables("vendor-DFW")["profile"] == "rackspace" and found.warnings == []


def test_a_broken_entry_costs_a_warning_and_its_own_hosts(parse):
    broken = CloudError("config", "its entry in clouds.yaml is not a mapping", B)
    found = parse({A: {}}, [broken])
    assert found.group("targets") == ["a"]
    assert found.warnings == [str(broken)]


def test_constructed(parse):
    found = parse({A: {}, C: catalog("compute")}, probe=True,
                  compose={"where": trusted("cloud ~ '!'")},
                  groups={"computing": trusted("'compute' in services")},
                  keyed_groups=[{"key": trusted("cloud"), "prefix": "at"}])
    assert found.variables("a")["where"] == "a!"
    assert found.group("computing") == found.group("at_c") == ["c-north"]


@pytest.mark.parametrize("name", ["targets", "floating_ips", "unreachable_targets",
                                  "targets_profile_x", "service_compute"])
def test_a_cloud_that_is_called_like_a_group(parse, name):
    found = parse({Target(name): {"profile": "x", **catalog("compute")}}, probe=True)
    [host] = found.group("targets")
    assert host.startswith(f"{name}-") and found.data.groups[name].vars == {}


@pytest.mark.parametrize(("path", "expected"), [
    ("x.yml", True), ("x.yaml", True), ("x.ini", False), ("missing.yml", False)])
def test_files(tmp_path, path, expected):
    for name in ("x.yml", "x.yaml", "x.ini"):
        (tmp_path / name).write_text("plugin: multicloud.openstack.targets\n")
    assert targets.InventoryModule().verify_file(str(tmp_path / path)) is expected
