# SPDX-License-Identifier: GPL-3.0-or-later
"""Inventories from files of clouds, vaulted or not, through openstacksdk itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from ansible.errors import AnsibleError, AnsibleParserError
from ansible.parsing.vault import VaultSecret
from inventories import SECRET, Parsed, Vaulted, hosts, vaulted, web

from ansible_collections.multicloud.openstack.plugins.inventory import servers
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

OTHER = VaultSecret(b"close sesame")
MINE, YOURS = Target("mine"), Target("yours", "north")


def entry(password="x", **more):
    auth = {"auth_url": "http://192.0.2.1:5000/v3", "username": "me", "project_name": "p"}
    return {"auth": {**auth, **({"password": password} if password else {})}, **more}


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, servers, *args, **more)


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
