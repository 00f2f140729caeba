# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to log in: the entries of docs/logins.md with what the test clouds have for them, and the
four ways in which they are tried."""
from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import time
from pathlib import Path

import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.module import (
    CLOUD_OPTIONS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor import run as doctors
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import run as fleets
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.options import (
    FLEET_OPTIONS,
)

ROOT = Path(__file__).parents[2]
COLLECTIONS = ROOT.parents[2]
GUIDE = (ROOT / "docs/logins.md").read_text(encoding="utf-8")
# {what the test clouds call it: its heading}
HEADINGS = {
    "password": "Password", "system": "System scope", "domain": "Domain scope",
    "credential": "Application credential", "rules": "Application credential with access rules",
    "totp": "Passcode", "multifactor": "Password and passcode", "token": "Token", "trust": "Trust",
    "clientcredentials": "Client credentials",
    "oidcpassword": "Password of an identity provider", "accesstoken": "Access token",
    "device": "Device or browser"}
SCOPED = ("system", "domain")       # for no project
FLEET = {"name": "logins", "image": "debian-12", "flavor": "m1.tiny", "network": "private",
         "auto_ip": False, "wait": "active", "timeout": 60}


def section(login):
    """What the guide has below the heading of a login."""
    return re.split(r"^## ", GUIDE.partition(f"\n## {HEADINGS[login]}\n")[2], flags=re.M)[0]


def sentences(login):
    """{wrong, expired, missing, or who is told: what the error has}"""
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", section(login), re.M)
    return {case: text for case, text in rows if text != "error"}


def shown(login):
    """(the guide's entry, the secrets that it names)"""
    block = re.search(r"```yaml\n# clouds.yaml\n(.*?)```", section(login), re.S)
    names = re.search(r"^(?:In `secure.yaml`|Given to the task): .*", section(login), re.M)
    secrets = re.findall(r"`(\w+)`", names[0].partition(". Without")[0].partition(". An ")[0])
    return yaml.safe_load(block[1])["clouds"]["alpha"], secrets


def entry(login, known, case="works"):
    """The guide's entry, with the values of the test clouds; known: of their logins.json."""
    found, secrets = shown(login)
    real = copy.deepcopy(known["entry"])
    if "seed" in known:
        real["auth"]["passcode"] = passcode(known["seed"], 0 if case == "expired" else None)
    assert {*found["auth"], *secrets} == {*real["auth"]}
    auth = {**found["auth"], **real["auth"]}
    if case in ("wrong", "expired"):
        auth.update(known[case] or {})
    if case == "missing":
        del auth[secrets[-1]]
    return {**found, "auth": auth, "loopback_addresses": True}


def passcode(seed, when=None):
    """RFC 6238, as an application on a phone does it."""
    counter = int((time.time() if when is None else when) // 30)
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start:start + 4])[0] & 0x7fffffff
    return f"{number % 10**6:06}"


def write(folder, **clouds):
    """A clouds.yaml; its path."""
    path = Path(folder, "clouds.yaml")
    path.touch(mode=0o600)
    path.write_text(json.dumps({"clouds": clouds}), encoding="utf-8")
    return str(path)


# -- the four ways; each returns what went wrong, or ''

def module(path, cloud="alpha", **options):
    """A list of servers, or of projects where a login is for none."""
    try:
        connection = one({"cloud": cloud, "clouds_yaml": path, **options})
        if cloud in SCOPED:
            assert connection.get("identity", "/projects", "listing").rows("projects")
        else:
            connection.pages("compute", "/servers/detail", "servers", "listing servers")
    except CloudError as error:
        return str(error)
    return ""


def fleet(path, cloud="alpha"):
    """One server, made and deleted."""
    options = {**FLEET, "cloud": cloud, "clouds_yaml": path}
    try:
        made = fleets.run(_valid(FLEET_OPTIONS, options, count=1), check_mode=False)
        if not made["failures"]:
            assert [server["status"] for server in made["servers"]] == ["ACTIVE"]
            fleets.run(_valid(FLEET_OPTIONS, options, state="absent"), check_mode=False)
    except CloudError as error:
        return str(error)
    return " ".join(failure["msg"] for failure in made["failures"])


def doctor(path, cloud="alpha"):
    """All findings."""
    found = doctors.info(_valid({"fleet": {"type": "dict"}},
                                {"cloud": cloud, "clouds_yaml": path}), check_mode=False)
    return " ".join(f"{one['severity']}: {one['cloud']}: {one['msg']}; {one['mend']}"
                    for one in found["findings"])


def _valid(spec, options, **more):
    found = ArgumentSpecValidator({**CLOUD_OPTIONS, **spec}).validate({**options, **more})
    assert not found.error_messages
    return found.validated_parameters


def inventory(path, **environment):
    """Of all clouds: what ansible-inventory says, in one line."""
    source = Path(path).parent / "servers.yml"
    source.write_text(json.dumps({"plugin": "multicloud.openstack.servers", **(
        {"clouds_yaml": path} if Path(path).name == "clouds.yaml" else {})}), encoding="utf-8")
    return ansible("ansible-inventory", "-i", source, "--list", **environment)


def ansible(*command, folder=None, code=0, **environment):
    """What a command of Ansible prints, in one line: it wraps what it warns of."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OS_")}
    done = subprocess.run(
        [*map(str, command)], cwd=folder, check=False, capture_output=True, text=True,
        env={**kept, "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS), "COLUMNS": "200",
             "ANSIBLE_LOCALHOST_WARNING": "false", "ANSIBLE_NOCOLOR": "true", **environment})
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == code, said
    return said
