# SPDX-License-Identifier: GPL-3.0-or-later
"""What the SSH service is told about the servers, in files under the region's folder:

  servers/UUID.json      written by nova's driver: the server as its hypervisor knows it
  floating/ADDRESS.json  written by neutron: {"port": UUID} while the address is associated
  closed/PORT.json       written by neutron: while no security group lets SSH in there
  guests/GENERATION/     written by the SSH service: a server's disk (home/, console.log, ...);
                         a rebuilt server is another generation

After each change a datagram tells the SSH service to look.  The files are the truth: it may be
down, and finds them when it starts.
"""
from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import secrets
import socket
import tarfile
import threading
import time

from testclouds.guests import cloudconfig

PORT = int(os.environ.get('TESTCLOUDS_SSH_PORT', '2222'))
CONSOLE = 100 << 10         # bytes of a console that nova shows
SETTLED = 120               # seconds for a real guest to follow a change
ROOT = None                 # the region's folder; set by services/serve.py
_lock = threading.Lock()
_socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
_socket.setblocking(False)


def channel(root):
    """An abstract socket: nothing to clean up, no limit on the length of the path."""
    return '\0testclouds-' + hashlib.sha256(os.path.realpath(root).encode()).hexdigest()


def notify(*words):
    with contextlib.suppress(OSError):  # down: it looks when it starts
        _socket.sendto(' '.join(words).encode(), channel(ROOT))


def read(path):
    try:
        with open(path) as f:
            return json.load(f)
    except (OSError, ValueError):
        return None


def write(path, value):
    with open(f'{path}.new', 'w') as f:
        json.dump(value, f)
    os.replace(f'{path}.new', path)


def remove(path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)


# -- nova's side -----------------------------------------------------------------------------

def server_path(uuid):
    return f'{ROOT}/servers/{uuid}.json'


def host_key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519
    return ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH,
        serialization.NoEncryption()).decode()


def new_disk(instance, image, real):
    """The record of a server that boots for the first time; another generation, another disk.
    real: what the record of a real guest has, which reads the rest from its config drive.
    """
    record = dict(uuid=instance.uuid, generation=secrets.token_hex(8), boot=0, ports={},
                  image=image, change=0)
    if real:
        return dict(record, real=True, keys=[], host_keys=[], **real)
    user_data = base64.b64decode(instance.user_data or '').decode('utf-8', 'replace')
    config = cloudconfig.parse(user_data)
    return dict(record, keys=[key for key in (instance.key_data, *config['authorized']) if key],
                host_keys=config['host_keys'] or [host_key()], config=config)


def ipv4(vif):
    return [ip['address'] for ip in vif.fixed_ips() if ip['version'] == 4]


def save(instance, state, network_info=None, *, boot=False, fresh=False, image=None, defaults=(),
         real=None):
    """Tells what the instance is now.  boot: it starts from the beginning; fresh: on a new disk;
    defaults: settings that its metadata may overrule; real: see new_disk.
    """
    with changing(instance.uuid, new_disk(instance, image, real) if fresh else None) as record:
        if network_info is not None:
            record['ports'] = {vif['id']: ipv4(vif) for vif in network_info}
        settings = dict(defaults)
        settings.update({key: value for key, value in instance.metadata.items()
                         if key.startswith('testcloud_')})
        record.update(name=instance.hostname or instance.uuid, settings=settings, state=state)
        if boot:
            record.update(boot=record['boot'] + 1, booted=time.time())
    if record.get('real'):
        settle(instance.uuid)


def change_port(instance, vif, attached):
    with changing(instance.uuid) as record:
        record['ports'].pop(vif['id'], None)
        if attached:
            record['ports'][vif['id']] = ipv4(vif)


def change_volume(uuid, key, gib):
    """Of a real guest; gib: its size, or None once it is detached.  Undone if the guest refuses."""
    if not (read(server_path(uuid)) or {}).get('real'):
        return
    with changing(uuid) as record:
        before = record['volumes']
        others = {name: size for name, size in before.items() if name != key}
        record['volumes'] = dict(others, **{key: gib}) if gib else others
    try:
        settle(uuid)
    except ValueError:
        with changing(uuid) as record:
            record['volumes'] = before
        raise


@contextlib.contextmanager
def changing(uuid, record=None):
    """The server's record, to be changed, unless `record` takes its place; a record that nobody
    keeps if it is not spawned yet.
    """
    path = server_path(uuid)
    with _lock:
        old = record or read(path)
        record = old or dict(ports={}, boot=0, change=0)
        yield record
        record['change'] += 1
        if old:
            write(path, record)
    notify('server', uuid)


def settle(uuid):
    """Waits until a real guest is as its record says; ValueError with what is wrong."""
    record = read(server_path(uuid))
    deadline = time.monotonic() + SETTLED
    while record:
        done = read(f"{ROOT}/guests/{record['generation']}/settled.json") or {}
        if done.get('change', -1) >= record['change']:
            if done['error']:
                raise ValueError(done['error'])
            return
        if time.monotonic() > deadline:
            raise ValueError(f'the real guest {uuid} has not done it within {SETTLED} s')
        time.sleep(0.1)


def disk(uuid):
    """What the users of a server have on its disk, as a tar; nothing of a real guest's."""
    record = read(server_path(uuid)) or {}
    folder = f"{ROOT}/guests/{record.get('generation')}/home"
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode='w') as tar:
        if os.path.isdir(folder):
            tar.add(folder, 'home')
    return data.getvalue()


def forget(uuid):
    remove(server_path(uuid))
    notify('server', uuid)


def console(uuid):
    """Bytes, as libvirt's driver has them, and no more of them."""
    record = read(server_path(uuid))
    try:
        with open(f"{ROOT}/guests/{record['generation']}/console.log", 'rb') as f:
            return f.read()[-CONSOLE:]
    except (OSError, TypeError):
        return b''


# -- neutron's side --------------------------------------------------------------------------

def floating(address, port):
    path = f'{ROOT}/floating/{address}.json'
    if port:
        write(path, dict(port=port))
    else:
        remove(path)
    notify('floating', address)


def closed(port, shut):
    path = f'{ROOT}/closed/{port}.json'
    if shut == os.path.exists(path):
        return
    if shut:
        write(path, {})
    else:
        remove(path)
    notify('port', port)
