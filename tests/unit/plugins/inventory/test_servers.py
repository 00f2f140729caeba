# SPDX-License-Identifier: GPL-3.0-or-later
"""Every server of every target as a host."""

from __future__ import annotations

import json
import socket
from unittest.mock import Mock

import ansible.template
import pytest
from ansible.errors import AnsibleParserError
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from builders import A, B, C, addresses, marks, row
from inventories import Parsed, trusted

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

EVIL = "{{ lookup('pipe', 'id') }}"
SERVERS = "/servers/detail"


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, servers, *args, **more)


def template(text, variables):
    """As a task of a play would see it."""
    return ansible.template.Templar(loader=DataLoader(), variables=variables).template(
        trusted(text))


def web(number=1, name=None, metadata=None, **more):
    found = marks(number) if metadata is None else metadata
    return row(f"id-{number}", name or f"web-{number}", found, **more)


def test_every_server_of_every_target(parse):
    found = parse({A: [web(1), web(2)], C: [web(3)]})
    assert found.group("servers") == ["web-1", "web-2", "web-3"]
    assert found.group("cloud_a") == ["web-1", "web-2"]
    assert found.group("region_north") == ["web-3"]
    assert found.group("fleet_web") == ["web-1", "web-2", "web-3"]
    assert not [name for name in found.data.groups if name.startswith("fleet_web_")]
    variables = found.variables("web-3")
    assert (variables["cloud"], variables["region_name"]) == ("c", "north")
    assert variables["ansible_host"] == variables["server"]["address"] == "10.0.0.1"
    assert json.dumps(variables) and found.warnings == []


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
                               "keep_session": None, "sdk_log_path": None, "sdk_log_level": "INFO",
                               "targets": [{"cloud": "a"}], "regions": []}]


def test_one_fleet(parse):
    rows = [web(1), web(2, metadata={}), web(3, metadata=marks(3, fleet_name="other"))]
    found = parse({A: rows}, fleet="web")
    assert found.group("servers") == ["web-1"]
    assert found.clouds[A].asked == [
        ("compute", "/servers/detail", {"tags": "multicloud_fleet=web"})]


@pytest.mark.parametrize("name", ["", "a,b", "-x"])
def test_a_name_that_no_fleet_can_have(parse, name):
    with pytest.raises(AnsibleParserError, match="is not a valid fleet name"):
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
    rows = [web(1, metadata={"multicloud_fleet": "my-fleet"}),
            web(2, metadata={"multicloud_fleet": EVIL})]       # the name of no fleet
    found = parse({Target("my-cloud", "eu 1"): rows})
    assert found.group("cloud_my_cloud") == found.group("region_eu_1") == ["web-1", "web-2"]
    assert found.group("fleet_my_fleet") == ["web-1"]
    assert [name for name in found.data.groups if "lookup" in name] == []


@pytest.mark.parametrize("name", ["all", "ungrouped", "localhost", "127.0.0.1", "cloud_a",
                                  "servers", "mine", "b"])
def test_a_server_is_never_taken_for_something_else(parse, name):
    found = parse({A: [web(1, name)], B: []}, groups={"mine": trusted("true")},
                  compose={"x": trusted("1")})
    assert f"{name}.a" in found.data.hosts and name not in found.data.hosts
    assert all(not group.vars for group in found.data.groups.values())


KEYED = {"keyed_groups": [{"key": trusted("server.metadata.role | default([])"),
                           "separator": "", "prefix": ""}]}


@pytest.mark.parametrize("name", ["web_2", "localhost", "all", "ungrouped", "static"])
def test_a_keyed_group_is_never_taken_for_something_else(parse, name):
    data = InventoryData()
    data.add_host("static")
    found = parse({A: [web(1, metadata={"role": name}), web(2, "web_2", metadata={})]}, data=data,
                  compose={"x": trusted("'y'")}, **KEYED)
    assert found.group(f"_{name}") == ["web-1"]
    assert name in ("all", "ungrouped") or name not in found.data.groups
    assert found.variables("web_2")["x"] == "y"
    assert all(not group.vars for group in found.data.groups.values())


def test_a_group_is_never_called_like_a_host_of_another_source(parse):
    data = InventoryData()
    data.add_host("cloud_a")
    found = parse({A: [web(1)]}, data=data)
    assert found.group("_cloud_a") == ["web-1"] and "cloud_a" not in found.data.groups


def test_two_files_of_the_plugin(parse):
    first = parse({A: [web(1), web(2, "db")]})
    found = parse({A: [web(1), web(3, "db")]}, data=first.data)
    assert sorted(found.group("servers")) == ["db", "db.a", "web-1"]
    assert found.variables("db")["server"]["id"] == "id-2"


def test_one_id_on_two_clouds(parse):
    first = parse({A: [web(1, "db")]})
    found = parse({B: [web(1, "db")]}, data=first.data)
    assert sorted(found.group("servers")) == ["db", "db.b"]
    assert found.variables("db")["cloud"] == "a"


@pytest.mark.parametrize(("options", "name"), [({}, "db.a"), ({"merge_hosts": True}, "db")])
def test_a_host_of_another_source(parse, options, name):
    data = InventoryData()
    data.add_host("db")
    data.set_variable("db", "ansible_password", "secret")
    found = parse({A: [web(1, "db")]}, data=data, **options)
    assert found.group("servers") == [name]
    assert found.data.hosts["db"].vars["ansible_password"] == "secret"
    assert ("server" in found.data.hosts["db"].vars) == (name == "db")


# What hosts are called

@pytest.mark.parametrize(("hostnames", "expected"), [
    (["name.cloud"], ["db.b", "web.a", "web.b"]),
    (["name", "id"], ["db", "id-1", "id-2"]),
    (["{{ name }}-{{ id }}"], ["db-id-3", "web-id-1", "web-id-2"]),
    (["{{ name | upper }}"], ["DB", "web.a", "web.b"]),
    (["{{ server.metadata.fqdn }}", "name.cloud"], ["db.b", "web.a", "x.example.org"]),
    (["{{ server.metadata.fqdn }}"], ["db.b", "web.a", "x.example.org"]),
    (["{{ nothing }}", "{{ server.nothing.x }}", "id"], ["id-1", "id-2", "id-3"]),
    (["{{ server.metadata.fqdn | default('') }}", "id"], ["id-1", "id-3", "x.example.org"]),
    (["{{ fleet }}-{{ name }}", "{{ cloud }}{{ region }}-{{ id }}"],
     ["a-id-1", "b-id-3", "ci-web"]),
    (["fleet.name", "id"], ["ci.web", "id-1", "id-3"]),
    (["{{ zone }}", "{{ hostname }}", "id"], ["id-1", "id-2", "id-3"]),
    (["{% if cloud == 'b' %}{{ name }}.inner{% endif %}", "id"], ["db.inner", "id-1", "web.inner"]),
    (["{{ 5 }}", "{{ server.addresses }}", "{{ none }}", "id"], ["id-1", "id-2", "id-3"]),
], ids=str)
def test_what_hosts_are_called(parse, hostnames, expected):
    found = parse({A: [web(1, "web", metadata={})],
                   B: [web(2, "web", {"fqdn": "x.example.org", "multicloud_fleet": "ci"}),
                       web(3, "db", metadata={})]}, hostnames=hostnames)
    assert sorted(found.data.hosts) == expected


@pytest.mark.parametrize("template", ["{{ name", "{{ name | nonsense }}", "{{ 1 / 0 }}"])
def test_a_template_that_fails(parse, template):
    with pytest.raises(AnsibleParserError, match="(?i)name|zero|division") as error:
        parse({A: [web()]}, hostnames=[template])
    assert template in str(error.value)


@pytest.mark.parametrize("hostnames", [
    ["name"], ["{{ name }}"], ["{{ name }}", "{{ id }}"], ["name.cloud"],
    ["{{ server.name ~ server.metadata.role }}"], ["{{ server.tags | join }}", "{{ server }}"]])
def test_names_that_a_cloud_gives_are_no_templates(parse, tmp_path, hostnames):
    evil = "{{ lookup('pipe', 'touch " + str(tmp_path / "x") + "') }}"
    halves = ["{", "{ lookup('pipe', 'touch " + str(tmp_path / "x") + "') }", "}"]
    rows = [web(1, evil, {"role": evil}), web(2, halves[0], {"role": halves[1]}, tags=halves)]
    found = parse({A: rows}, hostnames=hostnames)
    assert len(found.data.hosts) == 2 and not (tmp_path / "x").exists()
    assert all(name.replace(".", "").replace("-", "").isidentifier() or name[0].isdigit()
               for name in found.data.hosts)


# By which address

NETWORKS = {"inner": [{"addr": "10.0.0.1", "version": 4}, {"addr": "2001:db8::1", "version": 6}],
            "mgmt-1": [{"addr": "10.1.0.1", "version": 4}]}


@pytest.mark.parametrize(("preferred", "address"), [
    ([], "10.0.0.1"), ([{"network": "mgmt-*"}, {"type": "floating"}], "10.1.0.1"),
    ([{"type": "floating"}, {"ip_version": 6}], "2001:db8::1"),
    ([{"ip_version": 6}, {"ip_version": 4}], "2001:db8::1"),
    ([{"type": "floating"}], "no-address.invalid")])
def test_by_which_address(parse, preferred, address):
    variables = parse({A: [web(addresses=NETWORKS)]}, addresses=preferred).variables("web-1")
    assert variables["ansible_host"] == address
    assert variables["server"]["address"] == (address if address[-1] == "1" else None)


def test_by_an_address_that_answers(parse):
    with socket.create_server(("127.0.0.2", 0)) as listening:
        found = parse({Target("a", loopback=True): [web(1, addresses={"net": [
            {"addr": "127.0.0.5", "version": 4}, {"addr": "127.0.0.2", "version": 4}]})]},
            reachable_port=listening.getsockname()[1])
    assert found.variables("web-1")["ansible_host"] == "127.0.0.2"


# Which servers

def test_filters_of_nova(parse):
    found = parse(
        {A: {"/images": [{"id": "i1", "name": "debian"}], SERVERS: [web()]},
         B: {"/images": [{"id": "i2", "name": "windows"}], SERVERS: [web(2)]}},
        server_filters={"image": "debian", "status": ["ACTIVE", "ERROR"], "any_tags": ["a", "b"]})
    assert found.group("servers") == ["web-1"] and found.warnings == []
    assert found.clouds[A].asked[-1] == ("compute", SERVERS, {
        "image": "i1", "status": ["ACTIVE", "ERROR"], "tags-any": "a,b"})
    assert [path for _service, path, _query in found.clouds[B].asked] == ["/images"]


def test_a_name_that_several_images_have(parse):
    images = [{"id": "i1", "name": "debian"}, {"id": "i2", "name": "debian"}]
    found = parse({A: {"/images": images, SERVERS: [web()]}}, server_filters={"image": "debian"})
    assert found.group("servers") == []
    assert found.warnings == [
        f"{A}: 2 images are named 'debian': name one by its id (i1, i2)"]


def test_all_projects(parse):
    found = parse({A: {SERVERS: [web(tenant_id="p1")]}}, all_projects=True, details=["volumes"],
                  server_filters={"project_id": "p1"})
    assert found.variables("web-1")["server"]["project_id"] == "p1"
    assert found.clouds[A].asked == [
        ("compute", SERVERS, {"all_tenants": "1", "project_id": "p1"}),
        ("block-storage", "/volumes/detail", {"all_tenants": "1"})]


# Details and groups

def test_details(parse):
    answer = {SERVERS: [web(1), web(2, image={"id": "gone"})],
              "/images": [{"id": "image-1", "name": "Debian 12"}]}
    found = parse({A: answer}, details=["image"], group_by=["image"])
    assert [found.variables(name)["server"]["image"] for name in ("web-1", "web-2")] == [
        "Debian 12", None]
    assert found.group("image_Debian_12") == ["web-1"] and found.group("image_gone") == ["web-2"]


def test_a_detail_that_cannot_be_had(parse):
    failure = CloudError("forbidden", "not for you", A, "listing ports")
    found = parse({A: {SERVERS: [web()], "/ports": failure}}, details=["ports"])
    assert found.variables("web-1")["server"]["ports"] == [] and found.warnings == [str(failure)]


def test_group_by(parse):
    found = parse({C: [web(1, metadata={"role": "db", **marks()}, tags=["blue one"])]}, group_by=[
        "status", "availability_zone", "flavor", "metadata", "tags"])
    assert set(found.data.groups) == {
        "all", "ungrouped", "servers", "status_ACTIVE", "availability_zone_nova", "flavor_small",
        "metadata_role_db", "tag_blue_one"}


def test_variables_of_a_cloud_win_over_those_of_all_servers(parse):
    groups = parse({A: [web()]}).data.groups
    assert groups["servers"].priority < groups["cloud_a"].priority


def test_a_group_of_a_long_text(parse):
    found = parse({C: [web(1, metadata={"note": "é" * 255})]}, group_by=["metadata"])
    [name] = set(found.data.groups) - {"all", "ungrouped", "servers"}
    assert name.startswith("metadata_note_é") and len(name.encode()) == 200


def test_no_groups(parse):
    found = parse({C: [web()]}, group_by=[])
    assert set(found.data.groups) == {"all", "ungrouped", "servers"}


def test_no_servers(parse):
    found = parse({A: []})
    assert found.group("servers") == [] and found.data.hosts == {}


# What playbooks for others need

@pytest.mark.parametrize("kind", ["openstack.cloud", "shade"])
def test_as_others_have_it(parse, kind):
    found = parse({C: [web(1, metadata={"group": "my web"}, addresses=addresses(
        floating="192.0.2.1"))]}, legacy_groups=True, legacy_variables=kind, group_by=[])
    variables = found.variables("web-1")
    assert variables["openstack"]["id"] == variables["server"]["id"] == "id-1"
    assert variables["ansible_host"] == variables["ansible_ssh_host"] == "192.0.2.1"
    for group in ("c", "north", "c_north", "my_web", "meta-group_my_web", "instance-id-1", "nova"):
        assert found.group(group) == ["web-1"]


def test_a_server_that_is_called_like_a_group_of_others(parse):
    rows = [web(1, "a", metadata={}), web(2, "meta-x_y", metadata={}), web(3, metadata={"x": "y"})]
    found = parse({A: rows}, legacy_groups=True)
    assert found.group("servers") == found.group("a") == ["a.a", "meta-x_y.a", "web-3"]
    assert found.group("meta-x_y") == ["web-3"]


@pytest.mark.parametrize("name", ["localhost", "all", "ungrouped", "web-2", "static"])
def test_metadata_chooses_no_group_that_means_something_else(parse, name):
    data = InventoryData()
    data.add_host("static")
    found = parse({A: [web(1, metadata={"group": name, "groups": f"x, {name}"}),
                       web(2, metadata={})]}, data=data, legacy_groups=True)
    assert found.group(f"_{name}") == found.group("x") == ["web-1"]
    assert name in ("all", "ungrouped") or name not in found.data.groups
    assert {"web-1", "web-2"} <= {*found.data.hosts}


# Text of clouds

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


@pytest.mark.parametrize("legacy", [{}, {"legacy_groups": True, "legacy_variables": "shade"},
                                    {"legacy_groups": True, "legacy_variables": "openstack.cloud"}])
def test_no_text_of_a_cloud_is_run(parse, tmp_path, legacy):
    """Everywhere where a cloud may say something, for everything that may look at it."""
    evil = "{{ lookup('pipe', 'touch " + str(tmp_path / "x") + "') }}"
    raw = web(1, evil, {"role": evil, evil: evil, "group": evil, "groups": evil}, tags=[evil],
              key_name=evil, image={"id": evil}, flavor={"original_name": evil}, tenant_id=evil,
              fault={"message": evil}, addresses={evil: [{"addr": evil, "version": 4}]},
              **{"OS-EXT-AZ:availability_zone": evil, "OS-EXT-SRV-ATTR:hostname": evil})
    found = parse(
        {Target(evil, evil): {SERVERS: [raw], "/ports": [{"device_id": raw["id"], "name": evil}]}},
        details=["ports", "image", "flavor"], hostnames=["{{ name }}", "{{ server | string }}"],
        group_by=["cloud", "region", "availability_zone", "status", "image", "flavor", "metadata",
                  "tags"],
        filters=[{"exclude": "server.key_name == 'x'"}, {"exclude": "(server | string) == 'x'"}],
        compose={"all": "server", "text": "server | string", "key": "server.metadata.keys() | list",
                 "port": "server.ports[0].name", "where": "cloud ~ region_name"},
        groups={"some": "'lookup' in text"},
        keyed_groups=[{"key": "server.metadata.role", "prefix": "role"},
                      {"key": "server.metadata", "prefix": "meta"}, {"key": "port"}],
        strict=True, **legacy)
    [host] = found.group("some")
    variables = found.variables(host)
    for name in ("all", "text", "key", "port", "where"):
        template("{{ " + name + " }}", variables)
    assert template("{{ server.metadata.role }}", variables) == evil
    assert variables["ansible_host"] == "no-address.invalid"
    assert not (tmp_path / "x").exists()
