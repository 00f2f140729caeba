# SPDX-License-Identifier: GPL-3.0-or-later
"""The releases of OpenStack that the test clouds can be, and what is different between them.

A release has its services in an environment of its own, of releases/NAME.txt.  The newest one's,
of requirements.txt, is always there: it also has the servers' SSH, the seed and the client.
"""
from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from testclouds import layout
from testclouds.state import STATE, TEMPLATE, VENV, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

NEWEST = '2026.2'
NAMED = 'TESTCLOUDS_RELEASE'        # in the environment of a service: its release
GREEN = ('neutron', 'nova', 'cinder')       # what knew no native threads once

CREATOR = ('member', 'creator')             # barbican lets in nobody else by itself


class Release(NamedTuple):
    python: str                             # '': whichever runs this
    eventlet: tuple[str, ...] = ()          # the services that run on eventlet
    build_with: str = 'setuptools'          # what builds its packages without wheels
    volumes: str = 'block-storage'          # cinder's type in the catalog, as was usual
    roles: tuple[str, ...] = ('member',)    # what a customer needs


RELEASES = {
    '2026.2': Release(''),
    '2026.1': Release('3.11', GREEN[2:], roles=CREATOR),
    '2025.1': Release('3.11', GREEN[1:], roles=CREATOR),
    '2024.1': Release('3.11', GREEN, 'setuptools<70', roles=CREATOR),
    '2023.1': Release('3.10', GREEN, 'setuptools<70', 'volumev3', CREATOR),
    'wallaby': Release('3.8', GREEN, 'setuptools<58', 'volumev3', CREATOR),
}


def current() -> Release:
    """In a service: its own."""
    return RELEASES[os.environ[NAMED]]


def folder(name: str) -> str:
    return f'{STATE}/releases/{name}'


def venv(name: str) -> str:
    return VENV if name == NEWEST else f'{folder(name)}/venv'


def template(name: str) -> str:
    return TEMPLATE if name == NEWEST else f'{folder(name)}/template'


def lock(name: str) -> str:
    return 'requirements.txt' if name == NEWEST else f'releases/{name}.txt'


def chosen(words: Iterable[str], existing: list[dict]) -> dict[str, str]:
    """{CLOUD/REGION: release}, as it is, or changed by NAME, CLOUD=NAME or CLOUD/REGION=NAME."""
    clouds = existing or layout.layout(0)
    result = {f"{cloud['name']}/{region['name']}": region.get('release', NEWEST)
              for cloud in clouds for region in cloud['regions']}
    for word in words:
        where, _equals, name = word.rpartition('=')
        if name not in RELEASES:
            raise Problem(f"there is no release {name!r}; there are {', '.join(RELEASES)}")
        result.update(dict.fromkeys(places(result, where), name))
    return result


def places(there: Iterable[str], where: str) -> list[str]:
    """Those of `there` that '', CLOUD or CLOUD/REGION means."""
    found = [key for key in there if where in ('', key, key.partition('/')[0])]
    if not found:
        raise Problem(f"there is no cloud at {where!r}; there is one at {', '.join(there)}")
    return found


def python(name: str) -> str:
    """A Python for its environment."""
    version = RELEASES[name].python
    if version in ('', '{}.{}'.format(*sys.version_info[:2])):
        return sys.executable
    pattern = os.path.expanduser(f'~/.pyenv/versions/{version}.*/bin/python')
    for path in (shutil.which(f'python{version}'), *glob.glob(pattern)):
        if path and usable(path):
            return path
    raise Problem(f'OpenStack {name} needs Python {version}, which this machine has not: install '
                  'it, with its venv, or choose another release')


def usable(path: str) -> bool:
    """pyenv has commands of Pythons that it does not let run."""
    try:
        return subprocess.run([path, '-c', 'import ensurepip, sqlite3, ssl'], check=False,
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False
