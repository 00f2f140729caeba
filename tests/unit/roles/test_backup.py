# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role backup has a server do: it is thawed whatever happens."""

from __future__ import annotations

import os
import select
import shlex
import subprocess
from pathlib import Path

import house
import jinja2
import pytest
import templating
import yaml

ROLE = house.ROOT / "roles/backup"
# in place of the real one: it lasts until the seconds of a run, by its number, are over
SLEEP = """#!/bin/sh
until [ -e {folder}/over-$1 ]; do command -p sleep 0.02; done
"""


class Server:
    """Where the scripts of the role run, with commands that write down what they would do, and
    where time passes when a test says so.

    pipes: {(script, run): one that is open until all that it has started has ended}.
    """

    def __init__(self, folder: Path):
        self.place, self.folder, self.log = folder, folder / "frozen", folder / "log"
        self.freeze, self.thaw = f"echo freeze >> {self.log}", f"echo thaw >> {self.log}"
        self.pipes = {}
        sleep = folder / "sleep"
        sleep.write_text(SLEEP.format(folder=folder))
        sleep.chmod(0o755)

    def run(self, name: str, run: int = 1):
        """One of the scripts, as another process."""
        jinja = jinja2.Environment(loader=jinja2.FileSystemLoader(ROLE / "templates"))
        jinja.filters["quote"] = shlex.quote
        values = {"__backup_folder": self.folder, "__backup_frozen_by": self.folder / f"run-{run}",
                  "backup_freeze_command": self.freeze, "backup_thaw_command": self.thaw,
                  "backup_freeze_seconds": run}
        variables = yaml.safe_load((ROLE / "vars/main.yml").read_text())
        values["__backup_switch"] = jinja.from_string(variables["__backup_switch"]).render(values)
        script = jinja.get_template(f"{name}.sh.j2").render(values)
        self.pipes[name, run], its = os.pipe()
        try:
            return subprocess.run(
                ["sh", "-c", script], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                env={"PATH": f"{self.place}:/usr/bin:/bin"}, pass_fds=[its], timeout=60,
                check=False)
        finally:
            os.close(its)

    def did(self):
        """What happened to it so far."""
        return self.log.read_text().split() if self.log.exists() else []

    def over(self, run: int = 1):
        """The same when the seconds of a run are over, and its switch has ended."""
        (self.place / f"over-{run}").touch()
        assert select.select([self.pipes["freeze", run]], [], [], 60)[0]
        return self.did()


@pytest.fixture
def server(tmp_path):
    """A server, whose switches all come to their end."""
    found = Server(tmp_path)
    yield found
    for script, run in found.pipes:
        if script == "freeze":
            found.over(run)
    for pipe in found.pipes.values():
        os.close(pipe)


def test_it_is_thawed_once(server):
    assert server.run("freeze").returncode == 0
    assert (server.did(), server.folder.exists()) == (["freeze"], True)
    assert server.run("thaw").returncode == 0
    assert server.over() == ["freeze", "thaw"] and not server.folder.exists()


def test_it_thaws_by_itself_and_says_so_later(server):
    assert server.run("freeze").returncode == 0
    assert server.over() == ["freeze", "thaw"] and not server.folder.exists()
    late = server.run("thaw")
    assert (late.returncode, late.stdout) == (1, "it had thawed by itself before\n")
    assert server.did() == ["freeze", "thaw"]


def test_it_thaws_by_itself_while_it_still_freezes(server):
    server.freeze += (f"; touch {server.place}/over-1; "
                      f"until grep -q thaw {server.log}; do command -p sleep 0.02; done")
    assert server.run("freeze").returncode == 0
    assert server.over() == ["freeze", "thaw"] and not server.folder.exists()
    assert server.run("thaw").returncode == 1


def test_what_fails_to_freeze_is_thawed_at_once(server):
    server.freeze += "; echo no such thing >&2; exit 3"
    failed = server.run("freeze")
    assert (failed.returncode, failed.stderr) == (1, "no such thing\n")
    assert server.did() == ["freeze", "thaw"] and not server.folder.exists()
    assert server.over() == ["freeze", "thaw"]


def test_what_fails_to_thaw_is_thawed_again_by_itself(server):
    server.thaw = f"echo thaw >> {server.log}; [ $(wc -l < {server.log}) -gt 2 ]"
    assert server.run("freeze").returncode == 0
    assert server.run("thaw").returncode == 1
    assert server.over() == ["freeze", "thaw", "thaw"] and not server.folder.exists()


def test_a_later_run_is_not_thawed_by_the_switch_of_the_one_before(server):
    assert server.run("freeze").returncode == server.run("thaw").returncode == 0
    assert server.run("freeze", 2).returncode == 0
    assert server.over() == ["freeze", "thaw", "freeze"]
    assert server.run("thaw", 2).returncode == 0


def test_another_run_neither_freezes_nor_thaws_it(server):
    assert server.run("freeze").returncode == 0
    other = server.run("freeze", 2)
    assert (other.returncode, other.stdout) == (1, "perhaps another run has frozen it\n")
    assert server.run("thaw", 2).returncode == 1
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
    ("snapshot", "give the fleet another name, and set -e backup_source=shop"),
    ("backup", "give the fleet another name, and set -e backup_source=shop, or destroy it first, "
               "with -e destroy_kept_volumes=true")])
def test_nobody_is_told_to_delete_what_is_to_be_restored(kind, advice):
    block = yaml.safe_load((ROLE / "tasks/restore.yml").read_text())[0]["block"]
    [task] = [one for one in block if "already" in str(one)]
    said = templating.evaluate(task["ansible.builtin.assert"]["fail_msg"], **task["vars"],
                               backup_fleet={"name": "shop"}, backup_source="shop",
                               backup_kind=kind, item={"volume": "data", "index": 1})
    assert said == f"fleet shop already has a volume data of its server number 1: {advice}"


def test_a_boot_volume_without_a_server_is_not_taken_for_the_live_one():
    tasks = yaml.safe_load((ROLE / "tasks/main.yml").read_text())
    [task] = [one for one in tasks if "kept_volumes" in one.get("loop", "")]
    rows = [{"name": name, "id": f"v-{name}", "index": 1} for name in ("_boot", "data")]
    found = templating.evaluate(task["loop"], __backup_found={"kept_volumes": rows})
    assert [row["name"] for row in found] == ["data"]


@pytest.mark.parametrize(("task", "advice", "said"), [
    ("snapshots", "raise timeout", "raise backup_freeze_seconds"),
    ("snapshots", "if it is only slow, raise timeout or api_timeout",
     "if it is only slow, raise backup_freeze_seconds"),
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
