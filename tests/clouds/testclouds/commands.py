# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands, one function each; what they return is the exit code."""
from __future__ import annotations

import http.client
import json
import os
import shlex
import subprocess

from testclouds import (
    access,
    counting,
    create,
    every_login,
    faults,
    install,
    layout,
    machine,
    more,
    processes,
    quotas,
    releases,
    requestlog,
    shapes,
    state,
)
from testclouds.guests.real import template
from testclouds.state import CLOUDS, HOME, STATE, VENV, Problem, say


def up(options):
    machine.check()
    with state.lock():
        bring_up(options.release, options.more, options.less)
    env(options)


def bring_up(words=(), plus=(), minus=()):
    processes.end_strays()
    chosen = releases.chosen(words, state.layout())
    wanted = more.chosen(plus, minus, state.layout(), chosen)
    if not any(processes.pid_of(service) for service in processes.everything()):
        machine.check_memory(sum(map(len, wanted.values())))
    install.plugins()
    for release in dict.fromkeys((releases.NEWEST, *chosen.values())):
        install.venv(release)
        if release in chosen.values():
            create.template(release)
    if names := {name for found in wanted.values() for name in found}:
        install.more()
        more.templates(names)
    create.certificates()
    create.clouds(chosen)
    access.again(state.existing_layout())
    create.finish_restoring(more.leaving(wanted))
    complete(wanted)
    say('test clouds up')


def complete(wanted):
    more.prepare(wanted)
    processes.start(processes.everything())
    more.settle()


def down(options):
    with state.lock():
        processes.stop_all()
        if options.purge:
            state.purge()
    say('test clouds down')


def reset(options):
    with state.lock():
        entries = state.existing_layout()
        processes.stop_all()
        create.restore()
        complete({place: region.get('more', [])
                  for _cloud, region, place in more.regions(entries)})
    say('test clouds as freshly seeded')


def stop(options):
    """Without a service: all of OpenStack's; the servers do not notice."""
    chosen = processes.choose(options.where, options.service)
    with state.lock():
        processes.stop([s for s in chosen if options.service or s.name not in layout.HELPERS])


def start(options):
    chosen = processes.choose(options.where, options.service)
    with state.lock():
        processes.start(chosen)


def fault(options):
    name = None if options.service == 'all' else options.service
    chosen, desired = processes.choose(options.where, name), parse(faults, options)
    with state.lock():
        for service in chosen:
            known = state.read_json(f'{service.root}/faults.json') or {}
            state.write_json(f'{service.root}/faults.json', dict(known, **{service.name: desired}))


def parse(words, options):
    try:
        return words.parse(options.pairs)
    except ValueError as e:
        raise Problem(str(e)) from e


def quota(options):
    parse(quotas, options)
    administer(options.where, 'quota', *options.pairs)


def pool(options):
    if options.size is not None and options.size < 1:
        raise Problem('a pool has one address at least')
    administer(options.where, 'pool', *filter(None, [options.size]))


def guests(options):
    """Its servers of the image debian-12-real are machines."""
    processes.choose(options.where)
    with state.lock():
        template.make()
    administer(options.where, 'guest')


def administer(where, what, *arguments):
    """What a provider sets in each region, through its APIs."""
    for cloud, region in sorted({(s.cloud, s.region) for s in processes.choose(where)}):
        log = f'{CLOUDS}/{what}.out'
        with open(log, 'w') as out:
            processes.wait_all([processes.module('testclouds.seed', what, CLOUDS, cloud, region,
                                                 *map(str, arguments), stdout=out, stderr=out)],
                               f'setting the {what} of {cloud}/{region}', log)


def tls(options):
    with state.lock():
        create.secure(options.switch == 'on')


def logins(options):
    with state.lock():
        every_login.switch(options.switch == 'on')


def shape(options):
    with state.lock():
        shapes.switch(options.where, options.name, options.switch == 'on')


def requests(options):
    result = counting.counts()
    if options.reset:
        counting.begin_anew()
    print(json.dumps(result, indent=2) if options.json else counting.table(result))


def env(options):
    state.existing_layout()
    for key, value in dict(OS_CLIENT_CONFIG_FILE=f'{STATE}/clouds.yaml',
                           OS_CLIENT_SECURE_FILE=f'{STATE}/secure.yaml',
                           TESTCLOUDS_STATE=STATE,
                           TESTCLOUDS_SSH_PORT=processes.ssh_port()).items():
        print(f'export {key}={shlex.quote(str(value))}')
    if {'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'} & set(os.environ):
        print('export no_proxy="127.0.0.1${no_proxy:+,$no_proxy}"; export NO_PROXY="$no_proxy"')
    print(f'export PATH={shlex.quote(STATE + "/bin")}:"$PATH"')


def status(options):
    total, healthy = 0, True
    for service in processes.everything(state.existing_layout()):
        pid, health = processes.pid_of(service), answer(service.port)
        memory, healthy = memory_of(pid), healthy and isinstance(health, int) and health < 500
        total += memory
        print(f'{service.cloud + "/" + service.region:18} {service.name:10} port {service.port:5}'
              f'  pid {pid or "-":>7}  {memory:4} MiB  {health}')
    print(f'memory in all: {total} MiB')
    return 0 if healthy else 1


def memory_of(pid):
    """MiB, with what processes share counted once."""
    try:
        for line in (state.read_text(f'/proc/{pid}/smaps_rollup') or '').splitlines():
            if line.startswith('Pss:'):
                return int(line.split()[1]) >> 10
    except OSError:
        pass
    return 0


def answer(port):
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=5)
    try:
        connection.request('GET', '/', headers={'User-Agent': f'{requestlog.INTERNAL}/status'})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as e:
        return e
    finally:
        connection.close()


def test(options):
    with state.lock():
        bring_up()
    env = dict(os.environ, PYTHONPATH=HOME, OS_CLIENT_CONFIG_FILE=f'{STATE}/admin-clouds.yaml',
               OS_CLIENT_SECURE_FILE=f'{STATE}/secure.yaml', TESTCLOUDS_STATE=STATE)
    return subprocess.run([f'{VENV}/bin/python', '-m', 'pytest', *(options.arguments or ['tests'])],
                          cwd=HOME, env=env, check=False).returncode
