# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands of a guide, one after the other, as they stand there.

guide.py NAME       of docs/NAME.md

As its reader would: in the folder of the collection, with a home of his own, which has a key, the
files that the guide shows, and the clouds.yaml of the test clouds in place of the guide's.
"""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

FOLDER = "ansible_collections/multicloud/openstack"
COLLECTION = Path(os.environ["ANSIBLE_COLLECTIONS_PATH"].split(":")[0], FOLDER)
CENSUS = [sys.executable, "../setup_clouds/files/census.py"]
KEY = ".ssh/id_ed25519"

sys.path.insert(0, str(COLLECTION / "tests/unit/helpers"))
import guides  # noqa: E402


def main():
    text = (COLLECTION / f"docs/{sys.argv[1]}.md").read_text(encoding="utf-8")
    settings = yaml.safe_load(Path("../../integration_config.yml").read_text(encoding="utf-8"))
    subprocess.run([*CENSUS, "--empty"], check=True)
    with tempfile.TemporaryDirectory() as home:
        tree = Path(home, "clone")
        subprocess.run(["cp", "-a", str(COLLECTION), str(tree)], check=True)
        furnish(Path(home), tree, guides.blocks(text, "yaml"), str(settings["ssh_port"]))
        try:
            for command in guides.commands(text):
                run(command, tree, environment(home, settings["ssh_port"]))
            subprocess.run([*CENSUS, "--empty"], check=True)
        finally:
            subprocess.run([*CENSUS, "--delete"], check=True)


def furnish(home, tree, blocks, port):
    """What the reader has: a key, his clouds, and the files of the guide."""
    (home / ".ssh").mkdir(mode=0o700)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / KEY], check=True)
    (home / ".config").symlink_to(Path.home() / ".config")
    for block in blocks:
        name = guides.named(block)
        if name == "my-fleet.yml":      # the servers of the test clouds may have another port
            (tree / name).write_text(f"{block}  port: {port}\n", encoding="utf-8")


def environment(home, port):
    """Where nothing is of the tests but the port of the servers."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ANSIBLE_")}
    return {**kept, "HOME": home, "ANSIBLE_REMOTE_PORT": str(port),
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
