# SPDX-License-Identifier: GPL-3.0-or-later
"""The action plugin: the module runs as it is, and its lines are shown while it does."""

from __future__ import annotations

import os
import stat
import time
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from ansible.plugins.action import normal

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.progress_file import (
    VARIABLE,
)
from ansible_collections.multicloud.openstack.plugins.plugin_utils import progress

OTHERS = {"HTTP_PROXY": "http://192.0.2.1"}


class Play:
    """The plugin at work; module: what is run instead of the module, with its environment."""

    def __init__(self, monkeypatch, folder):
        self.shown, self.module = [], lambda environment: None
        self.task = SimpleNamespace(no_log=False, async_val=0, environment=[OTHERS])
        self.connection = SimpleNamespace(transport="local")
        self.folder = folder
        monkeypatch.setattr(progress, "PAUSE", 0.01)
        monkeypatch.setattr(progress.C, "DEFAULT_LOCAL_TMP", str(folder))
        monkeypatch.setattr(progress.display, "display", self.show)
        monkeypatch.setattr(normal.ActionModule, "run", self.run_module)

    def show(self, line, stderr):
        assert stderr
        self.shown.append(line)

    def run_module(self, tmp, task_vars):
        environment = {}
        for more in self.task.environment or ():
            environment.update(more)
        return self.module(environment) or {"changed": True, "vars": task_vars}

    def run(self):
        plugin = progress.FollowedAction(self.task, self.connection,
                                         *[Mock() for _part in range(4)])
        return plugin.run(task_vars={"a": 1})

    def wait(self, lines):
        until = time.monotonic() + 60
        while self.shown != lines:
            assert time.monotonic() < until, self.shown
            time.sleep(0.01)


@pytest.fixture
def play(monkeypatch, tmp_path):
    return Play(monkeypatch, tmp_path)


def test_lines_are_shown_while_the_module_runs(play):
    def module(environment):
        assert environment.items() > OTHERS.items()
        path = environment[VARIABLE]
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        with open(path, "ab", buffering=0) as file:
            file.write(b"one\ntw")
            play.wait(["one"])
            file.write(b"o\n")
            play.wait(["one", "two"])
            file.write(b"three\nhalf a li")
    play.module = module
    assert play.run() == {"changed": True, "vars": {"a": 1}}
    assert play.shown == ["one", "two", "three"]


@pytest.mark.parametrize("environment", [[OTHERS], None])
def test_nothing_is_left(play, environment):
    play.task.environment = environment
    play.run()
    assert play.task.environment == (environment or [])
    play.module = Mock(side_effect=RuntimeError("no"))
    with pytest.raises(RuntimeError):
        play.run()
    assert play.task.environment == (environment or [])
    assert os.listdir(play.folder) == []


@pytest.mark.parametrize(("part", "name", "value"), [
    ("task", "no_log", True), ("task", "async_val", 60), ("connection", "transport", "ssh")])
def test_the_module_is_left_alone(play, part, name, value):
    setattr(getattr(play, part), name, value)
    play.module = Mock(return_value={})
    play.run()
    play.module.assert_called_once_with(OTHERS)
    assert play.shown == []
