# SPDX-License-Identifier: GPL-3.0-or-later
"""Real OpenStack clouds on this machine, for tests.

  clouds up [--release [CLOUD[/REGION]=]NAME ...]    install, create, start and seed what is missing
  clouds up --with|--without [CLOUD[/REGION]=]SERVICE,...    more services than the core
  clouds down [--purge]         stop everything (--purge: delete everything, too)
  clouds status                 processes, memory, health
  clouds reset                  back to the freshly seeded state
  clouds stop|start CLOUD[/REGION] [SERVICE]         take endpoints down and up again
  clouds fault CLOUD[/REGION] SERVICE|all KEY=VALUE...   see README.md; no KEY: clear
  clouds quota CLOUD[/REGION] KEY=VALUE...           instances, cores, ram, floatingip, port
  clouds pool CLOUD[/REGION] [N]                     N public addresses; no N: plenty
  clouds guests CLOUD[/REGION]                       an image there whose servers are real machines
  clouds tls on|off             whether clouds.yaml and the catalogs say https, with a private CA
  clouds logins on|off          whether alpha has users of every kind, and an identity provider
  clouds shape CLOUD[/REGION] NAME on|off            whether a cloud differs; see README.md
  clouds requests [--json] [--reset]                 what the clouds were asked
  clouds env                    prints the exports that make clouds.yaml found
  clouds test [ARGUMENT...]     the test clouds' own tests; arguments are pytest's
"""
from __future__ import annotations

import argparse
import signal
import sys

from testclouds import commands, layout, shapes
from testclouds.state import Problem

FAULTY = [name for name in layout.PROCESSES if name not in layout.HELPERS]
COMMANDS = ('up', 'down', 'status', 'reset', 'stop', 'start', 'fault', 'quota', 'pool', 'guests',
            'tls', 'logins', 'shape', 'requests', 'env')
UP = [('--release', 'release', 'NAME'), ('--with', 'more', 'SERVICE,...'),
      ('--without', 'less', 'SERVICE,...')]


def parser():
    result = argparse.ArgumentParser(prog='clouds', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = result.add_subparsers(dest='command', required=True, metavar='COMMAND')
    add = {name: sub.add_parser(name) for name in COMMANDS}
    for name, kept, what in UP:
        add['up'].add_argument(name, action='append', default=[], dest=kept,
                               metavar=f'[CLOUD[/REGION]=]{what}')
    add['down'].add_argument('--purge', action='store_true')
    for name in ('stop', 'start', 'fault', 'quota', 'pool', 'guests', 'shape'):
        add[name].add_argument('where', metavar='CLOUD[/REGION]')
    for name in ('stop', 'start'):
        add[name].add_argument('service', nargs='?', choices=layout.PROCESSES)
    add['fault'].add_argument('service', choices=[*FAULTY, 'all'])
    add['fault'].add_argument('pairs', nargs='*', metavar='KEY=VALUE')
    add['quota'].add_argument('pairs', nargs='+', metavar='KEY=VALUE')
    add['pool'].add_argument('size', nargs='?', type=int)
    add['shape'].add_argument('name', choices=shapes.SHAPES)
    for name in ('tls', 'logins', 'shape'):
        add[name].add_argument('switch', choices=['on', 'off'])
    add['requests'].add_argument('--json', action='store_true')
    add['requests'].add_argument('--reset', action='store_true')
    sub.add_parser('test', add_help=False)
    return result


def main():
    if sys.argv[1:2] == ['test']:       # all else is for pytest
        options = argparse.Namespace(command='test', arguments=sys.argv[2:])
    else:
        options = parser().parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('clouds: terminated'))
    try:
        sys.exit(getattr(commands, options.command)(options))
    except Problem as e:
        sys.exit(f'clouds: {e}')
    except KeyboardInterrupt:
        sys.exit('clouds: interrupted; `clouds up` repairs what is half done')
