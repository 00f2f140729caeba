# SPDX-License-Identifier: GPL-3.0-or-later
"""Kubernetes clusters: API and conductor in one process, with a driver of our own (driver.py):
clusters exist in the database only.
"""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testclouds.config import Region

THREADS = 8
ASKED = ('magnum', 'cinder', 'octavia', 'glance', 'barbican', 'nova', 'neutron')


def configure(r: Region) -> None:
    here = dict(endpoint_type='internalURL', region_name=r.region['name'])
    r.write('magnum.conf', dict(
        DEFAULT=r.default('magnum', host='compute1', state_path=f'{r.root}/magnum',
                          periodic_enable=True, periodic_interval_max=30),
        api=dict(api_paste_config=f'{r.shared}/magnum/api-paste.ini'),
        certificates=dict(cert_manager_type='x509keypair'),     # in the database
        database=r.db('magnum'),
        cluster_template=dict(kubernetes_allowed_network_drivers='all',
                              kubernetes_default_network_driver='calico'),
        keystone_auth=r.client('magnum'), keystone_authtoken=r.authtoken('magnum'),
        **{f'{name}_client': here for name in ASKED}))


def migrate(root: str) -> None:
    from magnum.db.sqlalchemy import models

    from testclouds import migrate
    migrate.of_models(root, 'magnum', models.Base.metadata)
    migrate.tool('magnum-db-manage', '--config-file', f'{root}/etc/magnum.conf', 'stamp', 'head')


def load() -> None:
    from oslo_service import backend
    backend.init_backend(backend.BackendType.THREADING)         # before anything of magnum
    import magnum.api.app
    import magnum.api.controllers.root
    import magnum.cmd.conductor  # noqa: F401

    from testclouds.services.magnum import driver  # noqa: F401


def run(root: str) -> Any:
    sys.argv = ['magnum-api', '--config-file', f'{root}/etc/magnum.conf']
    from magnum.api import app
    from magnum.cmd import conductor
    from magnum.common import rpc_service
    application = app.build_wsgi_app()
    handlers = [getattr(conductor, name).Handler() for name in (
        'indirection_api', 'cluster_conductor', 'conductor_listener', 'credential_conductor',
        'ca_conductor', 'federation_conductor', 'nodegroup_conductor')]
    server = rpc_service.Service.create(
        conductor.CONF.conductor.topic, conductor.short_id.generate_id(), handlers,
        binary='magnum-conductor')
    server.create_periodic_tasks()
    server.start()
    return application
