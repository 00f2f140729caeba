# SPDX-License-Identifier: GPL-3.0-or-later
"""For tests that need the clouds, which `clouds test` has started.  What a test makes, it makes
through `made`, which deletes it.
"""
from __future__ import annotations

import contextlib
import pathlib
import re
import socket
import subprocess
import time

import openstack
import pytest
from testclouds import counting, processes
from testclouds.state import CLOUDS, HOME

ALPHA = ('alpha', 'RegionOne')
BETA = ('beta', 'RegionOne')
GAMMA = (('gamma', 'RegionOne'), ('gamma', 'RegionTwo'))
BASICS = {'alpha': ('m1.small', 'debian-12', 'private'), 'beta': ('s1-2', 'Debian 12', 'Ext-Net'),
          'gamma': ('m1.small', 'debian-12', 'private')}


def clouds(*arguments):
    """Output of a command of the test clouds; if it fails, pytest shows why."""
    try:
        return subprocess.run([f'{HOME}/clouds', *arguments], check=True, capture_output=True,
                              text=True).stdout
    except subprocess.CalledProcessError as error:
        error.add_note(error.stderr)
        raise


def until(question, seconds=20, what='it'):
    """The first answer that is not false."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f'{what} did not come true in {seconds} s'
        time.sleep(0.1)
    return answer


def connect(address, seconds=1.0):
    """What becomes of a TCP connection to a server: open, refused, or nothing."""
    try:
        socket.create_connection((address, processes.ssh_port()), seconds).close()
        return 'open'
    except ConnectionRefusedError:
        return 'refused'
    except TimeoutError:
        return 'nothing'


class Target:
    """One cloud in one region, as its customer sees it."""

    def __init__(self, cloud, region):
        self.name = f'{cloud}/{region}'
        self.sdk = openstack.connect(cloud=cloud, region_name=region, app_name='clouds-tests')
        self.compute, self.network = self.sdk.compute, self.sdk.network
        self.volumes = self.sdk.block_storage
        flavor, image, network = BASICS[cloud]
        self.image, self.flavor = self.sdk.get_image(image).id, self.sdk.get_flavor(flavor).id
        self.net = self.network.find_network(network, ignore_missing=False).id

    def admin(self):
        """The provider."""
        cloud, _slash, region = self.name.partition('/')
        return openstack.connect(cloud=f'{cloud}-admin', region_name=region,
                                 app_name='clouds-tests')

    def request(self, name='test', **attributes):
        """The create call alone; attributes: as the SDK names it."""
        return self.compute.create_server(**dict(dict(
            name=name, flavor_id=self.flavor, image_id=self.image, networks=[dict(uuid=self.net)]),
            **attributes))

    def wait(self, server, status='ACTIVE', seconds=60):
        return self.compute.wait_for_server(server, status, interval=0.2, wait=seconds)

    def delete(self, server):
        self.compute.delete_server(server, ignore_missing=True)
        self.compute.wait_for_delete(server, interval=0.2, wait=30)

    def address(self, server):
        """The fixed IPv4 address."""
        return next(entry['addr'] for entries in self.compute.get_server(server).addresses.values()
                    for entry in entries
                    if entry['version'] == 4 and entry['OS-EXT-IPS:type'] == 'fixed')

    def console(self, server):
        return self.compute.get_server_console_output(server)['output']

    def servers(self, name):
        return [server.name for server in self.compute.servers(name=name)]


@pytest.fixture(scope='session')
def alpha():
    return Target(*ALPHA)


@pytest.fixture(scope='session')
def beta():
    return Target(*BETA)


@pytest.fixture(scope='session')
def gamma():
    return [Target(*where) for where in GAMMA]


@pytest.fixture
def made():
    """made(target, **attributes) is an ACTIVE server, or one in the `status` that is asked for; it
    is deleted after the test.
    """
    with contextlib.ExitStack() as stack:
        def make(target, status='ACTIVE', **attributes):
            server = target.request(**attributes)
            stack.callback(target.delete, server)
            return target.wait(server, status) if status else server
        yield make


def on_consoles():
    """The host keys on the consoles of all servers of all clouds."""
    text = ''.join(path.read_text(errors='replace')
                   for path in pathlib.Path(CLOUDS).glob('*/*/guests/*/console.log'))
    return re.findall(r'^((?:ssh|ecdsa)-\S+ [A-Za-z0-9+/=]{32,}) root@', text, re.M)


class Keys:
    """Two key pairs, of which servers get the first."""

    def __init__(self, folder):
        self.folder = folder
        for name in ('ours', 'foreign'):
            subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', name,
                            '-f', folder / name], check=True)

    @property
    def public(self):
        return (self.folder / 'ours.pub').read_text()

    def ssh(self, address, *command, user='debian', key='ours', trust=None, **kwargs):
        """Runs `ssh`; without trust (a file), consoles say which host keys there are."""
        if trust is None:
            trust = self.folder / 'known_hosts'
            trust.write_text(''.join(f'* {key}\n' for key in on_consoles()))
        options = [f'-o{option}' for option in (
            'StrictHostKeyChecking=yes', f'UserKnownHostsFile={trust}', 'BatchMode=yes',
            'IdentitiesOnly=yes', 'LogLevel=ERROR', 'ConnectTimeout=5')]
        return subprocess.run(
            ['ssh', '-F', '/dev/null', '-p', str(processes.ssh_port()), '-i', self.folder / key,
             *options, f'{user}@{address}', *command],
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **kwargs)

    def answers(self, address, **kwargs):
        return (connect(address) == 'open'
                and self.ssh(address, 'true', **kwargs).returncode == 0)


@pytest.fixture(scope='session')
def keys(tmp_path_factory):
    return Keys(tmp_path_factory.mktemp('keys'))


@pytest.fixture(scope='module')
def keypair(keys, alpha):
    """Its name on alpha."""
    with contextlib.suppress(openstack.exceptions.ConflictException):
        alpha.compute.create_keypair(name='clouds-tests', public_key=keys.public)
    yield 'clouds-tests'
    alpha.compute.delete_keypair('clouds-tests', ignore_missing=True)


@pytest.fixture
def fault():
    """fault(WHERE, SERVICE, KEY=VALUE...), cleared after the test."""
    told = set()

    def tell(where, service, *pairs):
        told.add((where, service))
        clouds('fault', where, service, *pairs)
    yield tell
    for where, service in told:
        clouds('fault', where, service)


@pytest.fixture
def counted():
    """counted() is what was asked of the clouds since the test began, or since counted.anew()."""
    def numbers(where, service=None):
        result = counting.counts()[where]
        return result[service] if service else result
    numbers.anew = lambda: clouds('requests', '--reset')
    numbers.anew()
    return numbers
