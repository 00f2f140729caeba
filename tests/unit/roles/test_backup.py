# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role backup has a server do: it is thawed whatever happens."""

from __future__ import annotations

import shlex
import subprocess
import time
from pathlib import Path

import house
import jinja2
import pytest
import templating
import yaml

ROLE = house.ROOT / "roles/backup"
SECONDS = 1.0


class Server:
    """Where the scripts of the role run, with commands that write down what they would do.

    seconds: after which it thaws by itself.
    """

    def __init__(self, folder: Path):
        self.seconds = SECONDS
        self.folder, self.log = folder / "frozen", folder / "log"
        self.freeze, self.thaw = f"echo freeze >> {self.log}", f"echo thaw >> {self.log}"

    def run(self, name: str, run: str = "run-1"):
        """One of the scripts, as another process."""
        jinja = jinja2.Environment(loader=jinja2.FileSystemLoader(ROLE / "templates"))
        jinja.filters["quote"] = shlex.quote
        values = {"__backup_folder": self.folder, "__backup_frozen_by": self.folder / run,
                  "backup_freeze_command": self.freeze, "backup_thaw_command": self.thaw,
                  "backup_freeze_seconds": self.seconds}
        variables = yaml.safe_load((ROLE / "vars/main.yml").read_text())
        values["__backup_switch"] = jinja.from_string(variables["__backup_switch"]).render(values)
        script = jinja.get_template(f"{name}.sh.j2").render(values)
        return subprocess.run(["sh", "-c", script], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=SECONDS + 9, check=False)

    def did(self):
        """What happened to it so far."""
        return self.log.read_text().split() if self.log.exists() else []

    def after(self, seconds):
        """The same, some time later, when it is no more frozen by anybody."""
        time.sleep(seconds)
        assert not self.folder.exists()
        return self.did()


@pytest.fixture
def server(tmp_path):
    """A server."""
    return Server(tmp_path)


def test_it_is_thawed_once(server):
    server.seconds = 4.0        # enough for three processes on a busy machine
    assert server.run("freeze").returncode == 0
    assert (server.did(), server.folder.exists()) == (["freeze"], True)
    assert server.run("thaw").returncode == 0
    assert server.after(4.5) == ["freeze", "thaw"]


def test_it_thaws_by_itself_and_says_so_later(server):
    assert server.run("freeze").returncode == 0
    assert server.after(SECONDS + 0.5) == ["freeze", "thaw"]
    late = server.run("thaw")
    assert (late.returncode, late.stdout) == (1, "it had thawed by itself before\n")
    assert server.did() == ["freeze", "thaw"]


def test_it_thaws_by_itself_while_it_still_freezes(server):
    server.freeze = f"echo freeze >> {server.log}; sleep {SECONDS + 0.5}"
    assert server.run("freeze").returncode == 0
    assert server.after(0) == ["freeze", "thaw"]
    assert server.run("thaw").returncode == 1


def test_what_fails_to_freeze_is_thawed_at_once(server):
    server.freeze += "; echo no such thing >&2; exit 3"
    failed = server.run("freeze")
    assert (failed.returncode, failed.stderr) == (1, "no such thing\n")
    assert server.after(0) == ["freeze", "thaw"]
    assert server.after(SECONDS + 0.5) == ["freeze", "thaw"]


def test_what_fails_to_thaw_is_thawed_again_by_itself(server):
    server.thaw = f"echo thaw >> {server.log}; [ $(wc -l < {server.log}) -gt 2 ]"
    assert server.run("freeze").returncode == 0
    assert server.run("thaw").returncode == 1
    assert server.after(SECONDS + 0.5) == ["freeze", "thaw", "thaw"]


def test_a_later_run_is_not_thawed_by_the_switch_of_the_one_before(server):
    assert server.run("freeze").returncode == server.run("thaw").returncode == 0
    time.sleep(SECONDS / 2)
    assert server.run("freeze", "run-2").returncode == 0
    time.sleep(SECONDS / 2 + 0.2)
    assert server.did() == ["freeze", "thaw", "freeze"]
    assert server.run("thaw", "run-2").returncode == 0


def test_another_run_neither_freezes_nor_thaws_it(server):
    assert server.run("freeze").returncode == 0
    other = server.run("freeze", "run-2")
    assert (other.returncode, other.stdout) == (1, "perhaps another run has frozen it\n")
    assert server.run("thaw", "run-2").returncode == 1
    assert server.did() == ["freeze"]
    assert server.run("thaw").returncode == 0


@pytest.mark.parametrize("why", [
    {"msg": "c/north: no such snapshot", "kind": "not_found", "failures": []},
    {"msg": "MODULE FAILURE", "rc": 1, "exception": "Traceback"},
    {"msg": "Unsupported parameters"}])
def test_a_snapshot_that_is_not_marked_is_told(why):
    """The task itself does not fail, for whatever reason."""
    good = {"changed": True, "failed": False, "id": "s"}
    results = {"settings": {"msg": "All assertions passed"},
               "marking": {"results": [good, {"failed": False, **why}]}}
    said = templating.variable("backup", "__backup_text", __backup_results=results)
    assert said.split() == ["marking:", *why["msg"].split()]


@pytest.mark.parametrize(("mounts", "freeze", "thaw"), [
    (["/data", "/my logs"], "-f /data\n-f /my logs\n", "-u /my logs\n-u /data\n"), ([], "", "")])
def test_mount_points(tmp_path, mounts, freeze, thaw):
    """fsfreeze is played by a script here."""
    tool = tmp_path / "fsfreeze"
    tool.write_text('#!/bin/sh\necho "$@"\n')
    tool.chmod(0o755)
    jinja = jinja2.Environment()
    jinja.filters["quote"] = shlex.quote
    defaults = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
    for name, said in (("freeze", freeze), ("thaw", thaw)):
        command = jinja.from_string(defaults[f"backup_{name}_command"]).render(backup_mounts=mounts)
        done = subprocess.run(["sh", "-c", command], env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
                              stdout=subprocess.PIPE, text=True, check=True)
        assert done.stdout == said


@pytest.mark.parametrize(("kind", "advice"), [
    ("snapshot", "take another name for the fleet, with -e backup_source=shop"),
    ("backup", "take another name for the fleet, with -e backup_source=shop, or destroy it first, "
               "with -e destroy_kept_volumes=true")])
def test_nobody_is_told_to_delete_what_is_to_be_restored(kind, advice):
    block = yaml.safe_load((ROLE / "tasks/restore.yml").read_text())[0]["block"]
    [task] = [one for one in block if "already" in str(one)]
    said = templating.evaluate(task["ansible.builtin.assert"]["fail_msg"], **task["vars"],
                          backup_fleet={"name": "shop"}, backup_source="shop", backup_kind=kind,
                          item={"volume": "data", "index": 1})
    assert said == f"fleet shop has a volume data of its server number 1 already: {advice}"


@pytest.mark.parametrize(("task", "advice", "said"), [
    ("snapshots", "raise timeout", "raise backup_freeze_seconds"),
    ("snapshots", "where it is only slow, raise timeout or api_timeout",
     "where it is only slow, raise backup_freeze_seconds"),
    ("marking", "raise timeout or api_timeout", "raise timeout or api_timeout")])
def test_a_limit_has_the_name_that_it_has_here(task, advice, said):
    results = {task: {"results": [{"failed": True, "msg": f"a: it is late; {advice}"}]}}
    assert templating.variable("backup", "__backup_wrong", __backup_results=results) == [
        f"{task}: a: it is late; {said}"]


def test_the_limit_of_a_copy_has_its_name_too():
    none = {"results": []}
    copy, gone = ({"results": [{"msg": f"a: {what} is late; raise timeout"}]}
                  for what in ("copy", "deletion"))
    assert templating.variable(
        "backup", "__backup_problems", __backup_begun=none, __backup_copied=copy,
        __backup_snapshots_gone=gone, __backup_copies_gone=none, backup_state="absent",
        __backup_found={"failures": []}, __backup_now={"failures": []}, groups={}, hostvars={},
    ) == ["a: copy is late; raise backup_copy_timeout", "a: deletion is late; raise timeout"]
