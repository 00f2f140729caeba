# SPDX-License-Identifier: GPL-3.0-or-later
"""What the SSH service (testclouds/ssh.py) is told about the servers, in files under the region:

  servers/UUID.json      written by nova's driver: the server as its hypervisor knows it
  floating/ADDRESS.json  written by neutron: {"port": UUID} while the address is associated
  guests/GENERATION/     written by the SSH service: a server's disk (home/, console.log, ...);
                         a rebuilt server is another generation

After each change a datagram tells the SSH service to look.  The files are the truth: it may be
down, and finds them when it starts.
"""
import base64
import hashlib
import json
import os
import secrets
import socket
import threading
import time

ROOT = None                 # the region's directory; set by serve.py
_lock = threading.Lock()
_socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
_socket.setblocking(False)


def channel(root):
    """An abstract socket: nothing to clean up, no limit on the length of the path."""
    return '\0testclouds-' + hashlib.sha256(os.path.realpath(root).encode()).hexdigest()


def notify(*words):
    try:
        _socket.sendto(' '.join(words).encode(), channel(ROOT))
    except OSError:
        pass                # down, or so far behind that it will look anyway


def read(path):
    try:
        with open(path) as f:
            return json.load(f)
    except (OSError, ValueError):
        return None


def write(path, value):
    with open(f'{path}.new', 'w') as f:
        json.dump(value, f)
    os.rename(f'{path}.new', path)


def remove(path):
    try:
        os.remove(path)
    except OSError:
        pass


# -- nova's side -----------------------------------------------------------------------------

def host_key():
    from cryptography.hazmat.primitives import serialization as s
    from cryptography.hazmat.primitives.asymmetric import ed25519
    return ed25519.Ed25519PrivateKey.generate().private_bytes(
        s.Encoding.PEM, s.PrivateFormat.OpenSSH, s.NoEncryption()).decode()


def cloud_config(text):
    """The parts of #cloud-config that the test clouds' servers understand."""
    import yaml
    try:
        config = yaml.safe_load(text)
        config = config if isinstance(config, dict) else {}
        keys = config.get('ssh_keys') or {}
        return dict(
            host_keys=[v for k, v in keys.items() if k.endswith('_private')],
            authorized=list(config.get('ssh_authorized_keys') or []),
            runcmd=list(config.get('runcmd') or []))
    except (yaml.YAMLError, AttributeError, TypeError):
        return dict(invalid=True)       # as in life: the server boots, cloud-init complains


def save(instance, state, network_info=None, boot=False, fresh=False, image=None, defaults=()):
    """Tells what `instance` is now.  boot: it starts from the beginning; fresh: on a new disk."""
    path = f'{ROOT}/servers/{instance.uuid}.json'
    with _lock:
        record = None if fresh else read(path)
        if record is None:
            if not fresh:
                return                  # not spawned yet
            user_data = base64.b64decode(instance.user_data or '').decode('utf-8', 'replace')
            config = cloud_config(user_data) if user_data.startswith('#cloud-config') else {}
            record = dict(
                uuid=instance.uuid, generation=secrets.token_hex(8), boot=0, ports={},
                keys=[k for k in [instance.key_data, *config.get('authorized', ())] if k],
                host_keys=config.get('host_keys') or [host_key()], config=config,
                script=user_data if user_data.startswith('#!') else None, image=image)
        if network_info is not None:
            record['ports'] = {vif['id']: [ip['address'] for ip in vif.fixed_ips()
                                           if ip['version'] == 4] for vif in network_info}
        settings = dict(defaults)
        settings.update({k: v for k, v in instance.metadata.items() if k.startswith('testcloud_')})
        record.update(name=instance.hostname or instance.uuid, settings=settings, state=state)
        if boot:
            record.update(boot=record['boot'] + 1, booted=time.time())
        write(path, record)
    notify('server', instance.uuid)


def change_port(instance, vif, attached):
    path = f'{ROOT}/servers/{instance.uuid}.json'
    with _lock:
        record = read(path)
        if record is None:
            return
        record['ports'].pop(vif['id'], None)
        if attached:
            record['ports'][vif['id']] = [ip['address'] for ip in vif.fixed_ips()
                                          if ip['version'] == 4]
        write(path, record)
    notify('server', instance.uuid)


def forget(uuid):
    remove(f'{ROOT}/servers/{uuid}.json')
    notify('server', uuid)


def console(uuid):
    record = read(f'{ROOT}/servers/{uuid}.json')
    try:
        with open(f"{ROOT}/guests/{record['generation']}/console.log", errors='replace') as f:
            return f.read()
    except (OSError, TypeError):
        return ''


# -- neutron's side --------------------------------------------------------------------------

def floating(address, port):
    path = f'{ROOT}/floating/{address}.json'
    if port:
        write(path, dict(port=port))
    else:
        remove(path)
    notify('floating', address)
