# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import socket

import pytest
from testclouds import machine, processes, state
from testclouds.state import Problem


@pytest.fixture
def taken():
    """A port that somebody else has."""
    with socket.create_server(('127.0.0.1', 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_what_needs_it(taken):
    service = processes.Service('alpha', 'RegionOne', 'nova', '/x', taken)
    with pytest.raises(Problem, match=f'port {taken}, which nova of alpha/RegionOne needs'):
        machine.check_ports([service])


def test_the_ssh_port_that_was_asked_for(monkeypatch):
    monkeypatch.setenv('TESTCLOUDS_SSH_PORT', '34522')
    assert machine.choose_ssh_port() == 34522


def test_without_port_22_it_is_2222(monkeypatch):
    monkeypatch.delenv('TESTCLOUDS_SSH_PORT', raising=False)
    monkeypatch.setattr(machine, 'bindable', lambda address, port: port != 22)
    assert machine.choose_ssh_port() == 2222
    assert machine.choose_ssh_port(before=2345) == 2345


def test_an_ssh_port_that_cannot_be_had(monkeypatch):
    monkeypatch.setenv('TESTCLOUDS_SSH_PORT', '34522')
    monkeypatch.setattr(machine, 'bindable', lambda address, port: False)
    with pytest.raises(Problem, match='cannot have port 34522'):
        machine.choose_ssh_port()


@pytest.mark.parametrize('text', ['x', '0', '70000', '-1', '2.5'])
def test_a_base_port_that_is_none(monkeypatch, text):
    monkeypatch.setenv('TESTCLOUDS_BASE_PORT', text)
    with pytest.raises(Problem, match='TESTCLOUDS_BASE_PORT must be a number'):
        machine.base_port()


def test_too_little_memory(monkeypatch):
    monkeypatch.setattr(machine, 'available_memory', lambda: 500)
    with pytest.raises(Problem, match='500 MiB are available'):
        machine.check_memory()


def test_memory_is_known_here():
    assert machine.available_memory() > 0


@pytest.mark.parametrize('name', ['venv', 'ensurepip', 'sqlite3'])
def test_a_missing_module(monkeypatch, name):
    find = machine.importlib.util.find_spec
    monkeypatch.setattr(machine.importlib.util, 'find_spec',
                        lambda asked: None if asked == name else find(asked))
    with pytest.raises(Problem, match=f'no module {name}: install'):
        machine.check()


def test_no_ssh_client(monkeypatch):
    monkeypatch.setattr(machine.shutil, 'which', lambda name: None)
    with pytest.raises(Problem, match='install openssh-client'):
        machine.check()


def test_a_folder_in_which_the_services_cannot_live(monkeypatch):
    monkeypatch.setattr(state, 'STATE', '/tmp/my clouds')
    with pytest.raises(Problem, match='without blanks'):
        state.prepare()
