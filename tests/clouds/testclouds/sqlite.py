# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes sqlite hold under many threads.

Three things, all process-wide, before any service opens a database:
 1. every connection: WAL, no fsync, 60 s busy timeout;
 2. oslo.db "writer" transactions start with BEGIN IMMEDIATE.  A deferred transaction that
    reads first and writes later fails at once (SQLITE_BUSY_SNAPSHOT) when someone else
    committed in between, and no busy timeout helps;
 3. connections are pooled, where oslo.db uses NullPool for sqlite files.  (Made no measurable
    difference to 50 concurrent creates: 42.3 s before and after.)
"""
import types

import sqlalchemy
from oslo_db.sqlalchemy import enginefacade, engines
from sqlalchemy import event


class Pool(sqlalchemy.pool.QueuePool):
    def __init__(self, creator, **kwargs):
        super().__init__(creator, **dict(kwargs, pool_size=20, max_overflow=100))


def patch():
    @event.listens_for(sqlalchemy.engine.Engine, 'connect')
    def connect(connection, record):
        if hasattr(connection, 'create_function'):
            connection.execute('PRAGMA busy_timeout=60000')
            connection.execute('PRAGMA journal_mode=WAL')
            connection.execute('PRAGMA synchronous=OFF')

    engines.pool = types.SimpleNamespace(**dict(vars(sqlalchemy.pool), NullPool=Pool))

    @event.listens_for(sqlalchemy.engine.Engine, 'begin')
    def begin(connection):
        if (connection.dialect.name == 'sqlite' and 'in_transaction' not in connection.info
                and connection.get_execution_options().get('testclouds_writer')):
            connection.exec_driver_sql('BEGIN IMMEDIATE')
            connection.info['in_transaction'] = True        # oslo.db's own BEGIN stands down

    def writer(factory):
        engine = factory._writer_engine
        if engine.dialect.name != 'sqlite':
            return None
        if getattr(factory, '_testclouds_for', None) is not engine:
            factory._testclouds_writer = engine.execution_options(testclouds_writer=True)
            factory._testclouds_for = engine
        return factory._testclouds_writer

    factory = enginefacade._TransactionFactory
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
