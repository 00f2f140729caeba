# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m testclouds.migrate SERVICE TEMPLATE_DIR: makes SERVICE's empty databases."""
from __future__ import annotations

import os
import subprocess
import sys

from testclouds.state import STATE


def tool(name, *arguments):
    subprocess.run([os.path.join(os.path.dirname(sys.executable), name), *arguments], check=True)


def of_models(root, name, tables):
    """For migrations that need ALTERs which sqlite lacks: creates the tables of the models instead;
    the heads are stamped afterwards.
    """
    import sqlalchemy

    from testclouds import config
    engine = sqlalchemy.create_engine(config.database(root, name))
    tables.create_all(engine)
    return engine


def keystone(root):
    with open(f'{STATE}/password') as f:
        password = f.read()
    conf = ['--config-file', f'{root}/etc/keystone.conf']
    tool('keystone-manage', *conf, 'db_sync')
    os.environ['OS_BOOTSTRAP_PASSWORD'] = password      # arguments can be read by everybody
    tool('keystone-manage', *conf, 'bootstrap')


def placement(root):
    os.environ['OS_PLACEMENT_CONFIG_DIR'] = f'{root}/etc'
    tool('placement-manage', '--config-file', f'{root}/etc/placement.conf', 'db', 'sync')


def glance(root):
    tool('glance-manage', '--config-file', f'{root}/etc/glance-api.conf', 'db_sync')


def cinder(root):
    tool('cinder-manage', '--config-file', f'{root}/etc/cinder.conf', 'db', 'sync')


def nova(root):
    conf = ['--config-file', f'{root}/etc/nova.conf']
    tool('nova-manage', *conf, 'api_db', 'sync')
    tool('nova-manage', *conf, 'cell_v2', 'map_cell0', '--database_connection',
         f'sqlite:///{root}/db/nova_cell0.sqlite')
    tool('nova-manage', *conf, 'db', 'sync')
    tool('nova-manage', *conf, 'cell_v2', 'create_cell', '--name', 'cell1')


def neutron(root):
    # What migrations insert is seeded instead (default_rules in seed.py).
    from neutron.db.migration.models import head
    of_models(root, 'neutron', head.get_metadata())
    tool('neutron-db-manage', '--config-file', f'{root}/etc/neutron.conf', 'stamp', 'heads')


def barbican(root):
    from barbican.model import models
    of_models(root, 'barbican', models.BASE.metadata)


def more(root):
    """Of a service beyond the core; root is called after it."""
    from testclouds import more
    name = os.path.basename(root)
    getattr(more.module(name), 'migrate', lambda root: None)(root)


if __name__ == '__main__':
    core = {function.__name__: function for function in (
        keystone, placement, glance, cinder, nova, neutron, barbican)}
    core.get(sys.argv[1], more)(sys.argv[2])
