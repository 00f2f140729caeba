# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual environments with the services, a release in each, as its lock pins them."""
from __future__ import annotations

import os
import subprocess
import sys

from testclouds import machine, releases, state
from testclouds.state import HOME, STATE, VENV, Problem, say

MORE = 'requirements-more.txt'
DRIVERS = {'neutron.ml2.mechanism_drivers': 'network:MechanismDriver',
           'octavia.api.drivers': 'octavia.driver:Driver',
           'magnum.drivers': 'magnum.driver:Driver'}


def wanted(release=releases.NEWEST):
    """An older release has one Python, whichever runs this."""
    return state.fingerprint([releases.lock(release)], STATE,
                             releases.RELEASES[release].python or sys.version)


def venv(release=releases.NEWEST):
    there = releases.venv(release)
    if state.read_text(f'{there}/installed') == wanted(release):
        return
    python = releases.python(release)
    machine.check_disk()
    state.remove(there)                 # of another Python or folder, or half made
    say(f'installing the services of {release}, once')
    step([python, '-m', 'venv', there],
         f'{python} cannot make a virtual environment: install python3-venv, or name '
         'another Python in TESTCLOUDS_PYTHON')
    packages(release, there, releases.lock(release))
    compile_all(there)
    if release == releases.NEWEST:
        client()
    state.write_text(f'{there}/installed', wanted(release))
    say('services installed')


def wanted_more():
    return state.fingerprint([MORE], wanted())


def more():
    """What the services beyond the core need besides, in the same environment."""
    if state.read_text(f'{VENV}/installed_more') != wanted_more():
        say('installing further services, once')
        packages(releases.NEWEST, VENV, MORE)
        compile_all(VENV)
        state.write_text(f'{VENV}/installed_more', wanted_more())
        say('further services installed')


def compile_all(there):
    """Without bytecode importing nova takes 6 s instead of 2.4 s."""
    run([f'{there}/bin/python', '-m', 'compileall', '-q', '-j', '0', '-x', '/tests/',
         f'{there}/lib'])


def packages(release, there, lock):
    """The lock is complete, so there is nothing to resolve.  uv does it in a third of pip's time,
    but does not read pip's configuration.
    """
    lock, build = f'{HOME}/{lock}', f'{there}/build.txt'
    state.write_text(build, f'{releases.RELEASES[release].build_with}\n')
    env = dict(PIP_CONSTRAINT=build, UV_BUILD_CONSTRAINT=build)
    pip = [f'{there}/bin/python', '-m', 'pip', '--disable-pip-version-check', 'install', '-q',
           '--no-deps', '--no-compile', '--no-cache-dir']
    if uv_is_there(there, pip) and run(
            [f'{VENV}/bin/uv', 'pip', 'install', '-q', '--no-deps', '--no-cache', '--python',
             there, '-r', lock], **env)[0] == 0:
        return
    step([*pip, '-r', lock],
         'the services cannot be installed from the package index (what has no wheel for this '
         'Python needs a C compiler and its headers: gcc, python3-dev)', **env)


def uv_is_there(there, pip):
    """Always in the newest release's environment, which is made first."""
    if there != VENV:
        return True
    lines = state.read_text(f'{HOME}/{releases.lock(releases.NEWEST)}').splitlines()
    return run([*pip, next(line for line in lines if line.startswith('uv=='))])[0] == 0


def run(command, **env):
    """(exit code, output)"""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            errors='replace', check=False,
                            env=dict(os.environ, **state.marked(), **env))
    return result.returncode, result.stdout


def step(command, sentence, **env):
    """What failed is told by its last words; the rest is of no use to whoever waits."""
    code, output = run(command, **env)
    if code:
        words = [line.strip() for line in output.splitlines() if line.strip()][-3:]
        raise Problem(f'{sentence}: ' + ' '.join(words))


def client():
    """`openstack` in a folder of its own: our Python shall not come before the user's."""
    os.makedirs(f'{STATE}/bin', exist_ok=True)
    state.remove(f'{STATE}/bin/openstack')
    os.symlink(f'{VENV}/bin/openstack', f'{STATE}/bin/openstack')


def plugins():
    """Drivers are found by entry point only: a distribution without code."""
    info = f'{STATE}/plugins/testclouds-1.0.dist-info'
    os.makedirs(info, exist_ok=True)
    state.write_text(f'{info}/METADATA',
                     'Metadata-Version: 2.1\nName: testclouds\nVersion: 1.0\n')
    state.write_text(f'{info}/entry_points.txt', ''.join(
        f'[{group}]\ntestclouds = testclouds.services.{driver}\n'
        for group, driver in DRIVERS.items()))
