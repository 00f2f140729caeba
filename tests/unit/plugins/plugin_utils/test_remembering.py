# SPDX-License-Identifier: GPL-3.0-or-later
"""What targets have answered is remembered: one run of the plugin after the other, in files."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
import yaml
from ansible.errors import AnsibleParserError
from builders import A, B, C, marks
from clock import Late
from inventories import SECRET, Parsed, hosts, vaulted, web

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.plugin_utils import cache

EVIL = "{{ lookup('pipe', 'id') }}"
DOWN = CloudError("unreachable", "nobody is there", B, "listing servers")
BROKEN = CloudError("config", "no password", B)
LIFETIME, STALE = 600, 3600


@pytest.fixture
def parse(monkeypatch, tmp_path):
    def run(answers, failures=(), **more):
        return Parsed(monkeypatch, servers, answers, failures, folder=tmp_path, **{
            "cache": True, "cache_plugin": "jsonfile", "cache_timeout": LIFETIME,
            "cache_connection": str(tmp_path / "cache"), **more})
    return run


@pytest.fixture
def later(monkeypatch):
    """So many seconds later."""
    def wait(seconds):
        now = time.time
        monkeypatch.setattr(time, "time", lambda: now() + seconds)
    return wait


@pytest.fixture
def stored(tmp_path):
    """The files of the cache."""
    return lambda: sorted((tmp_path / "cache").iterdir())


ONE = {A: [web(1)], B: [web(2)]}


def asked(found):
    """Which targets were asked."""
    return [target for target, cloud in found.clouds.items() if cloud.asked]


def contents(found):
    """All hosts with their variables and groups."""
    return {name: (host.vars, sorted(group.name for group in host.groups))
            for name, host in found.data.hosts.items()}


def miss(found):
    return found.selected != [] and asked(found) == [A, B]


# A hit

def test_a_hit_asks_nobody(parse):
    answers = {A: [web(1, EVIL, {"role": EVIL, "group": "{%"}), web(2, metadata=marks(2))],
               B: [], C: [web(3, tags=["x"])]}
    more = {"legacy_groups": True, "legacy_variables": "shade", "details": ["volumes", "image"],
            "group_by": ["cloud", "metadata", "tags"], "compose": {"role": "server.metadata.role"}}
    first = parse(answers, **more)
    found = parse(dict.fromkeys(answers, DOWN), [DOWN], **more)
    assert (found.selected, asked(found), found.warnings) == ([], [], [])
    assert contents(found) == contents(first) and len(hosts(found)) == 3
    assert found.group("cloud_c") == ["web-3"] and "stale" not in found.data.groups


def test_a_hit_needs_no_openstacksdk():
    """select() is what would import it."""
    code = (f"import sys, {servers.__name__}; "
            "sys.exit(bool({'openstack', 'keystoneauth1', 'requests'} & sys.modules.keys()))")
    subprocess.run([sys.executable, "-c", code], check=True)


def test_each_target_has_its_file(parse, stored):
    parse({A: [web(1)], B: [], C: [web(3)]})
    assert len(stored()) == 4


@pytest.mark.parametrize("options", [
    {"group_by": ["status"]}, {"compose": {"x": "1"}}, {"hostnames": ["id"]}, {"strict": True},
    {"filters": [{"exclude": "true"}]}, {"fail_on_errors": True}, {"timeout": 5},
    {"api_timeout": 5}, {"stale_if_error": STALE}])
def test_options_of_which_rows_know_nothing(parse, options):
    parse(ONE)
    assert parse(ONE, **options).selected == []


# What is no hit

@pytest.mark.parametrize("options", [
    {"fleet": "web"}, {"all_projects": True}, {"server_filters": {"status": "ACTIVE"}},
    {"details": ["ports"]}, {"addresses": [{"type": "fixed"}]}, {"reachable_port": 22},
    {"legacy_groups": True}, {"legacy_variables": "shade"}, {"clouds": ["a", "b"]},
    {"clouds": [{"name": "a", "auth": {}}]}, {"clouds_yaml": __file__},
    {"secure_yaml": __file__}, {"regions": [""]}])
def test_other_options(parse, options):
    parse(ONE)
    assert miss(parse(ONE, **options))
    assert parse(ONE, **options).selected == []


def test_other_options_by_extra_variables(parse):
    def one(fleet):
        return parse(ONE, fleet="{{ name }}", extra={"name": fleet}).selected
    assert [bool(one(fleet)) for fleet in ("ci", "ci", "cd")] == [True, False, True]


def test_another_version(parse, monkeypatch):
    parse(ONE)
    monkeypatch.setattr(cache, "APP_VERSION", "99.0.0")
    assert miss(parse(ONE))


def test_another_folder(parse, monkeypatch, tmp_path):
    parse(ONE)
    monkeypatch.chdir(tmp_path)
    assert miss(parse(ONE))


@pytest.mark.parametrize(("name", "hit"), [
    ("OS_CLOUD", False), ("OS_CLIENT_CONFIG_FILE", False), ("HOME", False), ("PWD", True)])
def test_another_environment(parse, monkeypatch, name, hit):
    parse(ONE)
    monkeypatch.setenv(name, "/x")
    assert bool(parse(ONE).selected) is not hit


@pytest.mark.parametrize("text", [
    "", "{", "[]", "{}", "null", "5", '"text"', '{"__payload__": "{"}', '{"__payload__": "[]"}',
    '{"state": "x"}', "\0"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_damaged_file(parse, stored, text, number):
    parse(ONE)
    stored()[number].write_text(text)
    found = parse(ONE)
    assert hosts(found) == ["web-1", "web-2"] and found.selected and len(asked(found)) == (
        number > 0)
    assert parse(ONE).selected == []


def test_a_file_that_is_gone(parse, stored):
    parse(ONE)
    stored()[-1].unlink()
    assert len(asked(parse(ONE))) == 1
    assert parse(ONE).selected == []


@pytest.mark.parametrize(("lifetime", "age", "hit"), [
    (LIFETIME, LIFETIME - 60, True), (LIFETIME, LIFETIME + 1, False), (0, 10**8, True)])
@pytest.mark.parametrize("stale", [0, STALE])
def test_its_lifetime(parse, later, lifetime, age, hit, stale):
    parse(ONE, cache_timeout=lifetime, stale_if_error=stale)
    later(age)
    found = parse(ONE, cache_timeout=lifetime, stale_if_error=stale)
    assert (found.selected == []) is hit
    assert hosts(found) == ["web-1", "web-2"] and "stale" not in found.data.groups


def test_a_cache_that_lives_no_longer_than_the_run(parse):
    parse(ONE, cache_plugin="memory")
    assert miss(parse(ONE, cache_plugin="memory"))


def test_no_cache(parse, tmp_path):
    parse(ONE, cache=False)
    assert miss(parse(ONE, cache=False)) and not (tmp_path / "cache").exists()


def test_a_refresh_asks_again_and_writes(parse):
    parse(ONE)
    more = {A: [web(1)], B: [web(2), web(3)]}
    found = parse(more, refresh=True)
    assert miss(found) and hosts(found) == ["web-1", "web-2", "web-3"]
    found = parse(ONE)
    assert found.selected == [] and hosts(found) == ["web-1", "web-2", "web-3"]


def test_a_refresh_where_there_was_no_target(parse):
    parse({})
    assert parse({}).selected == []
    assert hosts(parse(ONE, refresh=True)) == ["web-1", "web-2"]


# What is incomplete

def test_a_target_that_fails_is_not_stored_and_others_are(parse):
    assert hosts(parse({A: [web(1)], B: DOWN})) == ["web-1"]
    found = parse({A: DOWN, B: [web(2)]})
    assert asked(found) == [B] and found.warnings == []
    assert hosts(found) == ["web-1", "web-2"]
    assert parse(ONE).selected == []


def test_a_target_that_still_fails(parse):
    for _time in range(2):
        found = parse({A: [web(1)], B: DOWN})
        assert found.warnings == [str(DOWN)] and hosts(found) == ["web-1"]


def test_a_target_whose_details_fail_is_not_stored(parse):
    failure = CloudError("forbidden", "not for you", B, "listing volumes")
    answers = {A: [web(1)], B: {"/servers/detail": [web(2)], "/volumes/detail": failure}}
    found = parse(answers, details=["volumes"])
    assert hosts(found) == ["web-1", "web-2"] and found.warnings == [str(failure)]
    assert found.variables("web-2")["server"]["volumes"] == []
    volume = {"id": "v", "attachments": [{"server_id": "id-2"}]}
    found = parse({A: DOWN, B: {"/servers/detail": [web(2)], "/volumes/detail": [volume]}},
                  details=["volumes"])
    assert asked(found) == [B]
    assert found.variables("web-2")["server"]["volumes"][0]["id"] == "v"
    assert parse(ONE, details=["volumes"]).selected == []


def test_nothing_is_stored_where_errors_are_errors(parse):
    with pytest.raises(AnsibleParserError, match="nobody is there"):
        parse({A: [web(1)], B: DOWN}, fail_on_errors=True)
    assert miss(parse(ONE))


def test_a_target_that_takes_too_long_is_not_stored(parse):
    slow = Late([web(2)], 60)
    found = parse({A: [web(1)], B: slow}, timeout=1)
    slow.over.set()
    assert hosts(found) == ["web-1"] and found.warnings == [
        "b: no answer in time; check that the cloud is up; if it is only slow, raise timeout or "
        "api_timeout"]
    assert asked(parse(ONE)) == [B]


def test_a_target_that_is_new(parse):
    parse({A: [web(1)]}, [BROKEN])
    found = parse(ONE)
    assert asked(found) == [B] and hosts(found) == ["web-1", "web-2"]


# Stale servers

def stale(found):
    """Those that say so; the group says the same."""
    names = [name for name, host in found.data.hosts.items() if host.vars["server"]["stale"]]
    group = found.group("stale") if "stale" in found.data.groups else []
    assert sorted(group) == sorted(names)
    return names


def test_stale_servers(parse, later):
    parse({A: [web(1)], B: [web(2), web(3)]}, stale_if_error=STALE)
    later(LIFETIME + 60)
    found = parse({A: [web(1)], B: DOWN}, stale_if_error=STALE)
    assert hosts(found) == ["web-1", "web-2", "web-3"] and stale(found) == ["web-2", "web-3"]
    assert found.warnings[0] == str(DOWN) and len(found.warnings) == 2
    assert found.warnings[1].startswith("b: 2 servers as they were at 20")


def test_stale_servers_are_no_hit_and_are_not_stored_again(parse, later):
    parse(ONE, stale_if_error=STALE)
    later(LIFETIME + 60)
    for _time in range(2):
        found = parse({A: [web(1)], B: DOWN}, stale_if_error=STALE)
        assert stale(found) == ["web-2"] and B in asked(found)
    later(STALE)
    found = parse({A: [web(1)], B: DOWN}, stale_if_error=STALE)
    assert hosts(found) == ["web-1"] and found.warnings == [str(DOWN)]


def test_a_target_that_answers_again(parse, later):
    parse(ONE, stale_if_error=STALE)
    later(LIFETIME + 60)
    parse({A: [web(1)], B: DOWN}, stale_if_error=STALE)
    found = parse(ONE, stale_if_error=STALE)
    assert stale(found) == [] and hosts(found) == ["web-1", "web-2"] and asked(found) == [B]


@pytest.mark.parametrize(("age", "seconds", "there"), [
    (LIFETIME + 60, 0, False), (LIFETIME + 60, 30, False), (LIFETIME + 60, 90, True),
    (LIFETIME + STALE + 60, STALE, False)])
def test_for_how_long_stale_servers_will_do(parse, later, age, seconds, there):
    parse(ONE, stale_if_error=seconds)
    later(age)
    found = parse({A: [web(1)], B: DOWN}, stale_if_error=seconds)
    assert stale(found) == (["web-2"] if there else [])


def test_a_target_without_servers_is_no_news(parse, later):
    parse({A: [web(1)], B: []}, stale_if_error=STALE)
    later(LIFETIME + 60)
    assert parse({A: [web(1)], B: DOWN}, stale_if_error=STALE).warnings == [str(DOWN)]


def test_a_refresh_while_a_target_is_down(parse):
    parse(ONE)
    found = parse({A: [web(1), web(3)], B: DOWN}, refresh=True)
    assert hosts(found) == ["web-1", "web-2", "web-3"] and stale(found) == ["web-2"]


def test_stale_servers_are_not_enough_where_errors_are_errors(parse, later):
    parse(ONE, stale_if_error=STALE)
    later(LIFETIME + 60)
    with pytest.raises(AnsibleParserError, match="nobody is there"):
        parse({A: [web(1)], B: DOWN}, stale_if_error=STALE, fail_on_errors=True)


def test_stale_servers_of_other_options_do_not_count(parse, later):
    parse(ONE, stale_if_error=STALE)
    later(LIFETIME + 60)
    found = parse({A: [web(1)], B: DOWN}, stale_if_error=STALE, details=["ports"])
    assert hosts(found) == ["web-1"]


def test_a_cloud_whose_configuration_is_broken_gives_its_stale_servers(parse, later):
    parse(ONE, stale_if_error=STALE)
    later(LIFETIME + 60)
    for _time in range(2):
        found = parse({A: [web(1)]}, [BROKEN], stale_if_error=STALE)
        assert hosts(found) == ["web-1", "web-2"] and stale(found) == ["web-2"]
        assert found.warnings[0] == str(BROKEN) and "1 servers as they were" in found.warnings[1]
    found = parse(ONE, stale_if_error=STALE)
    assert stale(found) == [] and asked(found) == [B]
    assert parse(ONE, stale_if_error=STALE).selected == []


def test_a_cloud_that_is_not_there_any_more(parse, later):
    parse(ONE, stale_if_error=STALE)
    later(LIFETIME + 60)
    found = parse({A: [web(1)]}, stale_if_error=STALE)
    assert hosts(found) == ["web-1"] and found.warnings == []


# With files that openstacksdk reads

MINE, YOURS = Target("mine"), Target("yours")
BOTH = {MINE: [web(1)], YOURS: [web(2)]}


def entries(**passwords):
    """Of clouds.yaml."""
    return yaml.safe_dump({"clouds": {name: {"auth": {
        "auth_url": "http://192.0.2.1:5000/v3", "username": "me", "password": password,
        "project_name": "p"}} for name, password in passwords.items()}})


@pytest.fixture
def read(parse, tmp_path):
    """clouds.yaml is really read, out of a folder with a suspicious name."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "clouds.yaml").write_text(entries(mine="x", yours="x"))

    def run(answers, **more):
        return parse(answers, None, secrets=[("default", SECRET)],
                     clouds_yaml=str(folder / "clouds.yaml"), **more)
    run.folder = folder
    return run


@pytest.mark.parametrize(("name", "text"), [
    ("clouds.yaml", entries(mine="x", yours="other")), ("clouds.yaml", entries(yours="x")),
    ("secure.yaml", "clouds: {mine: {auth: {password: y}}}")])
def test_a_file_that_has_changed(read, name, text):
    read(BOTH)
    assert read(BOTH).selected == []
    (read.folder / name).write_text(text)
    found = read(BOTH)
    assert asked(found) == [target for target in BOTH if target.cloud in text or name[0] == "s"]
    assert read(BOTH).selected == []


def test_stale_servers_of_files(read, later):
    read(BOTH, stale_if_error=STALE)
    later(LIFETIME + 60)
    assert stale(read({MINE: [web(1)], YOURS: DOWN}, stale_if_error=STALE)) == ["web-2"]


@pytest.mark.parametrize("names", [["clouds.yaml"], ["clouds.yaml", "secure.yaml"]])
def test_files_that_are_vaulted(read, later, names):
    for name in names:
        (read.folder / name).write_text(vaulted(entries(mine="x", yours="x")))
    read(BOTH, stale_if_error=STALE)
    assert read(BOTH, stale_if_error=STALE).selected == []
    later(LIFETIME + 60)
    assert stale(read({MINE: [web(1)], YOURS: DOWN}, stale_if_error=STALE)) == ["web-2"]
    found = read(BOTH, stale_if_error=STALE)
    assert asked(found) == [YOURS] and found.warnings == []
