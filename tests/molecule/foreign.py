# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/molecule.md as it is: its role, in a folder of its own, tested by molecule on three clouds.

Then the same with a platform that cannot be had: nothing is left of that either.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

import openstack
import yaml

GUIDE = Path(__file__).parents[2] / "docs/molecule.md"
CLOUDS = ("alpha", "beta", "gamma")
BLOCK = re.compile(r"^`(\S+)`\n\n```yaml\n(.*?)^```", re.M | re.S)


def main():
    with tempfile.TemporaryDirectory() as folder:
        role = Path(folder, "greeting")
        for name, text in BLOCK.findall(GUIDE.read_text()):
            (role / name).parent.mkdir(parents=True, exist_ok=True)
            (role / name).write_text(text)
        port = int(os.environ["TESTCLOUDS_SSH_PORT"])
        base = Path(folder, "base.yml")
        base.write_text(yaml.safe_dump({"prerun": False, "provisioner": {
            "env": {"ANSIBLE_ROLES_PATH": folder},
            "inventory": {"group_vars": {"all": {"molecule_fleet": {"port": port}}}}}}))
        tested(role, base)
        assert not left(), left()
        scenario = role / "molecule/default/molecule.yml"
        scenario.write_text(scenario.read_text().replace("flavor: s1-2", "flavor: too-big"))
        failed(role, base)
        assert not left(), left()
    print("a foreign role on three clouds, and nothing left")


def tested(role, base):
    """All of it, in its usual order."""
    found = molecule(role, base, "test")
    assert found.returncode == 0, found.stdout
    for name in ("greeting-alpha", "greeting-beta", "greeting-gamma"):
        assert re.search(rf"^{name} +: ok=[^0].*failed=0", found.stdout, re.M), found.stdout
    print(found.stdout)


def failed(role, base):
    """A create that says why, with those that are there known to molecule; then destroy."""
    found = molecule(role, base, "create")
    assert found.returncode != 0, found.stdout
    assert "greeting-beta" in found.stdout and len(left()) == 2, (found.stdout, left())
    hello = molecule(role, base, "login", "--host", "greeting-gamma", input="hostname\n")
    assert "greeting-gamma" in hello.stdout, hello.stdout
    found = molecule(role, base, "destroy")
    assert found.returncode == 0, found.stdout


def molecule(role, base, *command, **more):
    return subprocess.run(["molecule", "-c", base, *command], cwd=role, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)


def left():
    """Servers and keypairs on all clouds that are the role's."""
    found = []
    for cloud in CLOUDS:
        for region in openstack.config.OpenStackConfig().get_all():
            if region.name == cloud:
                connection = openstack.connection.Connection(config=region)
                found += [one.name for one in connection.compute.servers()
                          if one.name.startswith("greeting-")]
                found += [one.name for one in connection.compute.keypairs()
                          if one.name.startswith("molecule-")]
    return found


if __name__ == "__main__":
    main()
