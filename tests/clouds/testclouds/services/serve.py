# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m testclouds.services.serve SERVICE REGION_DIR PORT [REGION_DIR PORT ...]

Imports SERVICE once, then forks one daemon per region: the slow imports are paid once and their
memory is shared.  Every daemon is all of its service in one process on native threads, or on
eventlet where a release knows nothing else.
"""
from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import sys
import traceback
import warnings

from testclouds import releases

warnings.simplefilter('ignore')


def main(name, *places):
    sys.argv = [name]               # the services look at it
    run = load_ssh() if name == 'ssh' else load_api(name)
    for root, port in zip(places[::2], places[1::2]):           # noqa: B905 (not in Python 3.8)
        if os.fork() == 0:
            try:
                daemon(name, root)
                run(root, int(port))
            except BaseException:
                traceback.print_exc()
            os._exit(1)


def daemon(name, root):
    os.setsid()
    out = os.open(f'{root}/log/{name}.out', os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(out, 1)
    os.dup2(out, 2)
    pid = f'{root}/run/{name}.pid'
    with open(f'{pid}.new', 'w') as f:      # who finds an empty one takes the service for ended
        f.write(f'{os.getpid()}\n')
    os.replace(f'{pid}.new', pid)
    faulthandler.register(signal.SIGUSR1, all_threads=True)     # stacks go to log/SERVICE.out
    from testclouds.guests import records
    records.ROOT = root


def load_ssh():
    from testclouds.guests import service
    return service.main


def load_api(name):
    green = name in releases.current().eventlet
    if green:
        import eventlet
        eventlet.monkey_patch()
    module = importlib.import_module(f'testclouds.services.{name}')
    module.load()                   # first: nova and cinder insist on choosing threads
    from testclouds import faults
    from testclouds.services import tls, web
    serve = getattr(module, 'serve', None) or by_waitress(module.THREADS, green)

    def run(root, port):
        if green:
            eventlet.hubs.use_hub()         # of its own: all forks would wait on one epoll
        sys.argv = [f'{name}-api']
        web.sign_requests(name)
        application = tls.told(web.middleware(
            module.run(root), faults.Faults(f'{root}/faults.json', name),
            f'{root}/log/{name}.requests'), port)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        tls.listen(port)
        serve(application, port)
    return run


def by_waitress(threads, green):
    """As all do that serve not by themselves, and have databases and messages."""
    import waitress

    from testclouds.services import messaging, sqlite
    sqlite.patch(green)
    messaging.patch()

    def serve(application, port):
        waitress.serve(application, host='127.0.0.1', port=port, threads=threads, ident=None,
                       channel_timeout=300, connection_limit=500, _quiet=True)
    return serve


if __name__ == '__main__':
    main(*sys.argv[1:])
