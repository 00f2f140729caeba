# SPDX-License-Identifier: GPL-3.0-or-later
"""Object storage: proxy, account, container and object server and the container updater in one
process, on green threads, as swift has it.  One device, one replica: a folder of the region.
"""
from __future__ import annotations

import logging
import os
import warnings
from typing import TYPE_CHECKING, Any

from testclouds.state import Problem

if TYPE_CHECKING:
    from testclouds.config import Region

BACKENDS = ('account', 'container', 'object')
FIRST_BACKEND = 31          # its port, after the region's first
PERIOD = 2                  # seconds, in which an account knows what is in it
PIPELINE = ('catch_errors gatekeeper healthcheck proxy-logging listing_formats bulk tempurl '
            'formpost authtoken keystoneauth staticweb copy container-quotas account-quotas slo '
            'dlo versioned_writes symlink proxy-logging proxy-server')


def configure(r: Region) -> None:
    check(f'{r.root}/swift')
    common = dict(
        swift_dir=f'{r.root}/etc/swift', devices=f'{r.root}/swift', mount_check='false',
        bind_ip='127.0.0.1', disable_fallocate='true', fallocate_reserve=0, user='',
        recon_cache_path=f'{r.root}/swift', log_level='WARNING',
        log_custom_handlers='testclouds.services.swift.log_to_stderr')
    r.write('swift/proxy-server.conf', proxy(r, common))
    for kind in BACKENDS:
        r.write(f'swift/{kind}-server.conf', {
            'DEFAULT': dict(common, log_name=kind),
            'pipeline:main': dict(pipeline=f'{kind}-server'),
            f'app:{kind}-server': dict(use=f'egg:swift#{kind}')})
    with open(f'{r.root}/etc/swift/port', 'w') as f:
        f.write(str(r.region['port']))


def check(folder: str) -> None:
    """swift keeps what it knows of an object in extended attributes."""
    os.makedirs(f'{folder}/disk', exist_ok=True)
    try:
        os.setxattr(folder, 'user.testclouds', b'')
    except OSError as e:
        raise Problem(f'swift cannot live in {folder}, whose file system has no extended '
                      'attributes: name a folder on another one in TESTCLOUDS_STATE') from e


def proxy(r: Region, common: dict[str, Any]) -> dict[str, dict[str, Any]]:
    filters = {f'filter:{name}': dict(use='egg:swift#' + name.replace('-', '_'))
               for name in PIPELINE.split()[:-1] if name != 'authtoken'}
    return {
        'DEFAULT': dict(common, log_name='proxy'), 'pipeline:main': dict(pipeline=PIPELINE),
        **filters,
        'filter:tempurl': dict(use='egg:swift#tempurl', methods='GET HEAD PUT POST DELETE'),
        'filter:keystoneauth': dict(use='egg:swift#keystoneauth', operator_roles='admin, member',
                                    reseller_admin_role='admin'),
        'filter:authtoken': dict(r.authtoken('swift'), delay_auth_decision='true', **{
            'paste.filter_factory': 'keystonemiddleware.auth_token:filter_factory'}),
        'filter:versioned_writes': dict(use='egg:swift#versioned_writes',
                                        allow_versioned_writes='true',
                                        allow_object_versioning='true'),
        'app:proxy-server': dict(use='egg:swift#proxy', account_autocreate='true', conn_timeout=2,
                                 node_timeout=10)}


def log_to_stderr(conf: Any, name: Any, log_to_console: Any, log_route: Any, fmt: Any,
                  logger: logging.Logger, adapted: Any) -> None:
    """Else it goes to syslog."""
    logging.getLogger('keystonemiddleware').setLevel(logging.ERROR)
    if logging.StreamHandler not in map(type, logger.handlers):
        logger.addHandler(logging.StreamHandler())


def load() -> None:
    from swift.common import utils
    utils.monkey_patch()
    utils.HASH_PATH_SUFFIX = b'testclouds'      # else swift wants /etc/swift/swift.conf
    import keystoneauth1.identity.v3  # noqa: F401
    import keystonemiddleware.auth_token  # noqa: F401
    import swift.account.server
    import swift.common.middleware.keystoneauth
    import swift.container.server
    import swift.container.updater
    import swift.obj.server
    import swift.proxy.server  # noqa: F401


def run(root: str) -> Any:
    import eventlet
    from eventlet import hubs
    from swift.common import utils, wsgi
    etc, places = f'{root}/etc/swift', backends(root)
    rings(etc, places)
    hubs.use_hub(utils.get_hub())
    for kind, port in places.items():
        application = wsgi.loadapp(f'{etc}/{kind}-server.conf', global_conf=dict(log_name=kind))
        eventlet.spawn_n(serve, application, port)
    eventlet.spawn_n(update_accounts, f'{root}/swift', etc)
    return wsgi.loadapp(f'{etc}/proxy-server.conf', global_conf=dict(log_name='proxy'))


def backends(root: str) -> dict[str, int]:
    """{kind: port}, as configure() has written it."""
    with open(f'{root}/etc/swift/port') as f:
        first = int(f.read()) + FIRST_BACKEND
    return {kind: first + n for n, kind in enumerate(BACKENDS)}


def rings(etc: str, places: dict[str, int]) -> None:
    from swift.common.ring import RingBuilder
    for kind, port in places.items():
        builder = RingBuilder(part_power=4, replicas=1, min_part_hours=1)
        builder.add_dev(dict(
            region=1, zone=1, weight=1, device='disk', meta='', ip='127.0.0.1', port=port,
            replication_ip='127.0.0.1', replication_port=port))
        builder.rebalance()
        builder.get_ring().save(f'{etc}/{kind}.ring.gz')


def update_accounts(devices: str, etc: str) -> None:
    """How many bytes and objects an account has, which the containers tell it."""
    import eventlet
    from swift.container import updater
    one = updater.ContainerUpdater(dict(
        devices=devices, swift_dir=etc, mount_check='false', recon_cache_path=devices,
        account_suppression_time=5, log_level='WARNING'))
    while True:
        eventlet.sleep(PERIOD)
        for path in one.get_paths():
            one.container_sweep(path)


def serve(application: Any, port: int) -> None:
    """Instead of waitress, whose threads do not suit eventlet."""
    import eventlet
    from eventlet import wsgi
    from swift.common.utils import NullLogger
    from swift.common.wsgi import SwiftHttpProtocol

    from testclouds.services import web

    class Protocol(SwiftHttpProtocol):
        def get_environ(self) -> dict:
            return dict(super().get_environ(), **{web.GREEN: (self.connection, eventlet.sleep)})

    warnings.simplefilter('ignore')
    listener = eventlet.listen(('127.0.0.1', port), backlog=512)
    wsgi.server(listener, application, NullLogger(), protocol=Protocol, socket_timeout=60,
                capitalize_response_headers=False)
