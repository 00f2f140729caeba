# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual environment with the services, as requirements.txt pins them."""
from __future__ import annotations

import os
import subprocess
import sys

from testclouds import machine, state
from testclouds.state import HOME, STATE, VENV, Problem, say


def wanted():
    return state.fingerprint(['requirements.txt'], STATE, sys.version)


def venv():
    if state.read_text(f'{VENV}/installed') == wanted():
        return
    machine.check_disk()
    state.remove(VENV)                  # of another Python or folder, or half made
    say('installing the services, once')
    step([sys.executable, '-m', 'venv', VENV],
         f'{sys.executable} cannot make a virtual environment: install python3-venv, or name '
         'another Python in TESTCLOUDS_PYTHON')
    packages()
    # without bytecode importing nova takes 6 s instead of 2.4 s
    run([f'{VENV}/bin/python', '-m', 'compileall', '-q', '-j', '0', '-x', '/tests/',
         f'{VENV}/lib'])
    client()
    state.write_text(f'{VENV}/installed', wanted())
    say('services installed')


def packages():
    """The lock is complete, so there is nothing to resolve.  uv does it in a third of pip's time,
    but does not read pip's configuration.
    """
    lock = f'{HOME}/requirements.txt'
    pip = [f'{VENV}/bin/python', '-m', 'pip', '--disable-pip-version-check', 'install', '-q',
           '--no-deps', '--no-compile', '--no-cache-dir']
    uv = next(line for line in state.read_text(lock).splitlines() if line.startswith('uv=='))
    if run([*pip, uv])[0] == 0 and run(
            [f'{VENV}/bin/uv', 'pip', 'install', '-q', '--no-deps', '--no-cache', '--python',
             VENV, '-r', lock])[0] == 0:
        return
    step([*pip, '-r', lock],
         'the services cannot be installed from the package index (what has no wheel for this '
         'Python needs a C compiler and its headers: gcc, python3-dev)')


def run(command):
    """(exit code, output)"""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            errors='replace', check=False, env=dict(os.environ, **state.marked()))
    return result.returncode, result.stdout


def step(command, sentence):
    """What failed is told by its last words; the rest is of no use to whoever waits."""
    code, output = run(command)
    if code:
        words = [line.strip() for line in output.splitlines() if line.strip()][-3:]
        raise Problem(f'{sentence}: ' + ' '.join(words))


def client():
    """`openstack` in a folder of its own: our Python shall not come before the user's."""
    os.makedirs(f'{STATE}/bin', exist_ok=True)
    state.remove(f'{STATE}/bin/openstack')
    os.symlink(f'{VENV}/bin/openstack', f'{STATE}/bin/openstack')


def plugins():
    """neutron finds mechanism drivers by entry point only: a distribution without code."""
    info = f'{STATE}/plugins/testclouds-1.0.dist-info'
    os.makedirs(info, exist_ok=True)
    state.write_text(f'{info}/METADATA',
                     'Metadata-Version: 2.1\nName: testclouds\nVersion: 1.0\n')
    state.write_text(f'{info}/entry_points.txt', '[neutron.ml2.mechanism_drivers]\n'
                     'testclouds = testclouds.services.network:MechanismDriver\n')
