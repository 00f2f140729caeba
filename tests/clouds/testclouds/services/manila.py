# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared file systems: API, scheduler and share manager in one process, with manila's own dummy
driver: shares exist in the database only.
"""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testclouds.config import Region

THREADS = 8
BACKENDS = dict(dummy=False, servers=True)      # whether they handle share servers
TYPES = dict(default=False, servers=True)       # what they ask of a backend
ABILITIES = dict(snapshot_support=True, create_share_from_snapshot_support=True,
                 revert_to_snapshot_support=True, mount_snapshot_support=True)
NETWORK = 'manila.network.standalone_network_plugin.StandaloneNetworkPlugin'


def configure(r: Region) -> None:
    r.write('manila.conf', dict(
        DEFAULT=r.default(
            'manila', host='compute1', my_ip='127.0.0.1', auth_strategy='keystone',
            api_paste_config=f'{r.shared}/manila/api-paste.ini', state_path=f'{r.root}/manila',
            enabled_share_backends=','.join(BACKENDS), enabled_share_protocols='NFS,CIFS',
            default_share_type='default', periodic_fuzzy_delay=0),
        **{name: backend(name, servers) for name, servers in BACKENDS.items()},
        # share servers have addresses in the customer's network, and in this one
        management=dict(network_api_class=NETWORK, standalone_network_plugin_mask=16,
                        standalone_network_plugin_gateway='10.255.0.1'),
        coordination=dict(backend_url=f'file://{r.root}/manila/coordination'),
        database=r.db('manila'), keystone_authtoken=r.authtoken('manila'),
        **{name: r.client('manila', endpoint_type='internalURL')
           for name in ('neutron', 'nova', 'cinder', 'glance')}))


def backend(name: str, servers: bool) -> dict[str, Any]:
    return dict(ABILITIES, share_driver='manila.tests.share.drivers.dummy.DummyDriver',
                share_backend_name=name, driver_handles_share_servers=servers,
                admin_network_config_group='management', dummy_driver_default_driver_method_delay=0,
                dummy_driver_driver_methods_delays='create_share:0.2')


def migrate(root: str) -> None:
    from manila.db.sqlalchemy import models

    from testclouds import migrate
    migrate.of_models(root, 'manila', models.BASE.metadata)
    migrate.tool('manila-manage', '--config-file', f'{root}/etc/manila.conf', 'db', 'stamp', 'head')


def load() -> None:
    from manila import monkey_patch
    monkey_patch.patch()
    import manila.api.v2.router
    import manila.cmd.share
    import manila.scheduler.manager
    import manila.share.manager
    import manila.tests.share.drivers.dummy
    import manila.wsgi.wsgi  # noqa: F401
    from oslo_config import cfg
    from oslo_db.sqlalchemy import enginefacade

    # a transaction of its own within another one waits for that for ever: sqlite has one writer
    enginefacade._TransactionContextManager.independent = property(lambda self: self)
    # in one process keystonemiddleware finds this a duplicate of its own
    cfg.CONF.unregister_opts(manila.share.manager.ks_opts, group='keystone_authtoken')


def run(root: str) -> Any:
    sys.argv = ['manila-api', '--config-file', f'{root}/etc/manila.conf']
    from manila import service
    from manila.wsgi import wsgi
    from oslo_config import cfg
    application = wsgi.initialize_application()
    for arguments in (*(dict(host=f'{cfg.CONF.host}@{name}', service_name=name, coordination=True,
                             binary='manila-share') for name in BACKENDS),
                      dict(binary='manila-scheduler')):
        server = service.Service.create(**arguments)
        server.start()
        server.report_state()
    return application


def seed(admin: Any, tenant: Any) -> None:
    api = admin.shared_file_system
    there = {entry['name'] for entry in api.get('/types').json()['share_types']}
    for name in TYPES.keys() - there:
        specs = dict(ABILITIES, driver_handles_share_servers=TYPES[name])
        del specs['mount_snapshot_support']
        api.post('/types', json=dict(share_type=dict(
            name=name, extra_specs=specs))).raise_for_status()
