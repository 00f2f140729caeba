# SPDX-License-Identifier: GPL-3.0-or-later
"""API, scheduler, volume and backup in one process."""
from __future__ import annotations

import sys
import threading

from testclouds import releases

THREADS = 8


def load():
    if 'cinder' not in releases.current().eventlet:
        from cinder import monkey_patch
        monkey_patch.patch()
    from cinder import objects
    objects.register_all()                                      # before anything else
    import cinder.api.v3.router  # noqa: F401
    import cinder.cmd.volume  # noqa: F401
    import cinder.scheduler.manager  # noqa: F401
    import cinder.wsgi.wsgi  # noqa: F401

    from testclouds.services import backup, volume  # noqa: F401


def own_heartbeats():
    """Service.service_id belongs to the class: with two services in one process each heartbeat
    has to name its own, or cinder-volume goes "down" after a minute.
    """
    from cinder import service
    lock, report = threading.Lock(), service.Service.report_state

    def report_state(self):
        with lock:
            service.Service.service_id = self.origin_service_id
            report(self)

    service.Service.report_state = report_state


def run(root):
    sys.argv = ['cinder-api', '--config-file', f'{root}/etc/cinder.conf']
    import os_brick
    from cinder import service
    from cinder.cmd import volume
    from cinder.common import constants
    from cinder.wsgi import wsgi
    from oslo_config import cfg
    own_heartbeats()
    application = wsgi.initialize_application()
    if hasattr(os_brick, 'setup'):      # since 2023.1
        os_brick.setup(cfg.CONF)
    cfg.CONF.register_opt(volume.host_opt, group='fake')
    for arguments in (dict(host=f'{cfg.CONF.host}@fake', service_name='fake', coordination=True,
                           binary=constants.VOLUME_BINARY),
                      # second: its start waits until a volume service has reported
                      dict(binary='cinder-scheduler'),
                      dict(binary='cinder-backup', service_name='backup', coordination=True)):
        server = service.Service.create(**arguments)
        server.start()
        server.report_state()       # as for nova
    return application
