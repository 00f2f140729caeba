# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes sqlite hold under many threads.

Process-wide, before any service opens a database:
 1. every connection: WAL, no fsync, 60 s busy timeout (on eventlet none: sqlite would wait with
    all green threads, whoever has the lock among them);
 2. oslo.db "writer" transactions start with BEGIN IMMEDIATE.  A deferred transaction that reads
    first and writes later fails at once (SQLITE_BUSY_SNAPSHOT) when someone else committed in
    between, and no busy timeout helps.
"""
from __future__ import annotations

import sqlite3
import time
import types

import sqlalchemy
from oslo_db.sqlalchemy import enginefacade
from sqlalchemy import event

WRITER = 'testclouds_writer'
PATIENCE = 60           # seconds
MODE = types.SimpleNamespace(green=False)       # whether it is on eventlet


def patch(green):
    MODE.green = green
    event.listen(sqlalchemy.engine.Engine, 'connect', connect)
    event.listen(sqlalchemy.engine.Engine, 'begin', begin)
    mark_writers(enginefacade._TransactionFactory)


def connect(connection, record):
    if hasattr(connection, 'create_function'):
        connection.execute(f'PRAGMA busy_timeout={0 if MODE.green else PATIENCE * 1000}')
        connection.execute('PRAGMA journal_mode=WAL')
        connection.execute('PRAGMA synchronous=OFF')


def begin(connection):
    if (connection.dialect.name == 'sqlite' and 'in_transaction' not in connection.info
            and connection.get_execution_options().get(WRITER)):
        immediately(connection.connection)
        connection.info['in_transaction'] = True        # oslo.db's own BEGIN stands down


def immediately(connection):
    """BEGIN IMMEDIATE; with the waiting that sqlite does not do on eventlet."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return connection.execute('BEGIN IMMEDIATE')
        except sqlite3.OperationalError as e:
            if not MODE.green or 'locked' not in str(e) or time.monotonic() > deadline:
                raise
        time.sleep(0.005)


def writer(factory):
    """The factory's engine for writing, so marked that begin() knows it; None if not sqlite."""
    engine = factory._writer_engine
    if engine.dialect.name != 'sqlite':
        return None
    if getattr(factory, '_testclouds_for', None) is not engine:
        factory._testclouds_writer = engine.execution_options(**{WRITER: True})
        factory._testclouds_for = engine
    return factory._testclouds_writer


def mark_writers(factory):
    session, connection = factory._create_session, factory._create_connection

    def create_session(self, mode, bind=None):
        if not self._started:
            self._start()
        if mode is enginefacade._WRITER and bind is None:
            bind = writer(self)
        return session(self, mode, bind)

    def create_connection(self, mode):
        if not self._started:
            self._start()
        if mode is enginefacade._WRITER and writer(self) is not None:
            return writer(self).connect()
        return connection(self, mode)

    factory._create_session = create_session
    factory._create_connection = create_connection
