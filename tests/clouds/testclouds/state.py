# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything is kept, and who may change it: one folder, one command at a time."""
from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import sys
import time

PACKAGE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(PACKAGE)
REPOSITORY = os.path.dirname(os.path.dirname(HOME))
STATE = os.path.abspath(os.environ.get('TESTCLOUDS_STATE') or f'{REPOSITORY}/.build/clouds')
VENV = f'{STATE}/venv'
CLOUDS = f'{STATE}/clouds'
TEMPLATE = f'{STATE}/template'
GUEST = f'{STATE}/guest'
# all that is ever made in STATE, so that purging never deletes what is somebody else's
CONTENTS = ('bin', 'clouds', 'guest', 'plugins', 'releases', 'template', 'venv', 'tls',
            'admin-clouds.yaml', 'clouds.yaml', 'secure.yaml', 'password', 'serve.out', 'lock')
# in the environment of all that we start, and of what it starts: how it is found again
MARK = f'TESTCLOUDS_PROCESS_OF={STATE}'
BEGAN = time.monotonic()


class Problem(Exception):
    """One clear sentence for whoever gave the command."""


def say(text):
    """Progress goes to stderr, so that stdout can be evaluated by a shell."""
    print(f'{time.monotonic() - BEGAN:6.1f}s  {text}', file=sys.stderr, flush=True)


def prepare():
    """The folder holds passwords and keys: nobody else may look into it."""
    if not re.fullmatch(r'[\w./@+-]+', STATE):
        raise Problem(f'the services cannot live in {STATE!r}: name a folder without blanks and '
                      'special characters in TESTCLOUDS_STATE')
    try:
        os.makedirs(STATE, exist_ok=True)
        os.chmod(STATE, 0o700)
    except OSError as e:
        raise Problem(f'the state folder {STATE} cannot be made ({e.strerror}): name another '
                      'one in TESTCLOUDS_STATE') from e


@contextlib.contextmanager
def lock():
    """One command that changes something at a time; the others wait for it."""
    prepare()
    while True:
        fd = os.open(f'{STATE}/lock', os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for another `clouds` command, pid {os.pread(fd, 20, 0).decode()}")
            fcntl.flock(fd, fcntl.LOCK_EX)
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(fd), os.stat(f'{STATE}/lock')):
                break
        os.close(fd)            # purged while we waited
        prepare()
    try:
        os.ftruncate(fd, 0)
        os.pwrite(fd, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(fd)


def purge():
    for name in CONTENTS:
        remove(f'{STATE}/{name}')
    with contextlib.suppress(OSError):
        os.rmdir(STATE)


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)


def read_text(path):
    try:
        with open(path) as f:
            return f.read()
    except FileNotFoundError:
        return None


def read_json(path):
    """None if there is nothing (yet) that could be read."""
    try:
        return json.loads(read_text(path) or 'null')
    except ValueError:
        return None


def write_text(path, text):
    """Whole or not at all, and for nobody else's eyes."""
    with open(os.open(f'{path}.new', os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w') as f:
        f.write(text)
    os.replace(f'{path}.new', path)


def write_json(path, value):
    write_text(path, json.dumps(value, indent=2) + '\n')


def fingerprint(files, *words):
    """Tells whether what was made of these files would be made the same way today."""
    digest = hashlib.sha256('\n'.join(str(word) for word in words).encode())
    for name in files:
        with open(f'{HOME}/{name}', 'rb') as f:
            digest.update(f.read())
    return digest.hexdigest()


def layout():
    """The clouds that exist; none before the first `up`."""
    return read_json(f'{CLOUDS}/layout.json') or []


def existing_layout():
    result = layout()
    if not result or not os.path.exists(f'{CLOUDS}/seeded'):
        raise Problem('there are no test clouds yet: run `clouds up` first')
    return result


def password():
    """Of the providers' and the services' own accounts."""
    if not os.path.exists(f'{STATE}/password'):
        write_text(f'{STATE}/password', secrets.token_urlsafe(16))
    return read_text(f'{STATE}/password')


def marked():
    """MARK as a dict."""
    key, _equals, value = MARK.partition('=')
    return {key: value}


def region_dir(cloud, region):
    return f"{CLOUDS}/{cloud['name']}/{region['name']}"
