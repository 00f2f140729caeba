# SPDX-License-Identifier: GPL-3.0-or-later
"""Every server of every target as a host."""

from __future__ import annotations

import json
from unittest.mock import Mock

import pytest
from ansible.errors import AnsibleParserError
from builders import A, B, C, marks, row
from inventories import Parsed, trusted

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.target import Target

EVIL = "{{ lookup('pipe', 'id') }}"
DOWN = CloudError("unreachable", "nobody is there", B, "listing servers")


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, servers, *args, **more)


def web(number=1, name=None, metadata=None, **more):
    found = marks(number) if metadata is None else metadata
    return row(f"id-{number}", name or f"web-{number}", found, **more)


def test_every_server_of_every_target(parse):
    found = parse({A: [web(1), web(2)], C: [web(3)]})
    assert found.group("servers") == ["web-1", "web-2", "web-3"]
    assert found.group("cloud_a") == ["web-1", "web-2"]
    assert found.group("region_north") == ["web-3"]
    assert found.group("fleet_web") == ["web-1", "web-2", "web-3"]
    variables = found.variables("web-3")
    assert (variables["cloud"], variables["region_name"]) == ("c", "north")
    assert variables["ansible_host"] == variables["server"]["address"] == "10.0.0.1"
    assert json.dumps(variables) and found.warnings == []


def test_a_cloud_that_fails_costs_a_warning_and_its_own_hosts(parse):
    broken = CloudError("config", "no password", C)
    found = parse({A: [web(1)], B: DOWN}, failures=[broken])
    assert found.group("servers") == ["web-1"]
    assert found.warnings == [str(broken), str(DOWN)]


def test_no_cloud_at_all(parse, monkeypatch):
    nothing = CloudError("config", "no clouds: there is no clouds.yaml")
    monkeypatch.setattr(Parsed, "select", Mock(side_effect=nothing))
    with pytest.raises(AnsibleParserError, match="there is no clouds.yaml"):
        parse({A: []})


def test_no_openstacksdk(parse, monkeypatch):
    missing = ModuleNotFoundError(name="openstack")
    monkeypatch.setattr(Parsed, "select", Mock(side_effect=missing))
    with pytest.raises(AnsibleParserError, match="has no openstack: install openstacksdk"):
        parse({A: []})


def test_clouds_by_name(parse):
    found = parse({A: []}, clouds=["a"], clouds_yaml=__file__, api_timeout=5.0)
    assert found.selected == [{"clouds_yaml": __file__, "api_timeout": 5.0,
                               "sdk_log_path": None, "sdk_log_level": "INFO",
                               "targets": [{"cloud": "a"}]}]


def test_one_fleet(parse):
    rows = [web(1), web(2, metadata={}), web(3, metadata=marks(3, fleet_name="other"))]
    found = parse({A: rows}, fleet="web")
    assert found.group("servers") == ["web-1"]
    assert found.clouds[A].asked == [
        ("compute", "/servers/detail", {"tags": "multicloud_fleet=web"})]


@pytest.mark.parametrize("name", ["", "a,b", "-x"])
def test_a_name_that_no_fleet_can_have(parse, name):
    with pytest.raises(AnsibleParserError, match="cannot name a fleet"):
        parse({A: []}, fleet=name)


def test_one_list_per_target(parse):
    found = parse({A: [web(n) for n in range(50)], B: []})
    assert [len(cloud.asked) for cloud in found.clouds.values()] == [1, 1]


def test_constructed(parse):
    rows = [web(1, metadata={"role": "db"}), web(2, metadata={})]
    found = parse(
        {A: rows}, strict=False,
        compose={"role": trusted("server.metadata.role"), "user": trusted("'root'")},
        groups={"databases": trusted("role == 'db'")},
        keyed_groups=[{"key": trusted("server.metadata.role"), "prefix": "role"}])
    assert found.variables("web-1")["role"] == "db" and "role" not in found.variables("web-2")
    assert found.variables("web-2")["user"] == "root"
    assert found.group("databases") == found.group("role_db") == ["web-1"]


def test_constructed_strictly(parse):
    with pytest.raises(Exception, match="web-1"):
        parse({A: [web(1)]}, strict=True, compose={"x": trusted("nothing")})


def test_groups_of_names_that_ansible_does_not_allow(parse):
    found = parse({Target("my-cloud", "eu 1"): [web(1, metadata={"multicloud_fleet": EVIL})]})
    assert found.group("cloud_my_cloud") == found.group("region_eu_1") == ["web-1"]
    assert found.group("fleet____lookup__pipe____id_____") == ["web-1"]


@pytest.mark.parametrize("name", ["all", "ungrouped", "localhost", "127.0.0.1", "cloud_a",
                                  "servers", "mine", "b"])
def test_a_server_is_never_taken_for_something_else(parse, name):
    found = parse({A: [web(1, name)], B: []}, groups={"mine": trusted("true")},
                  compose={"x": trusted("1")})
    assert f"{name}.a" in found.data.hosts and name not in found.data.hosts
    assert all(not group.vars for group in found.data.groups.values())


def test_a_server_that_is_called_like_a_keyed_group(parse):
    found = parse({A: [web(1, metadata={"role": "web_2"}), web(2, "web_2", metadata={})]},
                  compose={"x": trusted("'y'")},
                  keyed_groups=[{"key": trusted("server.metadata.role | default([])"),
                                 "separator": "", "prefix": ""}])
    assert found.group("web_2") == ["web-1"]
    assert found.variables("web_2")["x"] == "y" and found.data.groups["web_2"].vars == {}


def test_two_files_of_the_plugin(parse):
    first = parse({A: [web(1), web(2, "db")]})
    found = parse({A: [web(1), web(3, "db")]}, data=first.data)
    assert sorted(found.group("servers")) == ["db", "db.a", "web-1"]
    assert found.variables("db")["server"]["id"] == "id-2"


def test_text_of_a_cloud_is_no_template(parse):
    found = parse({A: [web(1, EVIL, metadata={"role": EVIL})]},
                  compose={"role": trusted("server.metadata.role"),
                           "said": trusted("'<' ~ server.name ~ '>'"),
                           "whole": trusted("server")},
                  groups={"evil": trusted("'lookup' in role")},
                  keyed_groups=[{"key": trusted("role"), "prefix": "role"}])
    [host] = found.group("evil")
    variables = found.variables(host)
    assert variables["server"]["name"] == variables["role"] == EVIL
    assert variables["said"] == f"<{EVIL}>" and variables["whole"]["name"] == EVIL
    assert host == "_lookup_pipe_id_"
    assert found.group("role____lookup__pipe____id_____") == [host]
