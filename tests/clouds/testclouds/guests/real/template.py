# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk of all real guests, and the memory of one that is held just before cloud-init: from
there a server costs 15 seconds of a CPU instead of 50.  Made once, until what they are made of
changes, or qemu does.
"""
from __future__ import annotations

import asyncio
import os
import shutil
import subprocess

from testclouds import install, state
from testclouds.guests.real import qemu, words
from testclouds.state import GUEST, Problem, say

HERE = os.path.dirname(os.path.abspath(__file__))
# program: its package in Debian
NEEDED = {'mmdebstrap': 'mmdebstrap', 'busybox': 'busybox-static', 'genisoimage': 'genisoimage',
          'qemu-system-x86_64': 'qemu-system-x86', 'qemu-img': 'qemu-utils', 'mke2fs': 'e2fsprogs'}
CARD = words.nic('fa:16:3e:00:00:01', '127.118.0.7', '127.118.0.0/20', None)
SETTLING = 15               # seconds until the rest of the boot has nothing to do


def make():
    check()
    if state.read_text(f'{GUEST}/disk') != disk_wanted():
        disk()
    if state.read_text(f'{GUEST}/done') != wanted():
        state.remove(f'{GUEST}/done')
        memory()


def disk_wanted():
    found = [os.path.relpath(f'{folder}/{name}', state.HOME)
             for folder, _folders, names in os.walk(f'{HERE}/files') for name in names]
    return state.fingerprint(sorted(found), state.read_text(f'{HERE}/disk'))


def wanted():
    version = subprocess.run(['qemu-system-x86_64', '--version'], capture_output=True, text=True,
                             check=True).stdout
    return state.fingerprint([os.path.relpath(words.__file__, state.HOME)], disk_wanted(), version)


def disk():
    state.remove(GUEST)
    os.makedirs(GUEST)
    say("making the real guests' disk, once")
    install.step([f'{HERE}/disk', GUEST],
                 "the real guests' disk cannot be made of Debian's packages")
    state.write_text(f'{GUEST}/disk', disk_wanted())


def memory():
    say('booting a real guest, once')
    state.remove(f'{GUEST}/console.log')
    overlay(f'{GUEST}/root.qcow2', f'{GUEST}/disk.raw', 'raw')
    with open(f'{GUEST}/config.iso', 'wb') as f:
        f.truncate(words.DRIVE)
    asyncio.run(save())
    state.write_text(f'{GUEST}/done', wanted())
    say('real guests can be made')


def check():
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if missing:
        raise Problem(f"real guests need {' '.join(missing)}: apt-get install "
                      f"--no-install-recommends {' '.join(missing)}")


def overlay(path, base, form):
    subprocess.run(['qemu-img', 'create', '-q', '-f', 'qcow2', '-b', base, '-F', form, path],
                   check=True)


async def save():
    machine = qemu.Machine(GUEST, GUEST, CARD, '0' * 32, dict(os.environ, **state.marked()))
    await machine.start()
    try:
        await machine.held()
        await asyncio.sleep(SETTLING)
        await machine.save(f'{GUEST}/memory')
    except qemu.MachineError as e:
        raise Problem(f'a real guest does not boot: {e}; see {GUEST}/console.log') from e
    finally:
        machine.kill()
