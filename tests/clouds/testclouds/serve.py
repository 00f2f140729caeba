# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m testclouds.serve SERVICE REGION_DIR PORT [REGION_DIR PORT ...]

Imports SERVICE once, then forks one daemon per region directory: the slow imports are paid
once and their memory is shared.  Every daemon is all of its service in one process on native
threads: nova is api + conductor + scheduler + compute, cinder is api + scheduler + volume,
talking over oslo.messaging's in-memory fake:// transport.
"""
import faulthandler
import os
import signal
import sys
import threading
import time
import warnings

warnings.simplefilter('ignore')
os.environ['OS_NOVA_DISABLE_EVENTLET_PATCHING'] = 'true'
os.environ['OS_CINDER_DISABLE_EVENTLET_PATCHING'] = 'true'
THREADS = {'nova': 16, 'neutron': 8, 'keystone': 8, 'placement': 4, 'glance': 4, 'cinder': 8}


def patch_messaging():
    """fake:// polls every 50 ms; wake the listeners when a message arrives instead."""
    from oslo_messaging._drivers import base, impl_fake
    condition, generation = threading.Condition(), [0]
    deliver = impl_fake.FakeExchange.deliver_message

    def deliver_message(self, *args, **kwargs):
        deliver(self, *args, **kwargs)
        with condition:
            generation[0] += 1
            condition.notify_all()

    @base.batch_poll_helper
    def poll(self, timeout=None):
        while not self._stopped.is_set():
            seen = generation[0]
            for target in self._targets:
                exchange = self._exchange_manager.get_exchange(target.exchange)
                ctxt, message, reply_q, requeue = exchange.poll(target, self._pool)
                if message is not None:
                    return impl_fake.FakeIncomingMessage(ctxt, message, reply_q, requeue)
            with condition:
                arrived = condition.wait_for(lambda: generation[0] != seen,
                                             1.0 if timeout is None else min(timeout, 1.0))
            if timeout is not None and not arrived:
                return None

    impl_fake.FakeExchange.deliver_message = deliver_message
    impl_fake.FakeListener.poll = poll


# -- one pair per service: imports before the fork, application after it ---------------------

def load_keystone():
    import keystone.server.wsgi                                 # noqa: F401
    import keystone.server.backends                             # noqa: F401


def run_keystone(root):
    os.environ['OS_KEYSTONE_CONFIG_DIR'] = f'{root}/etc'
    from keystone.server import wsgi
    return wsgi.initialize_public_application()


def load_placement():
    import placement.wsgi                                       # noqa: F401
    import placement.deploy                                     # noqa: F401


def run_placement(root):
    os.environ['OS_PLACEMENT_CONFIG_DIR'] = f'{root}/etc'
    from placement import wsgi
    return wsgi.init_application()


def load_glance():
    import glance.common.wsgi_app                               # noqa: F401
    import glance.api.v2.router                                 # noqa: F401


def run_glance(root):
    os.environ['OS_GLANCE_CONFIG_DIR'] = f'{root}/etc'
    from glance.common import wsgi_app
    return wsgi_app.init_app()


def load_neutron():
    import neutron.server.api                                   # noqa: F401
    import neutron.plugins.ml2.plugin                           # noqa: F401
    from . import ml2
    ml2.allow_loopback()
    ml2.report_floatingips()
    ml2.tell_no_agents()


def run_neutron(root):
    os.environ['OS_NEUTRON_CONFIG_FILES'] = f'{root}/etc/neutron.conf'
    from neutron import server
    from neutron.server import api
    return server.boot_server(api.api_server, prog='neutron-api')


def load_nova():
    from nova import monkey_patch
    monkey_patch.patch(backend='threading')
    import nova.api.openstack.compute                           # noqa: F401
    import nova.api.openstack.wsgi_app                          # noqa: F401
    import nova.compute.manager                                 # noqa: F401
    import nova.conductor.manager                               # noqa: F401
    import nova.scheduler.manager                               # noqa: F401
    from . import virt
    virt.no_reshape()
    sys.modules['nova.virt.testclouds'] = virt       # nova only loads drivers from nova.virt


def run_nova(root):
    os.environ['OS_NOVA_CONFIG_DIR'] = f'{root}/etc'
    import nova.conf
    from nova import context, objects, service
    from nova.api.openstack import wsgi_app
    from nova.objects import host_mapping
    import os_brick
    import os_vif
    while not os.path.exists(f'{root}/run/catalog'):        # written once keystone is seeded
        time.sleep(0.1)
    application = wsgi_app.init_application('osapi_compute', 'nova-api')
    os_brick.setup(nova.conf.CONF)
    os_vif.initialize()
    objects.Service.enable_min_version_cache()
    # No indirection API: nova-compute reads the cell database itself, as [database] is cell1.
    for binary, topic, alt in (('nova-conductor', 'conductor', None),
                               ('nova-scheduler', 'scheduler', None),
                               ('nova-compute', 'compute', 'compute-alt')):
        server = service.Service.create(binary=binary, topic=topic, topic_alt=alt)
        server.start()
        # a heartbeat now: with an old database the host is "down" until the first, in 10 s
        server.service_ref.report_count += 1
        server.service_ref.save()
    host_mapping.discover_hosts(context.get_admin_context())
    return application


def load_cinder():
    from cinder import monkey_patch
    monkey_patch.patch()
    from cinder import objects
    objects.register_all()                                      # before anything else
    import cinder.wsgi.wsgi                                     # noqa: F401
    import cinder.api.v3.router                                 # noqa: F401
    import cinder.cmd.volume                                    # noqa: F401
    import cinder.scheduler.manager                             # noqa: F401
    from . import volume                                        # noqa: F401


def run_cinder(root):
    sys.argv = ['cinder-api', '--config-file', f'{root}/etc/cinder.conf']
    from cinder import service
    from cinder.cmd import volume as cmd
    from cinder.common import constants
    from cinder.wsgi import wsgi
    import os_brick
    from oslo_config import cfg
    # Service.service_id belongs to the class: with two services in one process each heartbeat
    # has to name its own, or cinder-volume goes "down" after a minute
    lock, report = threading.Lock(), service.Service.report_state

    def report_state(self):
        with lock:
            service.Service.service_id = self.origin_service_id
            report(self)

    service.Service.report_state = report_state
    application = wsgi.initialize_application()
    os_brick.setup(cfg.CONF)
    cfg.CONF.register_opt(cmd.host_opt, group='fake')
    for arguments in (dict(host=f'{cfg.CONF.host}@fake', service_name='fake', coordination=True,
                           binary=constants.VOLUME_BINARY),
                      # second: its start waits until a volume service has reported
                      dict(binary='cinder-scheduler')):
        server = service.Service.create(**arguments)
        server.start()
        server.report_state()       # as for nova
    return application


def sign_requests(name):
    """Marks what the services ask of each other; see faults.py and the request logs."""
    import requests
    send = requests.Session.send

    def signed(self, request, **kwargs):
        request.headers['User-Agent'] = \
            f"{request.headers.get('User-Agent', '-')} testclouds-internal/{name}"
        return send(self, request, **kwargs)

    requests.Session.send = signed


def load_ssh():
    from . import ssh                                           # noqa: F401


def daemon(name, root, port):
    os.setsid()
    out = os.open(f'{root}/log/{name}.out', os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    with open(f'{root}/run/{name}.pid', 'w') as f:
        f.write(f'{os.getpid()}\n')
    faulthandler.register(signal.SIGUSR1, all_threads=True)     # stacks go to log/SERVICE.out
    from . import faults, guests
    faults.FILE = f'{root}/faults.json'
    guests.ROOT = root
    if name == 'ssh':
        from . import ssh
        return ssh.main(root, port)
    sys.argv = [f'{name}-api']
    sign_requests(name)
    application = faults.middleware(name, globals()[f'run_{name}'](root))
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    import waitress
    waitress.serve(application, host='127.0.0.1', port=port, threads=THREADS[name],
                   ident=None, channel_timeout=300, connection_limit=500, _quiet=True)


def main():
    name, rest = sys.argv[1], sys.argv[2:]
    sys.argv = [name]
    globals()[f'load_{name}']()         # first: nova and cinder insist on choosing threads
    if name != 'ssh':
        from . import sqlite
        sqlite.patch()
        patch_messaging()
        import waitress                                         # noqa: F401
    for root, port in zip(rest[::2], rest[1::2]):
        if os.fork() == 0:
            try:
                daemon(name, root, int(port))
            except BaseException:
                import traceback
                traceback.print_exc()
            os._exit(1)


if __name__ == '__main__':
    main()
