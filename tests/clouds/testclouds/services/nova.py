# SPDX-License-Identifier: GPL-3.0-or-later
"""API, conductor, scheduler and compute in one process."""
from __future__ import annotations

import configparser
import os
import sys
import time
from urllib.parse import urlsplit

from testclouds import processes, releases, shapes

THREADS = 16
PATIENCE = 60       # seconds for keystone and placement, which start beside nova
os.environ['OS_NOVA_DISABLE_EVENTLET_PATCHING'] = 'true'


def green():
    """Whether this release knows nothing but eventlet."""
    return 'nova' in releases.current().eventlet


def load():
    if not green():
        from nova import monkey_patch
        monkey_patch.patch(backend='threading')
    import nova.api.openstack.compute  # noqa: F401
    import nova.api.openstack.wsgi_app  # noqa: F401
    import nova.compute.manager  # noqa: F401
    import nova.conductor.manager  # noqa: F401
    import nova.scheduler.manager  # noqa: F401

    from testclouds.services import hypervisor
    hypervisor.no_reshape()
    sys.modules['nova.virt.testclouds'] = hypervisor    # nova only loads drivers from nova.virt


def run(root):
    os.environ['OS_NOVA_CONFIG_DIR'] = f'{root}/etc'
    import nova.conf
    import os_brick
    import os_vif
    from nova import context, objects, service
    from nova.api.openstack import wsgi_app
    from nova.objects import host_mapping
    while not os.path.exists(f'{root}/run/catalog'):        # written once keystone is seeded
        time.sleep(0.1)
    await_others(f'{root}/etc/nova.conf')
    application = wsgi_app.init_application('osapi_compute', *[] if green() else ['nova-api'])
    if hasattr(os_brick, 'setup'):      # since 2023.1
        os_brick.setup(nova.conf.CONF)
    os_vif.initialize()
    objects.Service.enable_min_version_cache()
    start_others(service, shapes.hosts(root))
    host_mapping.discover_hosts(context.get_admin_context())
    return application


def start_others(service, hosts):
    """No indirection API: nova-compute reads the cell database itself, as [database] is cell1.

    hosts: of more nova-computes.
    """
    alt = {} if green() else dict(topic_alt='compute-alt')
    for binary, topic, more in (('nova-conductor', 'conductor', {}),
                                ('nova-scheduler', 'scheduler', {}),
                                ('nova-compute', 'compute', alt),
                                *(('nova-compute', 'compute', dict(alt, host=host))
                                  for host in hosts)):
        server = service.Service.create(binary=binary, topic=topic, **more)
        server.start()
        # a heartbeat now: with an old database the host is "down" until the first, in 10 s
        server.service_ref.report_count += 1
        server.service_ref.save()


def await_others(path):
    """Without keystone nova-compute ends at its start, and without placement it has no host."""
    config = configparser.RawConfigParser()
    config.read(path)
    deadline = time.monotonic() + PATIENCE
    for key in ('auth_url', 'endpoint_override'):
        port = urlsplit(config['placement'][key]).port
        while not processes.listening(port) and time.monotonic() < deadline:
            time.sleep(0.1)
