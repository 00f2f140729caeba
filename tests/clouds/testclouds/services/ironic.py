# SPDX-License-Identifier: GPL-3.0-or-later
"""Bare metal: API and conductor in one process without RPC, which ironic itself offers, and its
fake hardware.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testclouds.config import Region

THREADS = 4
FAKE = ('bios', 'boot', 'console', 'deploy', 'firmware', 'inspect', 'management', 'power', 'raid',
        'rescue', 'vendor')
ASKED = ('service_catalog', 'glance', 'neutron', 'nova', 'cinder', 'swift')


def configure(r: Region) -> None:
    interfaces = {f'enabled_{kind}_interfaces': 'fake' for kind in FAKE}
    r.write('ironic.conf', dict(
        DEFAULT=r.default(
            'ironic', host='compute1', my_ip='127.0.0.1', auth_strategy='keystone',
            rpc_transport='none', state_path=f'{r.root}/ironic',
            enabled_hardware_types='fake-hardware', enabled_network_interfaces='noop,flat',
            enabled_storage_interfaces='noop', default_network_interface='noop', **interfaces),
        api=dict(public_endpoint=''),
        conductor=dict(automated_clean=False, sync_power_state_interval=0,
                       check_provision_state_interval=0),
        deploy=dict(http_root=f'{r.root}/ironic/httpboot', http_url=r.url('ironic')),
        database=r.db('ironic'), fake=dict(deploy_delay=1),
        inventory=dict(data_backend='database'), keystone_authtoken=r.authtoken('ironic'),
        **{section: r.client('ironic', valid_interfaces='internal') for section in ASKED}))


def migrate(root: str) -> None:
    from testclouds import migrate
    migrate.tool('ironic-dbsync', '--config-file', f'{root}/etc/ironic.conf', 'create_schema')


def load() -> None:
    import ironic.command  # noqa: F401, I001  chooses threads
    import ironic.api.app
    import ironic.common.service  # noqa: F401
    # not the conductor: it reads the configuration when it is imported


def run(root: str) -> Any:
    from ironic.api import app
    from ironic.common import service
    service.prepare_service('ironic', ['ironic', '--config-file', f'{root}/etc/ironic.conf'])
    from ironic.conductor import rpc_service
    from oslo_config import cfg
    rpc_service.RPCService(cfg.CONF.host, 'ironic.conductor.manager', 'ConductorManager').start()
    return app.VersionSelectorApplication()
