# SPDX-License-Identifier: GPL-3.0-or-later
"""What inventory plugins have in common, by way of `servers`: options, files, filters, errors."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from ansible.errors import AnsibleError, AnsibleParserError
from ansible.inventory.data import InventoryData
from builders import A, B, C
from clock import Late
from inventories import Parsed, hosts, web

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.plugin_utils import inventory

EVIL = "{{ lookup('pipe', 'id') }}"
DOWN = CloudError("unreachable", "nobody is there", B, "listing servers")
BROKEN = CloudError("config", "no password", C)
SERVERS = "/servers/detail"


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, servers, *args, **more)


# Options

@pytest.mark.parametrize(("option", "said"), [
    ("nonsense", "there is no option nonsense; there are addresses, "),
    ("Clouds", "there is no option Clouds"), ("keyed_group", "keyed_groups, leading_separator"),
    ("server", "there is no option server"), (EVIL, "there is no option"),
])
def test_an_option_that_there_is_not(parse, option, said):
    with pytest.raises(AnsibleParserError, match=said):
        parse({A: [web()]}, **{option: "x"})


@pytest.mark.parametrize(("option", "said"), [
    ("clouds_yaml_path", "here: use clouds_yaml, with the path of one file"),
    ("expand_hostvars", r"use details: \[volumes\]"),
    ("inventory_hostname", r"use hostnames: \[name, id\]"),
    ("only_ipv4", "use addresses: "), ("private", "use addresses: "),
    ("show_all", "use filters: "), ("use_names", "use compose: "),
])
def test_an_option_of_others(parse, option, said):
    with pytest.raises(AnsibleParserError, match=f"option {option} has another name.*{said}"):
        parse({A: [web()]}, **{option: "x"})


def test_another_word_for_an_option(parse):
    found = parse({A: []}, only_clouds=["a", "b"])
    assert found.selected[0]["targets"] == [{"cloud": "a"}, {"cloud": "b"}]


@pytest.mark.parametrize("option", [
    "clouds", "regions", "server_filters", "filters", "hostnames", "addresses", "details",
    "group_by", "fleet", "timeout", "reachable_port", "legacy_variables", "stale_if_error",
    "compose", "groups", "keyed_groups"])
def test_an_option_without_a_value(parse, option):
    found = parse({A: [web()]}, **{option: None})
    assert hosts(found) == ["web-1"] and found.group("cloud_a") == ["web-1"]


@pytest.mark.parametrize(("option", "value"), [
    ("details", ["volumes", "nonsense"]), ("group_by", ["nonsense"]),
    ("legacy_variables", "nova"), ("timeout", "soon"), ("sdk_log_level", "LOUD")])
def test_a_value_that_an_option_cannot_have(parse, option, value):
    with pytest.raises(AnsibleError):
        parse({A: [web()]}, **{option: value})


@pytest.mark.parametrize(("options", "said"), [
    ({"server_filters": {"nonsense": "x"}}, "server_filters: Nova has no filter 'nonsense'"),
    ({"server_filters": {"project_id": "p"}}, "set all_projects"),
    ({"addresses": ["floating"]}, "addresses: 'floating' is not a mapping"),
    ({"addresses": [{"type": "nonsense"}]}, "type is one of fixed, floating, public, private"),
    ({"hostnames": ["nonsense"]}, "hostnames: 'nonsense' is neither a template nor"),
    ({"fleet": "a,b"}, "'a,b' is not a valid fleet name"),
    ({"filters": ["x"]}, "filters: entry 1 must be a mapping"),
    ({"filters": [{"exclude": "false"}, "server.name"]}, "filters: entry 2 must be a mapping"),
    ({"filters": [5]}, "filters: entry 1 must be a mapping"),
    ({"filters": [{"excludes": "true"}]}, "the key include or exclude, and a condition"),
    ({"filters": [{"exclude": "false", "include": "false"}]}, "filters: entry 1"),
    ({"filters": [{}]}, "filters: entry 1"),
])
def test_what_is_refused(parse, options, said):
    with pytest.raises(AnsibleParserError) as error:
        parse({A: [web()]}, **options)
    assert said in str(error.value)


def test_a_file_that_is_none(parse):
    with pytest.raises(AnsibleParserError, match="Incorrect plugin name"):
        parse({A: []}, plugin="other")


# Templates in options

@pytest.mark.parametrize(("option", "value", "expected"), [
    ("clouds", ["{{ mine }}", "b"], [{"cloud": "a"}, {"cloud": "b"}]),
    ("clouds", "{{ several }}", [{"cloud": "a"}, {"cloud": "b"}]),
    ("clouds", [{"name": "{{ mine }}", "auth": {"username": "{{ mine }}!"}}],
     [{"cloud": {"name": "a", "auth": {"username": "a!"}}}]),
])
def test_clouds_may_be_templates(parse, option, value, expected):
    found = parse({A: []}, **{option: value}, extra={"mine": "a", "several": ["a", "b"]})
    assert found.selected[0]["targets"] == expected


def test_a_region_that_no_cloud_has(parse):
    found = parse({A: [], C: []}, regions=["north", "nroth"])
    assert found.warnings == ["regions: no cloud has the region 'nroth'; there is north"]


@pytest.mark.parametrize(("regions", "extra", "clouds"), [
    (["north"], {}, [C]), (["{{ mine }}"], {"mine": "north"}, [C]), ([], {}, [A, C]),
    (["north", ""], {}, [A, C]), (["south"], {}, []), (["{{ mine }}"], {"mine": "south"}, []),
    ("{{ mine }}", {"mine": ["north"]}, [C]), ("north,south", {}, [C])])
def test_regions(parse, regions, extra, clouds):
    found = parse({A: [], C: []}, regions=regions, extra=extra)
    assert [target for target, cloud in found.clouds.items() if cloud.asked] == clouds


@pytest.mark.parametrize(("options", "query"), [
    ({"fleet": "{{ mine }}"}, {"tags": "multicloud_fleet=ci"}),
    ({"server_filters": {"status": "{{ state | upper }}", "tags": ["{{ mine }}", "x"]}},
     {"status": "ERROR", "tags": "ci,x"}),
    ({"server_filters": {"changes_since": "2026-11-20T00:00:00Z"}},
     {"changes-since": "2026-11-20T00:00:00Z"}),
])
def test_what_nova_is_asked_may_be_templates(parse, options, query):
    found = parse({A: []}, **options, extra={"mine": "ci", "state": "error"})
    assert found.clouds[A].asked == [("compute", SERVERS, query)]


@pytest.mark.parametrize("path", ["{{ folder }}/clouds.yaml", "{{ folder + '/clouds.yaml' }}"])
@pytest.mark.parametrize("option", ["clouds_yaml", "secure_yaml", "sdk_log_path"])
def test_paths_may_be_templates(parse, tmp_path, option, path):
    (tmp_path / "clouds.yaml").write_text("")
    found = parse({A: []}, **{option: path}, extra={"folder": str(tmp_path)})
    assert found.selected[0][option] == str(tmp_path / "clouds.yaml")


@pytest.mark.parametrize(("path", "expected"), [
    ("clouds.yaml", "{here}/clouds.yaml"), ("{{ 'clouds' }}.yaml", "{here}/clouds.yaml"),
    ("~/clouds.yaml", "{home}/clouds.yaml"), ("{{ '~' }}/clouds.yaml", "{home}/clouds.yaml"),
    ("{{ home }}/clouds.yaml", "{home}/clouds.yaml")])
def test_paths_that_begin_nowhere(parse, tmp_path, monkeypatch, path, expected):
    places = {name: str(tmp_path / name) for name in ("here", "home")}
    for place in places.values():
        os.mkdir(place)
        Path(place, "clouds.yaml").write_text("")
    monkeypatch.setenv("HOME", places["home"])
    monkeypatch.chdir(places["here"])
    found = parse({A: []}, clouds_yaml=path, extra={"home": places["home"]})
    assert os.path.abspath(found.selected[0]["clouds_yaml"]) == expected.format(**places)


@pytest.mark.parametrize("options", [{"fleet": "{{ nothing }}"}, {"clouds": ["{{ nothing }}"]},
                                     {"clouds_yaml": "{{ nothing }}/x"}])
def test_a_template_of_nothing(parse, options):
    with pytest.raises(AnsibleError, match="nothing"):
        parse({A: []}, **options)


# What fails

def test_a_row_of_another_form_costs_its_cloud_alone(parse):
    found = parse({A: [web(1)], B: [web(2), web(3, tenant_id=[["p1"]])]})
    assert hosts(found) == ["web-1"]
    assert len(found.warnings) == 1 and found.warnings[0].startswith("b")


def test_no_host_is_there_without_its_variables(parse, monkeypatch):
    """Ansible would connect to it by its name."""
    def fails(variables):
        if variables["server"]["name"] == "web-2":
            raise RecursionError
        return variables
    monkeypatch.setattr(inventory, "untrusted", fails)
    data = InventoryData()
    with pytest.raises(RecursionError):
        parse({A: [web(1), web(2)]}, data=data)
    assert list(data.hosts) == []


def test_a_cloud_that_fails_costs_a_warning_and_its_own_hosts(parse):
    found = parse({A: [web(1)], B: DOWN}, failures=[BROKEN])
    assert hosts(found) == ["web-1"] and found.warnings == [str(BROKEN), str(DOWN)]


@pytest.mark.parametrize(("answers", "failures"), [
    ({A: [web()], B: DOWN}, []), ({A: [web()]}, [DOWN]),
    ({A: [web()], B: {SERVERS: [], "/ports": DOWN}}, [])])
def test_errors_that_are_errors(parse, answers, failures):
    assert hosts(parse(answers, failures, details=["ports"])) == ["web-1"]
    with pytest.raises(AnsibleParserError, match="b: listing servers: nobody is there"):
        parse(answers, failures, details=["ports"], fail_on_errors=True)


@pytest.mark.parametrize(("timeout", "names"), [(None, ["web-1", "web-2"]), (1, ["web-1"])])
def test_a_target_that_takes_too_long(parse, timeout, names):
    slow = Late([web(2)], 60 if timeout else 0.2)
    found = parse({A: [web(1)], B: slow}, timeout=timeout)
    slow.over.set()
    assert hosts(found) == names
    late = CloudError("timeout", "no answer in time", B, waited_for="answer")
    assert found.warnings == [str(late)] * bool(timeout)


def test_targets_are_asked_side_by_side(parse):
    all_at_once = threading.Barrier(30)
    waits = type("Waits", (list,), {"__iter__": lambda self: iter([all_at_once.wait(60)][:0])})
    assert parse({Target(f"c{number}"): waits() for number in range(30)}).warnings == []


# Filters

ROWS = [web(1, metadata={"role": "db"}), web(2, status="ERROR"), web(3, tags=["x"], addresses={})]
WEB_1, WEB_2, WEB_3 = "web-1", "web-2", "web-3"


@pytest.mark.parametrize(("filters", "names"), [
    ([], [WEB_1, WEB_2, WEB_3]),
    ([{"exclude": "server.status == 'ERROR'"}], [WEB_1, WEB_3]),
    ([{"include": "server.status == 'ERROR'"}], [WEB_1, WEB_2, WEB_3]),
    ([{"include": "server.status == 'ERROR'"}, {"exclude": True}], [WEB_2]),
    ([{"include": "server.status == 'ERROR'"}, {"exclude": "true"}], [WEB_2]),
    ([{"exclude": True}, {"include": "server.status == 'ERROR'"}], []),
    ([{"include": False}, {"exclude": False}], [WEB_1, WEB_2, WEB_3]),
    ([{"exclude": "not server.addresses"}], [WEB_1, WEB_2]),
    ([{"exclude": "'x' in server.tags"}], [WEB_1, WEB_2]),
    ([{"include": "server.metadata.role | default('') == 'db'"}, {"exclude": "true"}], [WEB_1]),
    ([{"exclude": "server.name is match('web-[12]')"}], [WEB_3]),
    ([{"exclude": "cloud == 'a' and ansible_host == '10.0.0.1'"}], [WEB_3]),
    ([{"exclude": "server.address is none"}], [WEB_1, WEB_2]),
])
@pytest.mark.parametrize("strict", [False, True])
def test_the_first_filter_that_is_true_decides(parse, filters, names, strict):
    assert hosts(parse({A: ROWS}, filters=filters, strict=strict)) == names


@pytest.mark.parametrize("condition", [
    "server.metadata.role == 'db'", "nothing", "server.nothing.x", "1 +", "server.name | nonsense",
    "1 / 0", "server.name", "server.addresses", "server.metadata", "'web'", "none", "7"])
@pytest.mark.parametrize("kind", ["include", "exclude"])
def test_a_condition_that_fails(parse, condition, kind):
    rows = [web(2)]
    found = parse({A: rows}, filters=[{kind: condition}, {"exclude": "server.name == 'web-2'"}])
    assert hosts(found) == []
    assert hosts(parse({A: rows}, filters=[{kind: condition}])) == [WEB_2]
    with pytest.raises(AnsibleParserError, match="filters: ") as error:
        parse({A: rows}, filters=[{kind: condition}], strict=True)
    assert condition in str(error.value)


def test_filters_see_extra_variables_if_that_is_wanted(parse):
    def names(**more):
        return hosts(parse({A: ROWS}, filters=[{"exclude": "server.name == mine"}],
                           extra={"mine": WEB_1}, **more))
    assert names() == [WEB_1, WEB_2, WEB_3] and names(use_extra_vars=True) == [WEB_2, WEB_3]


def test_filters_do_not_run_what_a_cloud_says(parse, tmp_path):
    evil = "{{ lookup('pipe', 'touch " + str(tmp_path / "x") + "') }}"
    rows = [web(1, evil, {"role": evil, evil: "x"}, tags=[evil])]
    found = parse({A: rows}, filters=[
        {"exclude": "server.name == 'web'"}, {"exclude": "(server | string) == ''"},
        {"exclude": "server.metadata.role ~ server.tags[0] == 'x'"},
        {"include": "'lookup' in server.name"}, {"exclude": True}])
    assert len(hosts(found)) == 1 and not (tmp_path / "x").exists()
