# SPDX-License-Identifier: GPL-3.0-or-later
"""What modules about one resource have in common: options, one target, how they end."""

from __future__ import annotations

import contextlib
from typing import ClassVar

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import module, task
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import (
    Field,
    Info,
    Spec,
)

SPEC = Spec("network", "network", "network.v2.network.Network", {"mtu": Field("int")},
            patience=7.0, constraints={"mutually_exclusive": [("mtu", "name")]})
NEW = {"name": "web", "mtu": 1400, "state": "present", "timeout": 5.0}


@pytest.fixture
def play(monkeypatch):
    """Runs a module with these options; what it gives CloudModule, its result, and what was
    asked."""
    monkeypatch.setattr(task, "Api", Shelf)

    def run(start, declared, options=None, check=False):
        memory, told = Memory(), {}

        class Module:
            params: ClassVar[dict] = {}

            def __init__(self, **more):
                told.update(more)

            def run(self, function):
                told["result"] = function(options or NEW, check)
        monkeypatch.setattr(module, "CloudModule", Module)
        monkeypatch.setattr(module, "one", lambda _options: memory)
        start(declared)
        return told, told["result"], memory
    return run


def test_one_that_declares_a_state(play):
    told, result, memory = play(module.state_module, SPEC)
    assert told["argument_spec"].keys() == {
        *module.CLOUD_OPTIONS, *module.LOGIN, "wait", "timeout", "state", "name", "mtu"}
    assert told["argument_spec"]["timeout"] == {"type": "float", "default": 7.0}
    assert told["supports_check_mode"] and told["mutually_exclusive"] == [("mtu", "name")]
    assert (result["changed"], result["id"], result["warnings"]) == (True, "network-1", [])
    assert memory.writes == [("creating", "network", {"name": "web", "mtu": 1400})]


def test_one_that_lists(play):
    told, result, _memory = play(module.info_module, Info(SPEC, "networks"), {"timeout": 5.0})
    assert told["argument_spec"].keys() == {
        *module.CLOUD_OPTIONS, *module.LOGIN, "wait", "timeout", "name", "filters"}
    assert result == {"changed": False, "networks": [], "warnings": []}


def test_secrets_are_not_logged():
    hidden = {name for name, option in module.LOGIN.items() if option.get("no_log")}
    assert hidden == {"auth", "client_key"}


def test_check_mode(play):
    _told, result, memory = play(module.state_module, SPEC, check=True)
    assert result["id"] == "would-be-created:network:web" and memory.writes == []


@pytest.mark.parametrize("check", [False, True])
def test_ids_of_check_mode_are_for_check_mode(play, check):
    options = {**NEW, "name": "would-be-created:network:web"}
    if check:
        assert play(module.state_module, SPEC, options, check)[1]["changed"]
    else:
        with pytest.raises(CloudError, match="is an id of check mode"):
            play(module.state_module, SPEC, options, check)


@pytest.mark.parametrize(("error", "kind"), [
    (CloudError("quota", "no more"), "quota"), (KeyError("name"), "api")])
def test_whatever_fails_is_the_targets(play, monkeypatch, error, kind):
    def fail(*_arguments):
        raise error
    monkeypatch.setattr(module, "ensure", fail)
    with pytest.raises(CloudError, match="^a: ") as caught:
        play(module.state_module, SPEC)
    assert caught.value.kind == kind


def test_warnings_of_the_task(play, monkeypatch):
    monkeypatch.setattr(module, "ensure", lambda task, _spec, _options: task.warnings.append("x")
                        or {"changed": False})
    assert play(module.state_module, SPEC)[1] == {"changed": False, "warnings": ["x"]}


@pytest.mark.parametrize(("options", "timeout", "wait"), [
    ({"timeout": 7.0}, 7.0, True), ({"timeout": None}, 0.0, True), ({}, 0.0, True),
    ({"timeout": 7.0, "wait": False}, 7.0, False)])
def test_how_long_is_waited(monkeypatch, options, timeout, wait):
    monkeypatch.setattr(module, "one", lambda _options: Memory())
    task = module.start(options, check_mode=False)
    assert (task.timeout, task.wait, task.check_mode) == (timeout, wait, False)


@pytest.mark.parametrize(("kind", "role", "said"), [
    ("forbidden", "admin", "no; most clouds require the role admin for this"),
    ("forbidden", "", "no."), ("invalid", "admin", "no.")])
def test_the_role_that_is_needed(play, kind, role, said):
    def refused(_task, _options):
        raise CloudError(kind, "no.")
    with pytest.raises(CloudError) as caught:
        play(lambda function: module.run_module({}, function, role), refused)
    assert caught.value.message == said


@pytest.mark.parametrize(("hidden", "secret", "refused"), [
    (True, True, False), (False, True, True), (False, False, False),
    (True, ("seconds",), False), (False, ("other", "seconds"), True), (False, ("other",), False)])
def test_a_secret_is_only_for_tasks_that_say_so(monkeypatch, hidden, secret, refused):
    told = []

    class Module:
        no_log, params = hidden, {"seconds": 60, "other": None}

        def __init__(self, **_more):
            pass

        def fail_json(self, message):
            told.append(message)
            raise SystemExit

        def run(self, _function):
            told.append("run")
    monkeypatch.setattr(module, "CloudModule", Module)
    with contextlib.suppress(SystemExit):
        module.run_module({}, None, secret=secret)
    assert told == (["run"] if not refused else [
        "the result is a secret, which logs would show: set no_log on the task"])
