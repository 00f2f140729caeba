# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/molecule.md as it is: its role, in a folder of its own, tested by molecule on three clouds.

Then the same with a platform that cannot be had at first.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

import openstack
import yaml

GUIDE = Path(__file__).parents[3] / "docs/molecule.md"
NAMES = ["greeting-alpha", "greeting-beta", "greeting-gamma"]
BLOCK = re.compile(r"^```yaml\n(# (\S+)\n.*?)^```", re.M | re.S)


def main():
    with tempfile.TemporaryDirectory() as folder:
        role = Path(folder, "greeting")
        for text, name in BLOCK.findall(GUIDE.read_text()):
            (role / name).parent.mkdir(parents=True, exist_ok=True)
            (role / name).write_text(text)
        Path(folder, "base.yml").write_text(yaml.safe_dump(base()))
        unchecked(role)
        tested(role)
        mended(role)
    print("a foreign role on three clouds, and nothing left")


def base():
    """What is different here from where the guide is read."""
    fleet = {"port": int(os.environ["TESTCLOUDS_SSH_PORT"])}
    return {"prerun": False, "provisioner": {
        "inventory": {"group_vars": {"all": {"molecule_fleet": fleet}}}}}


def unchecked(role):
    """Nothing is created where molecule would not look at host keys."""
    scenario = role / "molecule/default/molecule.yml"
    text = scenario.read_text()
    for setting, other in (("host_key_checking: true", "nocows: true"),
                           ("-o StrictHostKeyChecking=yes", "-o Compression=yes")):
        scenario.write_text(text.replace(setting, other))
        assert "log in without checking host keys" in molecule(role, "create", fails=True)
    scenario.write_text(text)
    assert left() == []


def tested(role):
    """All of it, in its usual order."""
    said = molecule(role, "test")
    for name in NAMES:
        assert re.search(rf"{name} +: ok=[1-9].*failed=0", said), name
    assert left() == []


def mended(role):
    """A create that fails and says why, another one that completes it, login, destroy."""
    scenario = role / "molecule/default/molecule.yml"
    text = scenario.read_text()
    scenario.write_text(text.replace("flavor: s1-2", "flavor: too-big"))
    said = molecule(role, "create", fails=True)
    assert "server greeting-beta: is in ERROR: No valid host was found" in said
    assert left() == [NAMES[0], NAMES[2]]
    scenario.write_text(text)
    molecule(role, "create")
    assert left() == NAMES
    login = "molecule -c ../base.yml login --host greeting-beta"
    assert NAMES[1] in run(role, ["script", "-qec", login, "/dev/null"],
                           input="hostname\nexit\n").replace(login, "")
    molecule(role, "destroy")
    assert left() == []


def molecule(role, command, fails=False):
    """What it says."""
    return run(role, ["molecule", "-c", "../base.yml", command], fails)


def run(role, command, fails=False, **more):
    done = subprocess.run(command, cwd=role, text=True, check=False, **more,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "NO_COLOR": "1", "ANSIBLE_NOCOLOR": "1"})
    print(done.stdout)
    assert (done.returncode != 0) is fails, command
    return done.stdout


def left():
    """The role's servers; no keypair may be there without them."""
    servers, keypairs = [], []
    for region in openstack.config.OpenStackConfig().get_all():
        compute = openstack.connection.Connection(config=region).compute
        servers += [one.name for one in compute.servers() if one.name in NAMES]
        keypairs += [one.name for one in compute.keypairs() if one.name.startswith("molecule-")]
    assert bool(servers) is bool(keypairs)
    return sorted(servers)


if __name__ == "__main__":
    main()
