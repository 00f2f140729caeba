# SPDX-License-Identifier: GPL-3.0-or-later
"""octavia's database sessions on sqlite, which has one writer."""
from __future__ import annotations

import functools
import types
from typing import Any

from octavia.api.drivers import utils
from octavia.db import api, models, repositories
from oslo_config import cfg
from sqlalchemy import orm

from testclouds.services import sqlite


@functools.cache
def sessionmaker(reader: bool = False) -> Any:
    """Its transactions begin as in sqlite.py: octavia's are not from the enginefacade's own
    methods, and read before they write.
    """
    engine = api._get_transaction_context().get_engine()
    if reader:
        return orm.sessionmaker(bind=engine)
    return orm.sessionmaker(bind=engine.execution_options(**{sqlite.WRITER: True}),
                            expire_on_commit=True)


def reading() -> Any:
    return sessionmaker(reader=True)()


def patch() -> None:
    """Within a request's transaction octavia opens another one in two places: when it sees to the
    quota of a project, and when there is a flavor.  If that writes, it waits for itself.
    """
    cfg.CONF.set_override('pool_timeout', None, 'database')     # oslo.db pools no sqlite files
    api._get_sessionmaker = sessionmaker
    utils.db_api = types.SimpleNamespace(get_session=reading)
    ensure = repositories.QuotasRepository.ensure_project_exists

    def ensure_project_exists(self: Any, project_id: str) -> None:
        with reading() as session:
            known = session.get(models.Quotas, project_id) is not None
        if not known:           # the first load balancer's transaction has not begun then
            ensure(self, project_id)

    repositories.QuotasRepository.ensure_project_exists = ensure_project_exists
