# SPDX-License-Identifier: GPL-3.0-or-later
"""Does what a guide says, one thing after the other, as it stands there.

guide.py NAME...       of docs/NAME.md, one reader of all

As he would: in the folder of the collection, with a home of his own, which has a key, an
image of his, and the clouds.yaml of the test clouds in place of the guide's.
"""
from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

FOLDER = "ansible_collections/multicloud/openstack"
COLLECTION = Path(os.environ["ANSIBLE_COLLECTIONS_PATH"].split(":")[0], FOLDER)
CENSUS = [sys.executable, "../setup_clouds/files/census.py"]
FIRST = "getting_started"               # which installs the collection
KEY = ".ssh/id_ed25519"
OWN = ("clouds.yaml", "secure.yaml")    # files of which he has his own
IMAGE = "devuan-jessie.qcow2"
# the header of an empty disk of 1 MiB: https://www.qemu.org/docs/master/interop/qcow2.html
QCOW2 = struct.pack(
    ">4sIQIIQIIQQIIQ", b"QFI\xfb", 2, 0, 0, 16, 2**20, 0, 1, 3 << 16, 1 << 16, 1, 0, 0)

sys.path.insert(0, str(COLLECTION / "tests/unit/helpers"))
import guides  # noqa: E402


def main():
    settings = yaml.safe_load(Path("../../integration_config.yml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as home:
        tree = Path(home, "clone")
        subprocess.run(["cp", "-a", str(COLLECTION), str(tree)], check=True)
        furnish(Path(home), tree)
        if FIRST not in sys.argv:
            run("ansible-galaxy collection install --force .", tree, environment(home, ""))
        for name in sys.argv[1:]:
            text = (COLLECTION / f"docs/{name}.md").read_text(encoding="utf-8")
            subprocess.run([*CENSUS, "--empty"], check=True)
            try:
                follow(text, tree, environment(home, str(settings["ssh_port"])))
                subprocess.run([*CENSUS, "--empty"], check=True)
            finally:
                subprocess.run([*CENSUS, "--delete"], check=True)


def follow(text, tree, environment):
    for name, what in guides.steps(text):
        if name is None:
            run(what, tree, environment)
        elif Path(name).name not in OWN:
            # the servers of the test clouds may have another port
            port = f"  port: {environment['ANSIBLE_REMOTE_PORT']}\n"
            (tree / name).write_text(what + port * (name == "my-fleet.yml"), encoding="utf-8")


def furnish(home, tree):
    """What the reader has: a key, his clouds, an image."""
    (home / ".ssh").mkdir(mode=0o700)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / KEY], check=True)
    (home / ".config").symlink_to(Path.home() / ".config")
    (home / IMAGE).write_bytes(QCOW2 + bytes(2**18))


def environment(home, port):
    """Where nothing is of the tests but the port of the servers."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ANSIBLE_")}
    return {**kept, "HOME": home, "ANSIBLE_REMOTE_PORT": port,
            "ANSIBLE_PRIVATE_KEY_FILE": f"{home}/{KEY}"}       # ssh asks nobody where home is


def run(command, tree, environment):
    print(f"\n==== {command}", flush=True)
    subprocess.run(command, shell=True, check=True, cwd=tree, env=environment)
    if ".create " in command and "--check" not in command:
        again = subprocess.run(command, shell=True, check=True, cwd=tree, env=environment,
                               capture_output=True, text=True).stdout
        assert "changed=0 " in again, again


if __name__ == "__main__":
    main()
