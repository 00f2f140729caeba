# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the clouds: migrated databases, one folder per region, seeded through the APIs, and a
copy of the result to which `reset` goes back.
"""
from __future__ import annotations

import os
import secrets
import shutil
import sqlite3

from testclouds import (
    access,
    config,
    install,
    layout,
    machine,
    processes,
    releases,
    state,
    tls,
)
from testclouds.state import CLOUDS, STATE, say

DEFAULT_BASE_PORT = 15000


def template_wanted(release):
    return state.fingerprint(['testclouds/config.py', 'testclouds/migrate.py'],
                             install.wanted(release))


def template(release):
    """Runs every service's migrations once; the clouds get copies of the databases."""
    there = releases.template(release)
    if state.read_text(f'{there}/done') == template_wanted(release):
        return
    state.remove(there)
    os.makedirs(there)
    cloud = layout.layout(DEFAULT_BASE_PORT)[0]
    write_config(cloud, dict(cloud['regions'][0], release=release), there)
    # nova takes longest: start it first, let the others share the other core
    with open(f'{there}/log/migrate.out', 'w') as log:
        processes.wait_all(
            [processes.module('testclouds.migrate', service, there, release=release, stdout=log,
                              stderr=log)
             for service in ('nova', 'neutron', 'keystone', 'placement', 'glance', 'cinder',
                             'barbican')],
            'migrating the databases', log.name)
    state.write_text(f'{there}/done', template_wanted(release))
    say('databases migrated')


def write_config(cloud, region, root):
    config.write(releases.venv(region['release']), root, cloud, region, state.password())


def clouds_wanted(base_port, chosen):
    return state.fingerprint(
        ['testclouds/layout.py', 'testclouds/seed.py', 'testclouds/quotas.py'],
        base_port, *sorted(chosen.items()), *map(template_wanted, sorted(set(chosen.values()))))


def clouds(chosen):
    """Makes the clouds unless they are there as this version makes them; leaves them running."""
    existing = state.layout()
    base_port = machine.base_port() or (
        existing[0]['regions'][0]['port'] if existing else DEFAULT_BASE_PORT)
    seeded = state.read_text(f'{CLOUDS}/seeded')
    if seeded == clouds_wanted(base_port, chosen):
        return
    if seeded:
        say('the clouds were made by another version, for other ports, or of other releases: '
            'making them anew')
    processes.stop_all()
    state.remove(CLOUDS)
    os.makedirs(CLOUDS)
    entries = layout.layout(base_port, chosen)
    for cloud in entries:
        cloud['password'] = secrets.token_urlsafe(16)
        for region in cloud['regions']:
            region_dir(cloud, region, state.region_dir(cloud, region))
    state.write_json(f'{CLOUDS}/layout.json', entries)
    fill(entries)
    state.write_text(f'{CLOUDS}/seeded', clouds_wanted(base_port, chosen))
    say('clouds seeded')


def region_dir(cloud, region, root):
    write_config(cloud, region, root)
    databases = f"{releases.template(region['release'])}/db"
    for name in os.listdir(databases):
        if name != 'keystone.sqlite' or 'keystone' in region['services']:
            shutil.copy(f'{databases}/{name}', f'{root}/db/{name}')
    api = sqlite3.connect(f'{root}/db/nova_api.sqlite')
    with api:
        for cell, transport in (('cell0', 'none:///'), ('cell1', 'fake://')):
            api.execute('UPDATE cell_mappings SET database_connection=?, transport_url=?'
                        ' WHERE name=?', (config.database(root, f'nova_{cell}'), transport, cell))
    api.close()


def fill(entries):
    services = processes.everything()
    launchers = processes.launch(services)
    processes.await_up([s for s in services if s.name == 'keystone'], launchers)
    seed('catalog', entries)            # nova waits for it
    processes.await_up(services, launchers)
    say('services up')
    seed('tenant', entries)
    access.write(entries)
    snapshot()


def seed(what, entries, *arguments):
    with open(f'{CLOUDS}/seed.out', 'a') as log:
        processes.wait_all([processes.module('testclouds.seed', what, CLOUDS, cloud['name'],
                                             *arguments, stdout=log, stderr=log)
                            for cloud in entries], 'seeding the clouds', log.name)


def certificates():
    """Made once: services listen with them from their start."""
    if not os.path.exists(tls.SERVER):
        log = f'{STATE}/serve.out'
        with open(log, 'a') as out:
            processes.wait_all([processes.module('testclouds.tls', stdout=out, stderr=out)],
                               'making the certificates', log)


def secure(secured):
    """Whether the customer, and the provider, are sent to HTTPS."""
    entries = state.existing_layout()
    seed('public', entries, *['https'] * secured)
    access.write(entries, secured)


# -- back to the beginning -------------------------------------------------------------------

def roots():
    return sorted({service.root for service in processes.everything()})


def snapshot():
    for root in roots():
        os.makedirs(f'{root}/seeded/db')
        for name in os.listdir(f'{root}/db'):
            if name.endswith('.sqlite'):
                source = sqlite3.connect(f'{root}/db/{name}')
                source.execute('VACUUM INTO ?', (f'{root}/seeded/db/{name}',))
                source.close()
        shutil.copytree(f'{root}/images', f'{root}/seeded/images')


def restore():
    """The services are stopped.  A restoring that was interrupted is finished by the next."""
    state.write_text(f'{CLOUDS}/restoring', '')
    for root in roots():
        for name in ('db', 'images'):
            state.remove(f'{root}/{name}')
            shutil.copytree(f'{root}/seeded/{name}', f'{root}/{name}')
        for name in ('log', 'servers', 'floating', 'closed', 'guests', 'volumes', 'more'):
            state.remove(f'{root}/{name}')
            os.makedirs(f'{root}/{name}')
        state.remove(f'{root}/faults.json')
        state.remove(f'{root}/shapes.json')
        state.remove(f'{root}/run/logins.json')
    state.remove(f'{CLOUDS}/requests_since')
    state.remove(f'{CLOUDS}/logins.json')
    access.write(state.layout())        # the databases know of no HTTPS
    state.remove(f'{CLOUDS}/restoring')


def finish_restoring(wanted=False):
    if wanted or os.path.exists(f'{CLOUDS}/restoring'):
        processes.stop_all()
        restore()
