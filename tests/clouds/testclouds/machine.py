# SPDX-License-Identifier: GPL-3.0-or-later
"""What the machine must have.  Whatever is missing is said in one sentence, before anything
is started.
"""
from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import sys

from testclouds import state, tls
from testclouds.state import STATE, Problem

MEMORY = 2700           # MiB that four regions take, with room for some servers
MORE = 80               # MiB of a service beyond the core in a region
DISK = 1500             # MiB for the virtual environment and the databases
SSH_PROBE = '127.17.0.1'        # the SSH service has it: other test clouds take other ports


def check():
    if not sys.platform.startswith('linux') or not os.path.isdir('/proc/self'):
        raise Problem('the test clouds need Linux: any address in 127.0.0.0/8, and /proc')
    for name, package in (('ensurepip', 'python3-venv'), ('venv', 'python3-venv'),
                          ('ssl', 'a Python that was built with OpenSSL'),
                          ('sqlite3', 'a Python that was built with SQLite')):
        if importlib.util.find_spec(name) is None:
            raise Problem(f'{sys.executable} has no module {name}: install {package}, or name '
                          'another Python in TESTCLOUDS_PYTHON')
    if not shutil.which('ssh'):
        raise Problem('there is no `ssh`, with which servers are logged into: install '
                      'openssh-client')


def check_memory(more=0):
    """more: how many services beyond the core there are in all regions."""
    available, needed = available_memory(), MEMORY + more * MORE
    if available is not None and available < needed:
        raise Problem(f'the test clouds need {needed} MiB of memory and {available} MiB are '
                      'available')


def check_disk():
    free = shutil.disk_usage(STATE).free >> 20
    if free < DISK:
        raise Problem(f'the test clouds need {DISK} MiB of disk and {STATE} has {free} MiB: free '
                      'some, or name another folder in TESTCLOUDS_STATE')


def available_memory():
    """MiB: the machine's, or what is left of a container's limit."""
    found = []
    for line in (state.read_text('/proc/meminfo') or '').splitlines():
        if line.startswith('MemAvailable:'):
            found.append(int(line.split()[1]) >> 10)
    try:
        limit, used = (int(state.read_text(f'/sys/fs/cgroup/memory.{name}') or '')
                       for name in ('max', 'current'))
        found.append((limit - used) >> 20)
    except (OSError, ValueError):
        pass                    # no limit
    return min(found, default=None)


def bindable(address, port):
    try:
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind((address, port))
        return True
    except OSError:
        return False


def check_ports(services):
    for service in services:
        for port in (service.port, service.port + tls.APART):
            if not bindable('127.0.0.1', port):
                raise Problem(
                    f'port {port}, which {service} needs, is taken by another program: end it, or '
                    'set TESTCLOUDS_BASE_PORT to the first of 400 free ports')


def choose_ssh_port(before=22):
    """TESTCLOUDS_SSH_PORT; without it what it was before, or 22 if that is allowed, else 2222."""
    given = os.environ.get('TESTCLOUDS_SSH_PORT')
    for port in [number('TESTCLOUDS_SSH_PORT', given)] if given else [before, 22, 2222]:
        if bindable(SSH_PROBE, port):
            return port
    raise Problem(f"the servers' SSH cannot have port {port} on 127.x.y.z: set "
                  'TESTCLOUDS_SSH_PORT to a free port above 1023')


def base_port():
    """The first port that was asked for, or None."""
    given = os.environ.get('TESTCLOUDS_BASE_PORT')
    return number('TESTCLOUDS_BASE_PORT', given, 65000) if given else None


def number(name, text, most=65535):
    if not text.isdigit() or not 0 < int(text) <= most:
        raise Problem(f'{name} must be a number up to {most}, not {text!r}')
    return int(text)
