# SPDX-License-Identifier: GPL-3.0-or-later
"""The composite action, whose steps are run as a runner of GitHub runs them, with a GitHub that
knows registration tokens and runners."""
from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from conftest import FLEET, ROOT, end, running, wait_for

ACTION = ROOT / "extensions/github"
TOKEN, REGISTRATION = "ghp_0123456789abcdef", "REGISTRATION0123456789"
REPOSITORY = "/repos/shop/web/actions/runners"
NUMBERS = itertools.count(int.from_bytes(os.urandom(3)))
# the program of a runner: registers, as far as the action sees, and then works until it is killed
CONFIG = """\
#!/usr/bin/env python3
import json, os, sys, urllib.request
asked = dict(zip(sys.argv[1:], sys.argv[2:]))
body = {"token": os.environ["ACTIONS_RUNNER_INPUT_TOKEN"], "name": asked["--name"],
        "labels": asked["--labels"], "ephemeral": "--ephemeral" in sys.argv}
urllib.request.urlopen("@api@/register", json.dumps(body).encode())
"""


class GitHub(ThreadingHTTPServer):
    """runners: {id: its row}.  wrong: requests without the right token."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.runners, self.wrong, self.ids = {}, [], itertools.count(1)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(BaseHTTPRequestHandler):

    def do_GET(self):
        rows = list(self.server.runners.values())
        query = dict(re.findall(r"(\w+)=(\d+)", self.path))
        size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
        self.answer(200, {"total_count": len(rows), "runners": rows[(page - 1) * size:page * size]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        if self.path == "/register":
            assert body["token"] == REGISTRATION and body["ephemeral"]
            own_id = next(self.server.ids)
            self.server.runners[own_id] = {"id": own_id, "name": body["name"],
                                           "labels": [{"name": body["labels"]}]}
            return self.answer(200, {}, token=False)
        assert self.path == f"{REPOSITORY}/registration-token"
        return self.answer(201, {"token": REGISTRATION})

    def do_DELETE(self):
        gone = self.server.runners.pop(int(self.path.rpartition("/")[2]), None)
        self.answer(204 if gone else 404, None)

    def answer(self, status, body, token=True):
        if token and self.headers["Authorization"] != f"Bearer {TOKEN}":
            self.server.wrong.append(self.path)
            status, body = 401, {}
        self.send_response(status)
        text = b"" if body is None else json.dumps(body).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_words):
        pass


class Workflow:
    """Jobs of one workflow, each on a machine of its own."""

    def __init__(self, folder, github, inputs):
        self.folder, self.github, self.inputs = folder, github, inputs
        self.run_id, self.said = next(NUMBERS), ""
        self.name = f"github-{self.run_id}"
        self.temp = folder / "job"

    def _filled(self, text):
        """Expressions as the action has them."""
        known = {"github.run_id": str(self.run_id),
                 **{f"inputs.{name}": value for name, value in self.given.items()}}
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], text)

    def use(self, state, at=None, how=None):
        """Runs the action; at: what is true when it is killed, if it is."""
        shutil.rmtree(self.temp, ignore_errors=True)
        self.temp.mkdir()
        action = yaml.safe_load((ACTION / "action.yml").read_text())
        self.given = {}
        asked = {**self.inputs, "state": state}
        for name, one in action["inputs"].items():
            assert name in asked or not one.get("required")
            self.given[name] = asked.get(name) or self._filled(one.get("default", ""))
        env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"],
               "RUNNER_TEMP": str(self.temp), "GITHUB_ACTION_PATH": str(ACTION),
               "GITHUB_API_URL": self.github.url, "GITHUB_SERVER_URL": "https://github.com",
               "GITHUB_REPOSITORY": "shop/web", "GITHUB_RUN_ID": str(self.run_id)}
        return all(not self._step(step, env, at, how) for step in action["runs"]["steps"])

    def _step(self, step, env, at, how):
        """Whether it has failed, or was killed."""
        files = {name: self.temp / name.lower() for name in ("GITHUB_ENV", "GITHUB_PATH")}
        for file in files.values():
            file.touch()
        script = self.temp / "step.sh"
        script.write_text(self._filled(step["run"]))
        own = {name: self._filled(value) for name, value in step["env"].items()}
        process = subprocess.Popen(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], start_new_session=True,
            env={**env, **own, **{name: str(file) for name, file in files.items()}},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if at and "runners" in step["run"]:
            wait_for(lambda: at(self) or process.poll() is not None)
            end(process, how)
            return True
        self.said += process.communicate()[0]
        env.update(line.split("=", 1) for line in files["GITHUB_ENV"].read_text().splitlines())
        env["PATH"] = ":".join([*files["GITHUB_PATH"].read_text().split(), env["PATH"]])
        return process.returncode != 0


@pytest.fixture
def workflow(tmp_path, clouds):
    github = GitHub()
    runner = tmp_path / "actions-runner"
    runner.mkdir()
    (runner / "config.sh").write_text(CONFIG.replace("@api@", github.url))
    (runner / "run.sh").write_text("#!/bin/bash\necho $$ > pid; exec sleep 600\n")
    for file in runner.iterdir():
        file.chmod(0o755)
    [found, secure] = [yaml.safe_load(Path(os.environ[f"OS_CLIENT_{kind}_FILE"]).read_text())
                       for kind in ("CONFIG", "SECURE")]
    for name, entry in found["clouds"].items():
        entry["auth"] |= secure["clouds"][name]["auth"]
    made = Workflow(tmp_path, github, {
        "fleet": yaml.safe_dump({**FLEET, "count": 2}), "runner": str(runner), "token": TOKEN,
        "clouds": yaml.safe_dump(found), "venv": str(Path(shutil.which("ansible")).parents[1])})
    made.before, made.runner = clouds.seen(), runner
    yield made
    github.shutdown()


def check_gone(workflow, clouds):
    assert workflow.use("absent"), workflow.said
    assert clouds.seen() == workflow.before
    assert not workflow.github.runners and not workflow.github.wrong
    assert not running(workflow.temp)
    kept = [path for path in workflow.temp.rglob("*") if path.is_file()
            and any(secret.encode() in path.read_bytes() for secret in (TOKEN, REGISTRATION))]
    assert not kept
    assert TOKEN not in workflow.said and REGISTRATION not in workflow.said


def test_runners(workflow, clouds):
    assert workflow.use("present"), workflow.said
    names = {row["name"] for row in workflow.github.runners.values()}
    assert names == {f"{workflow.name}-1", f"{workflow.name}-2"}
    assert {label["name"] for row in workflow.github.runners.values()
            for label in row["labels"]} == {workflow.name}
    wait_for((workflow.runner / "pid").exists)
    workflow.github.runners[999] = {"id": 999, "name": "theirs", "labels": [{"name": "x"}]}
    assert workflow.use("absent"), workflow.said
    assert list(workflow.github.runners.values()) == [
        {"id": 999, "name": "theirs", "labels": [{"name": "x"}]}]
    workflow.github.runners.clear()
    check_gone(workflow, clouds)


@pytest.mark.parametrize("how", ["TERM", "KILL"])
@pytest.mark.parametrize("moment", ["key", "server", "runner"])
def test_killed_on_the_way(workflow, moment, how, clouds):
    moments = {"key": lambda one: any(one.temp.glob("*/key")),
               "server": lambda one: clouds.seen() - one.before,
               "runner": lambda one: one.github.runners}
    assert not workflow.use("present", moments[moment], how)
    check_gone(workflow, clouds)


def test_killed_while_they_are_deleted(workflow, clouds):
    assert workflow.use("present"), workflow.said
    assert not workflow.use("absent", lambda one: running(one.folder), "KILL")
    check_gone(workflow, clouds)


def test_a_wrong_token_leaves_nothing_either(workflow, clouds):
    workflow.inputs["token"] = "wrong"
    assert not workflow.use("present")
    assert "wrong" not in workflow.said or workflow.github.wrong
    workflow.inputs["token"], workflow.github.wrong[:] = TOKEN, []
    check_gone(workflow, clouds)
