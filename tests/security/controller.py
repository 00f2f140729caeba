# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine with Ansible, whose home is empty but for the clouds.yaml that a test writes."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml
from hostile import Cloud

COPY = Path(__file__).resolve().parents[2]
COLLECTIONS = COPY.parents[2]
MODULES = "ansible_collections.multicloud.openstack.plugins.modules"
# environments with an ansible-core: ours, and those that `make security` names beside it, as far as
# there is a Python for them
CORES = [Path(sys.prefix), *(core for core in map(Path, os.environ.get("CORES", "").split())
                             if (core / "bin/python").exists())]


@dataclass
class Ran:
    """How a command has ended: its exit code, all that it has written, and the seconds."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def text(self) -> str:
        return self.out + self.err


class Controller:
    """core: the folder of a virtual environment.  All is below `folder`, which is also the
    current folder of what is run."""

    def __init__(self, folder: Path, core: Path):
        self.folder, self.core = folder, core
        # with a short name, as Ansible's sockets need it
        self._temporary = tempfile.TemporaryDirectory(prefix="attack-")
        self.environment = {
            "PATH": f"{core / 'bin'}:/usr/local/bin:/usr/bin:/bin", "HOME": str(folder / "home"),
            # the locks of fleets are there, and other tests have fleets of the same name
            "TMPDIR": self._temporary.name, "LANG": "C.UTF-8", "NO_COLOR": "1",
            "PYTHONPATH": str(COLLECTIONS),
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS), "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_DEPRECATION_WARNINGS": "0"}
        self.clouds_yaml = folder / "home/.config/openstack/clouds.yaml"
        self.write(self.clouds_yaml, "{}", 0o600)

    def write(self, name: Path | str, content, mode: int = 0o644) -> Path:
        """A file, as YAML unless it is text."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else
                        yaml.safe_dump(content, sort_keys=False))
        path.chmod(mode)
        return path

    def clouds(self, **clouds: Cloud | dict) -> None:
        """Writes clouds.yaml: fake clouds, or entries."""
        self.write(self.clouds_yaml, {"clouds": {
            name: cloud.entry() if isinstance(cloud, Cloud) else cloud
            for name, cloud in clouds.items()}}, 0o600)

    def run(self, *command, timeout: float = 180, **environment: str) -> Ran:
        """A command of the environment; after `timeout` seconds the test has failed, on a machine
        that has much else to do."""
        began = time.monotonic()
        ended = subprocess.run(list(map(str, command)), cwd=self.folder, timeout=timeout,
                               env={**self.environment, **environment}, text=True, check=False,
                               stdin=subprocess.DEVNULL, capture_output=True, errors="replace")
        return Ran(ended.returncode, ended.stdout, ended.stderr, time.monotonic() - began)

    def playbook(self, plays: list[dict], *arguments, **more) -> Ran:
        """ansible-playbook; plays without hosts are for localhost, without facts."""
        usual = {"hosts": "localhost", "gather_facts": False}
        path = self.write("playbook.yml", [{**usual, **play} for play in plays])
        return self.run("ansible-playbook", path, *arguments, **more)

    def inventory(self, options: dict | None = None, *arguments, **more) -> tuple[Ran, dict]:
        """ansible-inventory --list of the plugin `servers`, and what it has printed."""
        path = self.write("servers.yml", {"plugin": "multicloud.openstack.servers",
                                          **(options or {})})
        ran = self.run("ansible-inventory", "-i", path, "--list", *arguments, **more)
        return ran, json.loads(ran.out or "{}")

    def module(self, module: str, /, *, check: bool = False, **options) -> tuple[Ran, dict]:
        """A module alone, which is quicker than a playbook, and its result."""
        path = self.write("arguments.json", json.dumps({"ANSIBLE_MODULE_ARGS": {
            **options, "_ansible_check_mode": check, "_ansible_remote_tmp": str(self.folder)}}))
        ran = self.run(self.core / "bin/python", "-m", f"{MODULES}.{module}", path)
        try:
            return ran, json.loads(ran.out)
        except ValueError:
            raise AssertionError(f"no result, but:\n{ran.text}") from None
