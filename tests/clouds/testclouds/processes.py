# SPDX-License-Identifier: GPL-3.0-or-later
"""The services as processes: which there are, starting them, waiting for them, ending them."""
from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import time
from typing import NamedTuple

from testclouds import layout, machine, releases, state
from testclouds.state import CLOUDS, HOME, MARK, STATE, Problem

GUEST_MARK = 'TESTCLOUDS_SERVER='


class Service(NamedTuple):
    cloud: str
    region: str
    name: str
    root: str               # the region's folder
    port: int
    release: str = releases.NEWEST

    def __str__(self):
        return f'{self.name} of {self.cloud}/{self.region}'


def everything(clouds=None):
    return [Service(cloud['name'], region['name'], name, state.region_dir(cloud, region),
                    layout.port(region, name), release_of(region, name))
            for cloud in (state.layout() if clouds is None else clouds)
            for region in cloud['regions'] for name in region['services']]


def release_of(region, name):
    """What is not OpenStack's is of no release, and runs where the newest is installed."""
    return releases.NEWEST if name in layout.HELPERS else region.get('release', releases.NEWEST)


def choose(where, name=None):
    """The services of CLOUD or CLOUD/REGION, or the one called `name` there."""
    cloud, _slash, region = where.partition('/')
    services = everything(state.existing_layout())
    found = [s for s in services if s.cloud == cloud and region in ('', s.region)
             and name in (None, s.name)]
    if not found:
        known = sorted({f'{s.cloud}/{s.region}' for s in services if name in (None, s.name)})
        raise Problem(f"there is no {name or 'cloud'} at {where!r}; there is one at "
                      f"{', '.join(known)}")
    return found


# -- starting --------------------------------------------------------------------------------

def environment():
    """What the user's shell has set for his own clouds and proxies is not for the services."""
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(('OS_', 'PYTHON', 'TESTCLOUDS_')) and k.lower() not in
           ('http_proxy', 'https_proxy', 'all_proxy')}
    return dict(env, PYTHONPATH=f'{HOME}:{STATE}/plugins', PYTHONSAFEPATH='1',
                PYTHONWARNINGS='ignore', OS_CINDER_DISABLE_EVENTLET_PATCHING='true',
                TESTCLOUDS_STATE=STATE, **state.marked())


def module(*arguments, env=None, release=releases.NEWEST, **kwargs):
    return subprocess.Popen(
        [f'{releases.venv(release)}/bin/python', '-m', *arguments], cwd=STATE,
        stdin=subprocess.DEVNULL, env={**environment(), releases.NAMED: release, **(env or {})},
        **kwargs)


def wait_all(processes, what, log):
    if sum(process.wait() != 0 for process in processes):      # all of them, not only the first
        words = [line for line in (state.read_text(log) or '').splitlines() if line.strip()]
        raise Problem(f"{what} failed: {words[-1] if words else 'without a word'} (see {log})")


def pid_of(service):
    try:
        with open(f'{service.root}/run/{service.name}.pid') as f:
            pid = int(f.read())
        with open(f'/proc/{pid}/cmdline', 'rb') as f:
            words = f.read().decode().split('\0')
    except (OSError, ValueError):
        return None
    return pid if 'testclouds.services.serve' in words and service.root in words else None


def start(services):
    """Starts what does not run, and waits for all.  A launcher per kind and release of a service
    forks one per region.
    """
    missing = [s for s in services if not pid_of(s)]
    await_up(services, launch(missing) if missing else [])


def launch(services):
    """The launchers, which end as soon as they have forked."""
    port = ssh_port(choosing=not any(pid_of(s) for s in everything() if s.name == 'ssh'))
    machine.check_ports(services)
    for service in services:
        state.remove(f'{service.root}/run/{service.name}.pid')
    launchers = []
    for name, release in itertools.product(layout.PROCESSES, releases.RELEASES):
        arguments = [word for s in services if (s.name, s.release) == (name, release)
                     for word in (s.root, str(s.port))]
        if arguments:
            with open(f'{STATE}/serve.out', 'a') as out:
                launchers.append(module(
                    'testclouds.services.serve', name, *arguments, release=release, stdout=out,
                    stderr=out, env=dict(TESTCLOUDS_SSH_PORT=str(port))))
    return launchers


def ssh_port(choosing=False):
    """Where the servers answer; chosen when no server runs."""
    recorded = state.read_text(f'{CLOUDS}/ssh_port')
    if choosing or not recorded:
        recorded = str(machine.choose_ssh_port(int(recorded or 22)))
        state.write_text(f'{CLOUDS}/ssh_port', recorded)
    return int(recorded)


def listening(port):
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
        return True
    except OSError:
        return False


def await_up(services, launchers=(), timeout=900):
    """Waits until all listen.  Whoever fails ends: the limit may be as long as the slowest machine
    needs.
    """
    deadline = time.monotonic() + timeout
    for service in services:
        while not listening(service.port):
            died = os.path.exists(f'{service.root}/run/{service.name}.pid') and not pid_of(service)
            if died or any(launcher.poll() for launcher in launchers) or (
                    time.monotonic() > deadline):
                raise Problem(f'{service} does not start: see {service.root}/log/{service.name}.* '
                              f'and {STATE}/serve.out')
            time.sleep(0.1)


# -- ending ----------------------------------------------------------------------------------

def stop(services):
    pids = [pid for service in services if (pid := pid_of(service))]
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    end(pids, 10)


def restart(services):
    """For what they read at their start."""
    stop(services)
    for service in services:
        while not machine.bindable('127.0.0.1', service.port):      # ended a moment ago
            time.sleep(0.05)
    start(services)


def alive(pid):
    """Where process 1 does not care for orphans, ended ones stay as zombies."""
    try:
        with open(f'/proc/{pid}/stat') as f:
            return f.read().rpartition(')')[2].split()[0] not in 'ZX'
    except OSError:
        return False


def end(pids, patience=0):
    """Waits for processes to be gone, and kills them when patience is at its end."""
    deadline = time.monotonic() + patience
    while pids and time.monotonic() < deadline:
        pids = [pid for pid in pids if alive(pid)]
        time.sleep(0.05)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    while any(alive(pid) for pid in pids):
        time.sleep(0.01)


def owned():
    """{pid: environment} of all that was ever started for this state folder, wherever it hid."""
    result = {}
    for pid in filter(str.isdigit, os.listdir('/proc')):
        with contextlib.suppress(OSError), open(f'/proc/{pid}/environ', 'rb') as f:
            environ = f.read().decode(errors='replace').split('\0')
            if MARK in environ and int(pid) != os.getpid():
                result[int(pid)] = environ
    return result


def end_strays():
    """Ends what an interrupted command left: neither a service nor a program on a server."""
    services = {pid_of(service) for service in everything()}
    end([pid for pid, environ in owned().items() if pid not in services
         and not any(word.startswith(GUEST_MARK) for word in environ)])


def stop_all():
    stop(everything())
    end(list(owned()))
