# SPDX-License-Identifier: GPL-3.0-or-later
"""One server: its record, its disk, its keys and who may log in."""
from __future__ import annotations

import logging
import os

import asyncssh

from testclouds.guests import programs, records

USERS = ('debian', 'ubuntu', 'cirros')
FINAL = ('done', 'error', 'degraded')
LOG = logging.getLogger('testclouds.guests')


class Guest:
    def __init__(self, root, record):
        self.root = root
        self.record = record            # replaced when the hypervisor writes another one
        self.ready = False              # booted so far that it answers
        self.disk = f"{root}/guests/{record['generation']}"
        self.home = f'{self.disk}/home'
        os.makedirs(self.home, exist_ok=True)
        self.keys = self.usable(asyncssh.import_public_key, record['keys'])
        self.host_keys = self.usable(asyncssh.import_private_key, record['host_keys'])
        if not self.host_keys:
            self.host_keys.append(asyncssh.generate_private_key('ssh-ed25519'))

    def usable(self, read, texts):
        """Of keys that users wrote, those that are keys."""
        result = []
        for text in texts:
            try:
                result.append(read(text))
            except (asyncssh.KeyImportError, ValueError) as e:
                LOG.warning('%s: %s', self.record['uuid'], e)
        return result

    # -- what its metadata say

    @property
    def mode(self):
        """never, drop, hang, wrongkey or impostor; None for a server that is well."""
        return self.record['settings'].get('testcloud_ssh')

    @property
    def user(self):
        """Who may log in besides root; None: any of USERS."""
        image = (self.record['image'] or '').lower()
        return (self.record['settings'].get('testcloud_user')
                or next((user for user in USERS if image.startswith(user)), None))

    def seconds(self, setting, default):
        try:
            return float(self.record['settings'].get(setting, default))
        except ValueError:
            return default

    # -- what others ask

    def lets_in(self, user, key):
        known = user in ('root', self.user) or self.user is None and user in USERS
        return known and self.mode != 'wrongkey' and key in self.keys

    def addresses(self, floating):
        """Where it has to answer now; floating: {address: port}."""
        if self.record['state'] == 'off' or not self.ready or self.mode == 'never':
            return set()
        return self.at(self.record['ports'], floating)

    def at(self, ports, floating):
        """The addresses of some of its ports."""
        own = {port: fixed for port, fixed in self.record['ports'].items() if port in ports}
        return ({address for fixed in own.values() for address in fixed}
                | {address for address, port in floating.items() if port in own})

    def environment(self, user='root'):
        """Of its commands; TESTCLOUDS_SERVER is what all its processes are found by."""
        return dict(HOME=self.home, USER=user, LOGNAME=user, SHELL='/bin/sh', LANG='C.UTF-8',
                    PATH=programs.path(self.root), HOSTNAME=self.record['name'],
                    TESTCLOUDS_ROOT=self.root, TESTCLOUDS_SERVER=self.record['uuid'],
                    TESTCLOUDS_DISK=self.disk,
                    TESTCLOUDS_PROCESS_OF=os.environ.get('TESTCLOUDS_PROCESS_OF', ''))

    # -- its disk

    def print(self, text):
        with open(f'{self.disk}/console.log', 'a') as f:
            f.write(text)

    def report(self, status):
        """cloud-init's status: for its own command, and for our next start."""
        records.write(f'{self.disk}/state.json', dict(boot=self.record['boot'], status=status))
        with open(f'{self.disk}/status.new', 'w') as f:
            f.write(f'{status}\n')
        os.replace(f'{self.disk}/status.new', f'{self.disk}/status')

    def reported(self):
        """(whether it booted ever before, whether this boot is already through)"""
        state = records.read(f'{self.disk}/state.json') or {}
        through = state.get('boot') == self.record['boot'] and state.get('status') in FINAL
        return bool(state), through
