# SPDX-License-Identifier: GPL-3.0-or-later
"""The job templates of extensions/awx, run as AWX runs them: its own code makes files and variables
of a credential, and ansible-runner the rest.

What AWX would take from its database is made up here: answers to surveys, and the login.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ansible_runner
import yaml
from awx_plugins.interfaces._temporary_private_inject_api import inject_credential

ROOT = Path(__file__).resolve().parents[3]
sys.path.append(str(ROOT / "tests/unit/helpers"))
import awx  # noqa: E402

CONTROLLER = awx.controller()
NAME = "awx"
OURS = dict(os.environ)     # with the test clouds, of which jobs know by their credential alone
for variable in [name for name in OURS if name.startswith("OS_")]:
    del os.environ[variable]
CONTAINER = "/runner/"      # where AWX shows the folder of a job to it


class Unsafe(str):
    """An answer to a survey, which AWX lets be no template."""


yaml.SafeDumper.add_representer(
    Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text)))


def module(noun: str, **options: Any) -> dict[str, Any]:
    """The result of one of ours."""
    done = subprocess.run(
        ["ansible", "localhost", "-m", f"multicloud.openstack.{noun}", "-a", json.dumps(options)],
        capture_output=True, text=True, check=False, env=OURS)
    return json.loads(done.stdout.partition(" => ")[2])


def environment(kind: str, inputs: dict[str, str], folder: Path) -> dict[str, str]:
    """Of a job with a credential of this type; its files are in the folder."""
    given = awx.named(CONTROLLER["controller_credential_types"], kind)
    type_ = SimpleNamespace(inputs=given["inputs"], injectors=given["injectors"], managed=False)
    credential = SimpleNamespace(get_input_keys=lambda: list(inputs), get_input=inputs.__getitem__)
    found: dict[str, str] = {}
    shown: dict[str, str] = {}
    inject_credential(type_, credential, found, shown, [], str(folder))
    assert not [secret for secret in inputs.values() if len(secret) > 15
                and secret in json.dumps([found, shown])], "a secret is in the environment"
    return {name: value.replace(CONTAINER, f"{folder}/") for name, value in found.items()}


class Jobs:
    """Runs jobs with one credential.  folder: of ansible-runner, and their home."""

    def __init__(self, kind: str, inputs: dict[str, str], folder: str) -> None:
        self.folder = Path(folder)
        for part in ("env", "inventory"):
            (self.folder / part).mkdir()
        (self.folder / "project").symlink_to(ROOT)
        self.environment = {
            "HOME": folder, "ANSIBLE_COLLECTIONS_PATH": os.environ["ANSIBLE_COLLECTIONS_PATH"],
            **environment(kind, inputs, self.folder)}

    def run(self, template: str, key: str | None = None, fleet: dict[str, Any] | None = None,
            **answers: Any) -> Any:
        """A job template with answers to its survey.  fleet: what no survey asks for."""
        given = awx.named(CONTROLLER["controller_templates"], template)
        asked = {row["variable"]: row["default"] for row in given["survey_spec"]["spec"]}
        assert answers.keys() <= asked.keys()
        answered = {name: Unsafe(value) if isinstance(value, str) else value
                    for name, value in {**asked, **answers}.items()}
        variables = {"fleet": {**given["extra_vars"].get("fleet", {}), **(fleet or {})}, **answered}
        (self.folder / "env/extravars").write_text(yaml.safe_dump(variables))
        return ansible_runner.run(
            private_data_dir=str(self.folder), playbook=given["playbook"], ssh_key=key,
            envvars=self.environment, inventory="localhost,", cmdline="-u debian", quiet=True)

    def inventory(self, source: str) -> dict[str, Any]:
        """What an inventory source finds."""
        path = awx.named(CONTROLLER["controller_inventory_sources"], source)["source_path"]
        found, _error = ansible_runner.get_inventory(
            "list", [str(ROOT / path)], response_format="json", envvars=self.environment,
            private_data_dir=str(self.folder), quiet=True)
        return found


def successful(result: Any, *words: str) -> str:
    """What it says; it must have succeeded, and say this."""
    said = result.stdout.read()
    assert result.rc == 0, said[-3000:]
    assert all(word in said for word in words), said[-3000:]
    return said


def lifecycle(jobs: Jobs, key: Path) -> None:
    """Create, list, verify, heal and destroy a fleet."""
    definition = {"fleet_name": NAME, "fleet_count": 3, "fleet_image": "debian-12",
                  "fleet_flavor": "m1.small", "fleet_targets": "alpha beta",
                  "fleet_public_key": key.with_suffix(".pub").read_text().strip(),
                  # the SSH port of the test clouds
                  "fleet": {"port": int(os.environ["TESTCLOUDS_SSH_PORT"]), "api_timeout": 120}}
    successful(jobs.run("Create a fleet", **definition), f"{NAME}-3")
    assert len(jobs.inventory("OpenStack servers")[f"fleet_{NAME}"]["hosts"]) == 3
    targets = jobs.inventory("OpenStack targets")["targets"]["hosts"]
    assert len(targets) == 4, targets
    successful(jobs.run("Verify a fleet", key.read_text(), **definition))
    lost = module("fleet_info", name=NAME)["servers"][0]
    module("server", cloud=lost["cloud"], name=lost["id"], state="absent")
    successful(jobs.run("Heal a fleet", **definition), "missing")
    assert len(module("fleet_info", name=NAME)["servers"]) == 3
    successful(jobs.run("Delete orphaned resources"))
    successful(jobs.run("Destroy a fleet", fleet_name=NAME, fleet_targets=""))
    assert not module("fleet_info", name=NAME)["servers"]


def one_cloud(jobs: Jobs) -> None:
    """Create, list and destroy a fleet where nothing but a login is known of the cloud."""
    plain = {"wait": "active", "auto_ip": False, "api_timeout": 120, "network": "private",
             "key_name": None, "public_key": None}
    successful(jobs.run("Create a fleet", fleet_name=NAME, fleet_count=1, fleet_image="debian-12",
                        fleet_flavor="m1.small", fleet=plain))
    assert len(jobs.inventory("OpenStack servers")["cloud_alpha"]["hosts"]) >= 1
    successful(jobs.run("Destroy a fleet", fleet_name=NAME))


def refused(jobs: Jobs) -> None:
    """An answer to a survey is no template."""
    result = jobs.run("Destroy a fleet", fleet_name="{{ lookup('ansible.builtin.pipe', 'id') }}")
    said = result.stdout.read()
    assert result.rc and "uid=" not in said, said[-3000:]


def clouds() -> str:
    """clouds.yaml of the test clouds, with its secrets."""
    texts = [Path(OURS[f"OS_CLIENT_{kind}_FILE"]).read_text()
             for kind in ("CONFIG", "SECURE")]
    plain, secret = (yaml.safe_load(text)["clouds"] for text in texts)
    for name, entry in secret.items():
        plain[name]["auth"].update(entry["auth"])
    return yaml.safe_dump({"clouds": plain})


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        key = Path(name, "key")
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        made = module("application_credential", cloud="alpha", name=NAME)
        try:
            with tempfile.TemporaryDirectory() as folder:
                one_cloud(Jobs("OpenStack application credential", {
                    "cloud": "alpha", **made["cloud"]["auth"]}, folder))
            print("OpenStack application credential: passed", flush=True)
        finally:
            module("application_credential", cloud="alpha", name=NAME, state="absent")
        with tempfile.TemporaryDirectory() as folder:
            jobs = Jobs("OpenStack clouds", {"clouds": clouds()}, folder)
            refused(jobs)
            lifecycle(jobs, key)
        print("OpenStack clouds: passed")


if __name__ == "__main__":
    main()
