# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way to log in of docs/logins.md: by a module, a fleet, the inventory and doctor; and what
each says of a secret that is wrong, has expired or is missing."""
from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

import logins
import pytest
import yaml

LOGINS = [name for name in logins.HEADINGS if name != "device"]
SECRETS = ("wrong", "expired", "missing")
COLUMNS = {"module": logins.module, "fleet": logins.fleet, "doctor": logins.doctor}
# what a login that works cannot do, and which row of its table says so
LIMITED = {("system", "fleet"): "servers", ("system", "doctor"): "servers",
           ("system", "inventory"): "servers", ("domain", "fleet"): "servers",
           ("domain", "doctor"): "servers", ("domain", "inventory"): "servers",
           ("rules", "fleet"): "fleet", ("rules", "doctor"): "fleet"}


@pytest.fixture(scope="module")
def known():
    """{login: what the test clouds have for it}"""
    subprocess.run(["clouds", "logins", "on"], check=True)
    path = Path(os.environ["TESTCLOUDS_STATE"], "clouds/logins.json")
    yield json.loads(path.read_text(encoding="utf-8"))
    subprocess.run(["clouds", "logins", "off"], check=True)


def expected(login, secret, column):
    """The words that an error has to have; '' for none."""
    said = logins.sentences(login)
    if secret == "works":
        row = LIMITED.get((login, column))
        return next(text for key, text in said.items() if row in key) if row else ""
    return said[secret]


def check(said, words, known):
    """One sentence, with its place, and without anything that is secret."""
    assert (words in said) if words else not said, said
    assert "Traceback" not in said
    for one in known.values():
        secrets = {**one["entry"]["auth"], **one["wrong"], **(one["expired"] or {})}
        assert not [name for name, value in secrets.items() if value in said and (
            "secret" in name or name in ("password", "token", "access_token"))]


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize("secret", ["works", *SECRETS])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_login(known, tmp_path, column, secret, login):
    path = logins.write(tmp_path, **{login: logins.entry(login, known[login], secret)})
    said = COLUMNS[column](path, login)
    check(said, expected(login, secret, column), known)
    assert not said or login in said


@pytest.mark.parametrize("secret", ["works", *SECRETS])
def test_inventories(known, tmp_path, secret):
    said = logins.inventory(logins.write(tmp_path, **{
        login: logins.entry(login, known[login], secret) for login in LOGINS}))
    for login in LOGINS:
        warnings = re.findall(rf"\[WARNING\]: {login}\b.*?(?=\[WARNING\]|$)", said)
        check(" ".join(warnings), expected(login, secret, "inventory"), known)


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize("secret", ["works", "wrong"])
def test_no_secret_is_in_the_log(known, tmp_path, secret, login):
    entry = logins.entry(login, known[login], secret)
    path, log = logins.write(tmp_path, **{login: entry}), tmp_path / "log"
    logins.module(path, login, sdk_log_path=str(log), sdk_log_level="HTTP")
    said = log.read_text(encoding="utf-8")
    assert "POST" in said and "gAAAA" not in said
    if secret == "works" and "passcode" in entry["auth"]:
        assert entry["auth"]["passcode"] not in said
    check(said, "POST", known)


# -- second factors

def test_a_password_alone_where_a_passcode_is_needed(known, tmp_path):
    entry = logins.entry("multifactor", known["multifactor"])
    del entry["auth_methods"], entry["auth"]["passcode"]
    said = logins.module(logins.write(tmp_path, alpha={**entry, "auth_type": "v3password"}))
    quoted = re.search(r"`(the login needs several factors .*?)`", logins.GUIDE, re.S)[1]
    check(said, " ".join(quoted.split()), known)


def test_a_passcode_is_enough_for_later_tasks(known, tmp_path):
    """The guide's play; the second time, without one."""
    entry = logins.entry("totp", known["totp"])
    del entry["auth"]["passcode"]
    files = {"OS_CLIENT_CONFIG_FILE": logins.write(tmp_path, alpha=entry),
             "XDG_RUNTIME_DIR": str(tmp_path)}
    for passcode in (logins.passcode(known["totp"]["seed"]), ""):
        play(tmp_path, "passcode.yml", "-e", f"passcode={passcode}", **files)
    shutil.rmtree(tmp_path / "multicloud.openstack")
    said = play(tmp_path, "passcode.yml", "-e", "passcode=000000", code=2, **files)
    check(said, "give the current passcode", known)


def test_a_passcode_makes_a_credential_for_all_else(known, tmp_path):
    """The guide's play."""
    seed = known["totp"]["seed"]
    entry = logins.entry("totp", known["totp"])
    del entry["auth"]["passcode"]
    path = logins.write(tmp_path, alpha=entry)
    play(tmp_path, "credential.yml", "-e", f"passcode={logins.passcode(seed)}",
         OS_CLIENT_CONFIG_FILE=path)
    made = yaml.safe_load((tmp_path / "week.yaml").read_text(encoding="utf-8"))
    made["clouds"]["alpha"]["loopback_addresses"] = True
    (tmp_path / "clouds.yaml").write_text(json.dumps(made), encoding="utf-8")
    assert (logins.module(path), logins.fleet(path), logins.doctor(path)) == ("", "", "")


def play(folder, name, *arguments, code=0, **environment):
    """Runs a play of the guide."""
    block = re.search(rf"```yaml\n# {name}\n(.*?)```", logins.GUIDE, re.S)[1]
    (folder / name).write_text(block, encoding="utf-8")
    return logins.ansible("ansible-playbook", name, *arguments, folder=folder, code=code,
                          **environment)


# -- where somebody must confirm

@pytest.mark.parametrize("column", [*COLUMNS, "inventory"])
def test_a_device_is_refused_at_once(known, tmp_path, column):
    path = logins.write(tmp_path, alpha=logins.entry("device", known["device"]))
    said = logins.inventory(path) if column == "inventory" else COLUMNS[column](path)
    words, = logins.sentences("device").values()
    assert words.replace("`", "") in said.replace("`", "")


def test_a_device_gives_a_token(known, tmp_path):
    """By the client, which shows the page on which somebody confirms."""
    path = logins.write(tmp_path, alpha=logins.entry("device", known["device"]))
    client = subprocess.Popen(
        ["openstack", "--os-cloud", "alpha", "token", "issue", "-f", "value", "-c", "id"],
        env={**os.environ, "OS_CLIENT_CONFIG_FILE": path, "OS_CLIENT_SECURE_FILE": ""},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    page, code = re.search(r"(http\S+)\?user_code=(\w+)", client.stderr.readline()).groups()
    form = {"user_code": code, **known["device"]["jane"]}
    urllib.request.urlopen(page, urllib.parse.urlencode(form).encode(), timeout=10).close()
    token, _said = client.communicate(timeout=60)
    entry = logins.entry("token", known["token"])
    entry["auth"]["token"] = token.strip()
    path = logins.write(tmp_path, alpha=entry)
    assert (logins.module(path), logins.fleet(path), logins.doctor(path)) == ("", "", "")


# -- without a stored secret

def variables(known):
    """The guide's, with the values of the test clouds."""
    block = re.search(r"```bash\n(export OS_AUTH_TYPE.*?)```", logins.GUIDE, re.S)[1]
    entry = logins.entry("accesstoken", known["accesstoken"])
    values = {**entry["auth"], "auth_type": entry["auth_type"],
              "region_name": entry["region_name"]}
    names = re.findall(r"OS_(\w+)=", block)
    assert {name.lower() for name in names} == {*values}
    return {f"OS_{name}": values[name.lower()] for name in names}


def test_variables_are_enough(known, tmp_path):
    given = {**variables(known), "HOME": str(tmp_path)}
    (tmp_path / "any.yml").write_text(
        "[{hosts: localhost, gather_facts: false, tasks: [{multicloud.openstack.server_info: }]}]",
        encoding="utf-8")
    logins.ansible("ansible-playbook", "any.yml", folder=tmp_path, **given)
    assert "WARNING" not in logins.inventory(str(tmp_path / "none"), **given)
    refused = logins.ansible("ansible-playbook", "any.yml", folder=tmp_path, code=2,
                             **{**given, "OS_ACCESS_TOKEN": "wrong-secret"})
    assert logins.sentences("accesstoken")["wrong"] in refused and "wrong-secret" not in refused
    assert "no access_token" in logins.ansible(
        "ansible-playbook", "any.yml", folder=tmp_path, code=2, **{**given, "OS_ACCESS_TOKEN": ""})


def test_a_file_is_read_at_each_use(known, tmp_path):
    """The guide's play, with a token that is renewed between two runs."""
    entry = logins.entry("accesstoken", known["accesstoken"])
    token = tmp_path / "token"
    token.write_text(known["accesstoken"]["expired"]["access_token"], encoding="utf-8")
    fresh = entry["auth"].pop("access_token")
    logins.write(tmp_path, alpha=entry)
    said = play(tmp_path, "ci.yml", "-e", f"token_file={token}", code=2)
    check(said[said.index("alpha"):], logins.sentences("accesstoken")["expired"], known)
    token.write_text(f"{fresh}\n", encoding="utf-8")
    assert "changed=2 " in play(tmp_path, "ci.yml", "-e", f"token_file={token}")


def test_a_token_of_keystone_lives_longer(known, tmp_path):
    """What the guide's job does: exchange it, and keep that."""
    entry = logins.entry("token", known["token"])
    del entry["auth"]["token"]
    logins.write(tmp_path, alpha=entry)
    commands = re.search(r"    (umask 077\n.*?secure.yaml)\n", logins.GUIDE, re.S)[1]
    subprocess.run(["bash", "-ec", commands.replace("\n    ", "\n")], cwd=tmp_path, check=True,
                   env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **variables(known)})
    path = str(tmp_path / "clouds.yaml")
    assert (tmp_path / "secure.yaml").stat().st_mode & 0o777 == 0o600
    assert (logins.module(path), logins.fleet(path), logins.doctor(path)) == ("", "", "")
