# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sqlite3
import threading

import pytest

sqlite = pytest.importorskip('testclouds.services.sqlite')     # the services' environment has it


@pytest.fixture
def two(tmp_path):
    """Connections that do not wait for each other by themselves; the first one writes."""
    pair = [sqlite3.connect(tmp_path / 'db', isolation_level=None, timeout=0,
                            check_same_thread=False) for _each in range(2)]
    pair[0].execute('BEGIN IMMEDIATE')
    yield pair
    for connection in pair:
        connection.close()


def test_on_eventlet_the_second_writer_waits_for_the_first(two, monkeypatch):
    monkeypatch.setattr(sqlite.MODE, 'green', True)
    monkeypatch.setattr(sqlite.time, 'sleep', lambda _seconds: two[0].in_transaction
                        and two[0].execute('COMMIT'))
    sqlite.immediately(two[1])
    assert two[1].in_transaction


def test_on_eventlet_it_does_not_wait_forever(two, monkeypatch):
    monkeypatch.setattr(sqlite.MODE, 'green', True)
    monkeypatch.setattr(sqlite, 'PATIENCE', 0)
    with pytest.raises(sqlite3.OperationalError, match='locked'):
        sqlite.immediately(two[1])


def test_on_threads_it_is_sqlite_that_waits(two, monkeypatch):
    two[1].execute('PRAGMA busy_timeout=60000')
    threading.Timer(0.2, two[0].execute, ['COMMIT']).start()
    sqlite.immediately(two[1])
    assert two[1].in_transaction
