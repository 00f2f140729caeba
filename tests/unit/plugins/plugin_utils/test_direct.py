# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules that run within Ansible's own process: when they do, and that nobody can tell."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import house
import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.module import CloudModule
from ansible_collections.multicloud.openstack.plugins.plugin_utils import direct

ACTION = "multicloud.openstack.security_group"
here = pytest.mark.skipif(not direct.POSSIBLE, reason="this ansible-core has no hook for it")


class Play:
    """One task, with all that lets it run here."""

    def __init__(self, monkeypatch, folder):
        self.task = SimpleNamespace(
            action=ACTION, collections=[], args={"name": "web"}, environment=[{}], async_val=0,
            delegate_to=None, check_mode=False, no_log=False, diff=False)
        self.connection = SimpleNamespace(transport="local", become=None)
        self.python, self.folder, self.main = sys.executable, folder, None
        monkeypatch.setattr(direct, "POSSIBLE", True)
        monkeypatch.setattr(direct.ModuleAction, "_execute_module", lambda *_, **__: "shipped")
        monkeypatch.setattr(direct, "module_loader", Mock(**{
            "find_plugin_with_context.return_value.resolved_fqcn": ACTION}))
        monkeypatch.setattr(direct, "import_module", self.import_module)

    def import_module(self, name):
        assert name.endswith("plugins.modules.security_group")
        return SimpleNamespace(main=self.main)

    def run(self, **more):
        plugin = direct.DirectAction(
            self.task, self.connection, Mock(), Mock(**{"get_basedir.return_value": self.folder}),
            Mock(template=lambda text: text), Mock())
        plugin._update_module_args = lambda name, options, task_vars: options.update(
            _ansible_check_mode=True)
        return plugin._execute_module(
            task_vars={"ansible_python_interpreter": self.python,
                       "ansible_delegated_vars": {"other": {}}}, **more)


@pytest.fixture
def play(monkeypatch, tmp_path):
    return Play(monkeypatch, str(tmp_path))


def module(result):
    """A module's main()."""
    def main():
        found = CloudModule(argument_spec={"name": {"no_log": True}}, supports_check_mode=True)
        found.exit_json(folder=os.getcwd(), check=found.check_mode, **result)
    return main


@here
def test_it_runs_here_and_is_told_all(play):
    play.main, before = module({"changed": True, "said": "the web"}), os.getcwd()
    found = play.run()
    hidden = {"module_args": {"name": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"}}
    assert found.pop("invocation", hidden) == hidden    # ansible-core 2.21 returns none
    assert found == {"changed": True, "check": True, "folder": play.folder, "said": "the ********"}
    assert os.getcwd() == before
    assert CloudModule.results is None


@here
def test_nothing_is_shared_with_the_task(play):
    kept = {"list": [1]}
    play.main = module({"kept": kept})
    found = play.run()
    found["kept"]["list"].append(2)
    assert kept == {"list": [1]}


@here
def test_an_error_of_options_is_a_result(play):
    play.task.args = {"nam": "web"}
    play.main = module({})
    found = play.run()
    assert (found["failed"], found["msg"]) == (True, "there is no option nam (name?)") or (
        "nam" in found["msg"])


@here
def test_a_fault_is_raised(play):
    def main():
        raise ValueError("a fault")
    play.main = main
    with pytest.raises(ValueError, match="a fault"):
        play.run()
    assert CloudModule.results is None


@pytest.mark.parametrize(("where", "name", "value"), [
    ("task", "async_val", 5),
    ("task", "environment", [{}, {"OS_CLOUD": "alpha"}]),
    ("task", "delegate_to", "other"),
    ("task", "args", {"sdk_log_path": "/tmp/log"}),
    ("connection", "transport", "ssh"),
    ("connection", "become", "sudo"),
    ("", "python", "/usr/bin/python3.9"),
])
def test_where_anything_is_different_it_is_shipped(play, where, name, value):
    setattr(getattr(play, where) if where else play, name, value)
    assert play.run() == "shipped"


def test_an_asynchronous_one_is_shipped(play):
    assert play.run(wrap_async=True) == "shipped"


def test_it_is_shipped_to_be_kept(play, monkeypatch):
    monkeypatch.setattr(direct.C, "DEFAULT_KEEP_REMOTE_FILES", True)
    assert play.run() == "shipped"


def test_it_is_shipped_where_ansible_has_no_hook(play, monkeypatch):
    monkeypatch.setattr(direct, "POSSIBLE", False)
    assert play.run() == "shipped"


def test_an_action_plugin_needs_no_sdk(monkeypatch):
    monkeypatch.setitem(sys.modules, "openstack.config", None)
    assert issubclass(direct.action("plugins.action.security_group"), direct.DirectAction)


def test_each_module_about_one_resource_has_its_action_plugin():
    modules = {Path(name).name for name in house.files("plugins/modules/*.py")
               if "_resource.module import" in house.read(name)}
    plugins = {Path(name).name: name for name in house.files("plugins/action/*.py")}
    followed = {name for name, file in plugins.items() if "FollowedAction" in house.read(file)}
    # a claim is to take no more than a second
    assert modules == plugins.keys() - followed - {"claim.py"}
    # a link would be taken for a redirect, and the module for another one's alias
    assert not any((house.ROOT / plugins[name]).is_symlink() for name in modules)
    assert len({house.read(plugins[name]) for name in modules}) == 1
