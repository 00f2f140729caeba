# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from testclouds import state

HOLD = '''
from testclouds import state
with state.lock():
    print("held", flush=True)
    input()
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(state, 'STATE', str(tmp_path / 'state'))
    return tmp_path / 'state'


@pytest.fixture
def holder(folder):
    """Another process that has the lock."""
    with subprocess.Popen([sys.executable, '-c', HOLD], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True,
                          env=dict(os.environ, PYTHONPATH=state.HOME,
                                   TESTCLOUDS_STATE=str(folder))) as process:
        assert process.stdout.readline() == 'held\n'
        yield process
        process.kill()


def test_the_lock_is_waited_for(holder, capsys):
    subprocess.Popen(['sh', '-c', f'sleep 0.5; kill -9 {holder.pid}'])
    began = time.monotonic()
    with state.lock():
        assert time.monotonic() - began > 0.4
    assert f'waiting for another `clouds` command, pid {holder.pid}' in capsys.readouterr().err


def test_only_the_owner_sees_the_folder(folder):
    state.prepare()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_purging_leaves_what_is_not_ours(folder):
    with state.lock():
        (folder / 'venv').mkdir()
        (folder / 'clouds.yaml').touch()
        (folder / 'thesis.txt').touch()
        state.purge()
    assert [path.name for path in folder.iterdir()] == ['thesis.txt']


def test_purging_an_own_folder_leaves_nothing(folder):
    with state.lock():
        (folder / 'clouds').mkdir()
        state.purge()
    assert not folder.exists()


def test_fingerprints(tmp_path, monkeypatch):
    monkeypatch.setattr(state, 'HOME', str(tmp_path))
    (tmp_path / 'x').write_text('1')
    before = state.fingerprint(['x'], 'word', 1)
    assert state.fingerprint(['x'], 'word', 1) == before
    assert state.fingerprint(['x'], 'word', 2) != before
    (tmp_path / 'x').write_text('2')
    assert state.fingerprint(['x'], 'word', 1) != before


def test_a_half_written_file_is_no_file(tmp_path):
    (tmp_path / 'x').write_text('{"a":')
    assert state.read_json(str(tmp_path / 'x')) is None
    assert state.read_json(str(tmp_path / 'y')) is None
