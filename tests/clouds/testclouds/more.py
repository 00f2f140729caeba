# SPDX-License-Identifier: GPL-3.0-or-later
"""The services beyond the core: `clouds up --with [CLOUD[/REGION]=]NAME,...`.

Each is a module of testclouds/services that has, beside load() and run(root),

  configure(r)                   writes its files; r: a config.Region
  migrate(root)                  makes its empty databases, if it has any
  accounts(identity, password)   optional: the roles and domains that it needs
  seed(admin, tenant)            optional: what its provider sets in a region

They come after the clouds were seeded, and again after each `reset`.
"""
from __future__ import annotations

import importlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from testclouds import access, config, create, install, layout, processes, releases, state
from testclouds.state import HOME, TEMPLATE, Problem, say

POSSIBLE = [*layout.MORE, *layout.PLUGINS]
Wanted = dict[str, list[str]]           # {CLOUD/REGION: [NAME, ...]}


def module(name: str) -> ModuleType:
    return importlib.import_module(
        f"testclouds.services.{'plugins' if name in layout.PLUGINS else name}")


def regions(clouds: list[dict]) -> Iterator[tuple[dict, dict, str]]:
    """(cloud, region, CLOUD/REGION) of each."""
    for cloud in clouds:
        for region in cloud['regions']:
            yield cloud, region, f"{cloud['name']}/{region['name']}"


# -- what is wanted ----------------------------------------------------------------------------

def chosen(plus: Iterable[str], minus: Iterable[str], clouds: list[dict],
           of_release: dict[str, str]) -> Wanted:
    """What there is, with what the words say added and taken away; of_release: that of each."""
    result = {place: set(region.get('more', ())) if of_release[place] == releases.NEWEST else set()
              for _cloud, region, place in regions(clouds or layout.layout(0))}
    for words, change in ((plus, set.update), (minus, set.difference_update)):
        for word in words:
            where, _equals, names = word.rpartition('=')
            for place in releases.places(result, where):
                change(result[place], known(names))
    for place, names in result.items():
        if names and of_release[place] != releases.NEWEST:
            raise Problem(f'{place} is OpenStack {of_release[place]}, and {min(names)} is there '
                          f'for {releases.NEWEST} only')
    return {place: [name for name in POSSIBLE if name in names]
            for place, names in result.items()}


def known(text: str) -> set[str]:
    names = set(POSSIBLE if text == 'all' else text.split(','))
    for name in sorted(names - {*POSSIBLE}):
        raise Problem(f"there is no further service {name!r}; there are {', '.join(POSSIBLE)}, "
                      'and all')
    return names


def leaving(wanted: Wanted) -> bool:
    """Whether something that is there is wanted no more."""
    return any(set(region.get('more', ())) - {*wanted[place]}
               for _cloud, region, place in regions(state.layout()))


# -- once per machine --------------------------------------------------------------------------

def version(name: str) -> str:
    """Of what its files and databases are made of."""
    source = os.path.relpath(module(name).__file__ or '', HOME)
    return state.fingerprint([source, 'testclouds/config.py', 'testclouds/migrate.py'],
                             install.wanted_more())


def templates(names: set[str]) -> None:
    """Their empty databases, of which the regions get copies."""
    missing = [name for name in POSSIBLE if name in names
               and state.read_text(f'{TEMPLATE}/more/{name}/done') != version(name)]
    if not missing:
        return
    cloud = layout.layout(create.DEFAULT_BASE_PORT)[0]
    region = dict(cloud['regions'][0], release=releases.NEWEST)
    for name in missing:
        state.remove(f'{TEMPLATE}/more/{name}')
        r = region_of(cloud, dict(region, more=[name]), f'{TEMPLATE}/more/{name}')
        os.makedirs(f'{r.root}/db')
        os.makedirs(f'{r.root}/log')
        configure(r, name)
    with open(f'{TEMPLATE}/more/migrate.out', 'w') as log:
        processes.wait_all([processes.module('testclouds.migrate', name,
                                             f'{TEMPLATE}/more/{name}', stdout=log, stderr=log)
                            for name in missing], 'migrating the databases', log.name)
    for name in missing:
        state.write_text(f'{TEMPLATE}/more/{name}/done', version(name))
    say(f"databases of {', '.join(missing)} migrated")


def configure(r: config.Region, name: str) -> None:
    if name in layout.PLUGINS:
        r.write('neutron.conf', config.neutron(r))
    else:
        module(name).configure(r)


def region_of(cloud: dict, region: dict, root: str) -> config.Region:
    return config.Region(releases.venv(releases.NEWEST), root, cloud, region, state.password())


# -- in the regions ----------------------------------------------------------------------------

def prepare(wanted: Wanted) -> None:
    """Files and databases of what is new in a region; what runs with others is stopped."""
    clouds = state.existing_layout()
    for _cloud, region, place in regions(clouds):
        region['more'] = wanted[place]
        core = [name for name in region['services'] if name in layout.ALL]
        region['services'] = core + [name for name in wanted[place] if name in layout.MORE]
    state.write_json(f'{state.CLOUDS}/layout.json', clouds)
    for cloud, region, _place in regions(clouds):
        r = region_of(cloud, region, state.region_dir(cloud, region))
        reconfigure_neutron(r)
        for name in missing(r.root, region):
            fresh(r, name)


def missing(root: str, region: dict) -> list[str]:
    """What has not been added to this region yet, or by another version."""
    return [name for name in region['more']
            if state.read_text(f'{root}/more/{name}') != version(name)]


def reconfigure_neutron(r: config.Region) -> None:
    if region_release(r.region) != releases.NEWEST:
        return
    before = state.read_text(f'{r.root}/etc/neutron.conf')
    r.write('neutron.conf', config.neutron(r))
    if state.read_text(f'{r.root}/etc/neutron.conf') != before:
        stop(r, 'neutron')


def region_release(region: dict) -> str:
    return region.get('release', releases.NEWEST)


def stop(r: config.Region, name: str) -> None:
    processes.stop([s for s in processes.everything() if (s.root, s.name) == (r.root, name)])


def fresh(r: config.Region, name: str) -> None:
    stop(r, name)
    databases = f'{TEMPLATE}/more/{name}/db'
    if name in layout.PLUGINS:
        add_tables(f'{r.root}/db/neutron.sqlite', f'{databases}/neutron.sqlite')
        return
    state.remove(f'{r.root}/{name}')
    os.makedirs(f'{r.root}/{name}')
    configure(r, name)
    for file in os.listdir(databases):
        for old in ('', '-wal', '-shm'):
            state.remove(f'{r.root}/db/{file}{old}')
        shutil.copy(f'{databases}/{file}', f'{r.root}/db/{file}')


def add_tables(path: str, source: str) -> None:
    """Those that neutron has only with a plugin, and what stands in them."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute('ATTACH ? AS source', (source,))
        for name, statement in new_in(database, 'table') + new_in(database, 'index'):
            database.execute(statement)
            if statement.startswith('CREATE TABLE'):
                database.execute(f'INSERT INTO main."{name}" SELECT * FROM source."{name}"')
    finally:
        database.close()


def new_in(database: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    return database.execute(
        'SELECT name, sql FROM source.sqlite_master WHERE type = ? AND sql IS NOT NULL AND name '
        'NOT IN (SELECT name FROM main.sqlite_master)', (kind,)).fetchall()


def settle() -> None:
    """What has come into the regions gets its accounts, endpoints and quotas; all runs."""
    clouds = state.existing_layout()
    new: dict[str, Any] = {f'{state.region_dir(cloud, region)}/more/{name}': (cloud, name)
                           for cloud, region, _place in regions(clouds)
                           for name in missing(state.region_dir(cloud, region), region)}
    if not new:
        return
    log = f'{state.CLOUDS}/seed.out'
    with open(log, 'a') as out:
        processes.wait_all(
            [processes.module('testclouds.provide', state.CLOUDS, cloud['name'],
                              *['https'] * access.secured(), stdout=out, stderr=out)
             for cloud in clouds if any(cloud is found for found, _name in new.values())],
            'seeding the further services', log)
    for path, (_cloud, name) in new.items():
        state.write_text(path, version(name))
    say(f"further services: {', '.join(dict.fromkeys(name for _cloud, name in new.values()))}")
