# SPDX-License-Identifier: GPL-3.0-or-later
"""What inventory plugins have in common, by way of `servers`: options, files, filters, errors."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml
from ansible.errors import AnsibleError, AnsibleParserError
from ansible.parsing.vault import VaultLib, VaultSecret
from builders import A, B, C, row
from inventories import Parsed, Vaulted

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

EVIL = "{{ lookup('pipe', 'id') }}"
DOWN = CloudError("unreachable", "nobody is there", B, "listing servers")
BROKEN = CloudError("config", "no password", C)
SERVERS = "/servers/detail"


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, servers, *args, **more)


def web(number=1, name=None, metadata=None, **more):
    return row(f"id-{number}", name or f"web-{number}", metadata or {}, **more)


def hosts(found):
    return found.group("servers")


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
    ("clouds_yaml_path", "here: write clouds_yaml, with the path of one file"),
    ("expand_hostvars", r"write details: \[volumes\]"),
    ("inventory_hostname", r"write hostnames: \[name, id\]"),
    ("only_ipv4", "write addresses: "), ("private", "write addresses: "),
    ("show_all", "write filters: "), ("use_names", "write compose: "),
])
def test_an_option_of_others(parse, option, said):
    with pytest.raises(AnsibleParserError, match=f"option {option} is called otherwise.*{said}"):
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
    ({"addresses": ["floating"]}, "addresses: 'floating' is no mapping"),
    ({"addresses": [{"type": "nonsense"}]}, "type is one of fixed, floating, public, private"),
    ({"hostnames": ["nonsense"]}, "hostnames: 'nonsense' is neither a template nor made of"),
    ({"fleet": "a,b"}, "'a,b' cannot name a fleet"),
    ({"filters": ["x"]}, "filters: entry 1 is to be a mapping"),
    ({"filters": [{"exclude": "false"}, "server.name"]}, "filters: entry 2 is to be a mapping"),
    ({"filters": [5]}, "filters: entry 1 is to be a mapping"),
    ({"filters": [{"excludes": "true"}]}, "the key include or the key exclude, and a condition"),
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


# Files, through openstacksdk itself

SECRET, OTHER = VaultSecret(b"open sesame"), VaultSecret(b"close sesame")
MINE, YOURS = Target("mine"), Target("yours", "north")


def entry(password="x", **more):
    auth = {"auth_url": "http://192.0.2.1:5000/v3", "username": "me", "project_name": "p"}
    return {"auth": {**auth, **({"password": password} if password else {})}, **more}


def vaulted(text, secret=SECRET):
    return VaultLib([("default", secret)]).encrypt(text, secret).decode()


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Files of clouds, and no others."""
    for name in [name for name in os.environ if name.startswith("OS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    def write(name, clouds, secret=None):
        text = yaml.safe_dump({"clouds": clouds})
        path = tmp_path / name
        path.write_text(vaulted(text, secret) if secret else text)
        return str(path)
    return write


def logins(found):
    """{target: its password}"""
    return {target: cloud.region.config["auth"].get("password")
            for target, cloud in found.clouds.items()}


@pytest.fixture
def read(parse):
    def run(answers=None, **more):
        return parse(answers or {MINE: [web()]}, None, **more)
    return run


def test_a_file(read, files):
    path = files("x.yaml", {"mine": entry("p1"), "yours": entry("p2", region_name="north")})
    found = read({MINE: [web()], YOURS: [web(2)]}, clouds_yaml=path)
    assert logins(found) == {MINE: "p1", YOURS: "p2"} and hosts(found) == ["web-1", "web-2"]
    assert found.warnings == []


@pytest.mark.parametrize("secure", [None, SECRET])
def test_secrets_beside_it(read, files, secure):
    path = files("x.yaml", {"mine": entry(None)})
    files("secure.yaml", {"mine": entry("beside")}, secure)
    assert logins(read(clouds_yaml=path, secrets=[("default", SECRET)])) == {MINE: "beside"}
    other = files("other.yaml", {"mine": entry("other")}, secure)
    assert logins(read(clouds_yaml=path, secure_yaml=other,
                       secrets=[("default", SECRET)])) == {MINE: "other"}


@pytest.mark.parametrize("clouds", [None, SECRET])
@pytest.mark.parametrize("secure", [None, SECRET, OTHER])
def test_vaulted_files(read, files, clouds, secure):
    path = files("x.yaml", {"mine": entry(None)}, clouds)
    other = files("y.yaml", {"mine": entry("hunter2")}, secure)
    found = read(clouds_yaml=path, secure_yaml=other,
                 secrets=[("default", SECRET), ("other", OTHER)])
    assert logins(found) == {MINE: "hunter2"} and hosts(found) == ["web-1"]
    opened = {Path(found.selected[0][option]) for option in ("clouds_yaml", "secure_yaml")}
    assert {path.exists() for path in opened - {Path(path), Path(other)}} <= {False}
    assert len(opened - {Path(path), Path(other)}) == bool(clouds) + bool(secure)


def test_a_vaulted_file_without_secrets_beside_it(read, files):
    path = files("x.yaml", {"mine": entry("p1")}, SECRET)
    assert logins(read(clouds_yaml=path, secrets=[("default", SECRET)])) == {MINE: "p1"}


@pytest.mark.parametrize("secrets", [[], [("default", OTHER)]])
def test_a_vaulted_file_without_its_password(read, files, secrets):
    path = files("x.yaml", {"mine": entry("hunter2")}, SECRET)
    with pytest.raises(AnsibleError, match="(?i)decrypt") as error:
        read(clouds_yaml=path, secrets=secrets)
    assert path in str(error.value) and "hunter2" not in str(error.value)


def test_vaulted_files_that_are_not_named(read, files, monkeypatch):
    path = files("clouds.yaml", {"mine": entry("p1")}, SECRET)
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", path)
    with pytest.raises(AnsibleParserError, match=f"{path} is encrypted with Ansible Vault"):
        read(secrets=[("default", SECRET)])


@pytest.mark.parametrize("option", ["clouds_yaml", "secure_yaml"])
def test_a_file_that_is_not_there(read, files, option):
    files("clouds.yaml", {"mine": entry()})
    with pytest.raises(AnsibleParserError, match="there is no file /not/there"):
        read(**{option: "/not/there"})


def test_a_vaulted_file_that_is_wrong(read, files, tmp_path):
    files("clouds.yaml", {"mine": entry()})
    path = tmp_path / "x.yaml"
    path.write_text(vaulted("clouds: ["))
    with pytest.raises(AnsibleParserError, match="is not valid YAML"):
        read(clouds_yaml=str(path), secrets=[("default", SECRET)])


def test_whole_entries_with_vaulted_values(read, files):
    files("clouds.yaml", {"other": entry()})
    given = entry(Vaulted(vaulted("hunter2")), name="mine")
    given["auth"]["username"] = "{{ who }}"
    found = read(clouds=[given], secrets=[("default", SECRET)], extra={"who": "somebody"})
    assert logins(found) == {MINE: "hunter2"} and hosts(found) == ["web-1"]
    config = found.clouds[MINE].region.config
    assert config["auth"]["username"] == "somebody"
    assert config["auth"]["password"].__class__ is str
    assert found.variables("web-1")["cloud"] == "mine"


def test_an_entry_beside_a_name(read, files):
    path = files("x.yaml", {"mine": entry("p1"), "other": entry()})
    found = read({MINE: [web()], Target("its"): [web(2)]}, clouds_yaml=path,
                 clouds=["mine", entry("p2", name="its")])
    assert logins(found) == {MINE: "p1", Target("its"): "p2"}


def test_a_value_that_is_vaulted_for_others(read, files):
    files("clouds.yaml", {"other": entry()})
    with pytest.raises(AnsibleError, match="(?i)decrypt|vault"):
        read(clouds=[entry(Vaulted(vaulted("hunter2", OTHER)))], secrets=[("default", SECRET)])


def test_a_cloud_that_is_not_there_and_one_that_is_broken(read, files):
    path = files("x.yaml", {"mine": entry(), "bad": entry(None)})
    found = read(clouds_yaml=path, clouds=["mine", "bad", "none"])
    assert hosts(found) == ["web-1"] and len(found.warnings) == 2
    assert found.warnings[0].startswith("bad: ") and "no password in" in found.warnings[0]
    assert "there is no such cloud" in found.warnings[1]


def test_the_cloud_that_a_variable_names(read, files, monkeypatch):
    files("clouds.yaml", {"mine": entry(), "other": entry()})
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(Path("clouds.yaml").absolute()))
    monkeypatch.setenv("OS_CLOUD", "mine")
    assert hosts(read()) == ["web-1"]


def test_one_cloud_by_variables_alone(read, files, monkeypatch):
    for name, value in entry("p1")["auth"].items():
        monkeypatch.setenv(f"OS_{name.upper()}", value)
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", "/not/there")
    assert logins(read({Target("envvars"): [web()]})) == {Target("envvars"): "p1"}
    # which would be its servers a second time beside a file
    path = files("x.yaml", {"mine": entry("p2")})
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", path)
    assert logins(read()) == {MINE: "p2"}


def test_the_hints_of_an_entry(read, files):
    path = files("x.yaml", {"mine": entry(networks=[
        {"name": "mgmt", "default_interface": True}, {"name": "inner"}])})
    inner, mgmt = ({"addr": text, "version": 4} for text in ("10.0.0.1", "10.1.0.1"))
    answers = {MINE: [web(addresses={"inner": [inner], "mgmt": [mgmt]})]}
    assert read(answers, clouds_yaml=path).variables("web-1")["ansible_host"] == "10.1.0.1"
    assert read(answers, clouds_yaml=path, addresses=[{"network": "inner"}]).variables(
        "web-1")["ansible_host"] == "10.0.0.1"


# What fails

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


@pytest.mark.parametrize(("timeout", "names"), [(None, ["web-1", "web-2"]), (0.3, ["web-1"])])
def test_a_target_that_takes_too_long(parse, timeout, names):
    slow = type("Slow", (list,), {"__iter__": lambda self: time.sleep(1) or iter([web(2)])})
    began = time.monotonic()
    found = parse({A: [web(1)], B: slow()}, timeout=timeout)
    assert hosts(found) == names and (time.monotonic() - began < 0.9) is bool(timeout)
    late = CloudError("timeout", "no answer in time", B, waited_for="answer")
    assert found.warnings == [str(late)] * bool(timeout)


def test_targets_are_asked_side_by_side(parse):
    slow = type("Slow", (list,), {"__iter__": lambda self: time.sleep(0.2) or iter([])})
    began = time.monotonic()
    parse({Target(f"c{number}"): slow() for number in range(30)})
    assert time.monotonic() - began < 3


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
