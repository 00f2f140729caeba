# SPDX-License-Identifier: GPL-3.0-or-later
"""DNS: API, central, worker, producer and mdns in one process.

mdns, designate's own name server, is the pool's name server as well: the worker asks it whether a
change is there, and `dig -p` gets from it what a resolver would, on UDP and TCP.
"""
from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testclouds.config import Region

THREADS = 8
DNS = 30            # mdns' port, after the region's first
POOL = '794ccc2c-d751-44fe-b57f-8894c9f5c842'       # designate's default


def configure(r: Region) -> None:
    port = r.region['port'] + DNS
    r.write('designate/designate.conf', {
        'DEFAULT': r.default('designate', state_path=f'{r.root}/designate', default_ttl=300,
                             quota_api_export_size=1000),
        'service:api': dict(auth_strategy='keystone', api_base_uri=r.url('designate') + '/',
                            enable_api_v2=True, enable_api_admin=True,
                            enable_host_header=True,     # links as asked for: http or https
                            enabled_extensions_admin='quotas,reports'),
        'service:central': dict(managed_resource_tenant_id='0' * 31 + '1'),
        'service:mdns': dict(listen=f'127.0.0.1:{port}', threads=50),
        # an answer is there as soon as the database has it
        'service:worker': dict(poll_delay=0, poll_retry_interval=1, poll_max_retries=5,
                               poll_timeout=2, threads=20),
        'producer_task:increment_serial': dict(interval=1),
        'producer_task:delayed_notify': dict(interval=2),
        'storage:sqlalchemy': r.db('designate'),
        'network_api:neutron': dict(endpoints=f"{r.region['name']}|{r.url('neutron')}",
                                    endpoint_type='internalURL'),
        'heartbeat_emitter': dict(heartbeat_interval=20),
        'keystone': r.client('designate'), 'keystone_authtoken': r.authtoken('designate')})
    shutil.copy(f'{r.shared}/designate/api-paste.ini', f'{r.root}/etc/designate/api-paste.ini')
    with open(f'{r.root}/etc/designate/pools.yaml', 'w') as f:
        json.dump([pool(dict(host='127.0.0.1', port=port))], f)     # JSON is YAML


def pool(server: dict[str, Any]) -> dict[str, Any]:
    return dict(name='default', id=POOL, description="The region's name server", attributes={},
                ns_records=[dict(hostname='ns1.clouds.example.', priority=1)],
                nameservers=[server],
                targets=[dict(type='fake', description='none: the name server is mdns',
                              masters=[server], options=server)])


def migrate(root: str) -> None:
    from testclouds import migrate
    migrate.tool('designate-manage', '--config-dir', f'{root}/etc/designate', 'database', 'sync')


def load() -> None:
    import designate.cmd  # noqa: F401, I001  chooses threads
    import designate.api.admin
    import designate.api.v2
    import designate.api.wsgi
    import designate.backend.impl_fake
    import designate.central.service
    import designate.manage.pool
    import designate.mdns.service
    import designate.producer.service
    import designate.worker.service  # noqa: F401
    forget_deleted()


def forget_deleted() -> None:
    """A zone that is being deleted is no more for mdns: elsewhere its name servers had lost it."""
    from designate.mdns import handler
    find = handler.RequestHandler._find_zone_by_ancestor_walk

    def find_zone(self: Any, context: Any, request: Any, name: Any) -> Any:
        zone = find(self, context, request, name)
        return None if zone is not None and zone.action == 'DELETE' else zone

    handler.RequestHandler._find_zone_by_ancestor_walk = find_zone


def run(root: str) -> Any:
    os.environ['OS_DESIGNATE_CONFIG_DIR'] = f'{root}/etc/designate'
    from designate.api import wsgi
    application = wsgi.init_application()
    from designate.central import rpcapi
    from designate.central import service as central
    from designate.manage import pool
    from designate.mdns import service as mdns
    from designate.producer import service as producer
    from designate.worker import service as worker
    central.Service().start()
    # what `designate-manage pool update` does, without its transport of its own
    command = pool.PoolCommands()
    command.central_api = rpcapi.CentralAPI.get_instance()
    command._setup = lambda *_: None
    command.update(f'{root}/etc/designate/pools.yaml', False)
    for kind in (mdns, worker, producer):
        kind.Service().start()
    return application


def seed(admin: Any, tenant: Any) -> None:
    admin.dns.patch(f'/quotas/{tenant.current_project_id}', json=dict(zones=1000),
                    headers={'X-Auth-All-Projects': 'true'}).raise_for_status()
