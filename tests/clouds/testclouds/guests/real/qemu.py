# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine as a process, and its monitor.  It has no files of its own: who starts it has the other
ends of its sockets, so it ends with them at the latest.
"""
from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import time

from testclouds.guests.real import words

PATIENCE = 60               # seconds from the power button until the power is taken away
DETACHING = 30              # seconds for the guest to let a volume go


class MachineError(Exception):
    """What qemu refuses, or the guest."""


class Monitor:
    """QMP: one command at a time, and events."""

    def __init__(self, sock):
        self.sock, self.events = sock, []

    async def open(self):
        self.reader, self.writer = await asyncio.open_unix_connection(sock=self.sock)
        await self.read()                       # the greeting
        await self('qmp_capabilities')

    async def read(self):
        line = await self.reader.readline()
        if not line:
            raise MachineError('the machine has ended')
        return json.loads(line)

    async def __call__(self, command, **arguments):
        line = json.dumps(dict(execute=command, arguments={
            key.replace('_', '-'): value for key, value in arguments.items()}))
        self.writer.write(f'{line}\n'.encode())
        while True:
            answer = await self.read()
            if 'event' in answer:
                self.events.append(answer)
            elif 'error' in answer:
                raise MachineError(f"{command}: {answer['error']['desc']}")
            else:
                return answer['return']

    def give(self, name, file):
        """A file that commands may name."""
        socket.send_fds(self.sock, [b'{"execute": "getfd", "arguments": {"fdname": "%s"}}\n'
                                    % name.encode()], [file.fileno()])

    async def event(self, name, device):
        while True:
            for answer in self.events:
                if answer['event'] == name and answer['data'].get('device') == device:
                    self.events.remove(answer)
                    return
            answer = await self.read()
            if 'event' in answer:
                self.events.append(answer)


class Machine:
    """folder: a server's, with root.qcow2 and config.iso; template: where the template is."""

    def __init__(self, folder, template, card, machine_id, env):
        self.folder, self.template, self.card = folder, template, card
        self.machine_id, self.env = machine_id, env
        self.process = self.port = None

    async def start(self, state=None):
        """state: the template's memory, with which it is held just before cloud-init."""
        ends = [socket.socketpair() for _end in range(2)]
        fds = [theirs.fileno() for _ours, theirs in ends]
        with contextlib.ExitStack() as stack:
            for _ours, theirs in ends:
                stack.enter_context(theirs)
            if state:
                fds.append(stack.enter_context(open(state, 'rb')).fileno())
            self.process = await asyncio.create_subprocess_exec(
                *words.command(self.template, self.card, *fds), cwd=self.folder, env=self.env,
                stdin=asyncio.subprocess.DEVNULL, pass_fds=fds, start_new_session=True)
        self.monitor, hold = Monitor(ends[0][0]), ends[1][0]
        await self.monitor.open()
        self.hold_in, self.hold_out = await asyncio.open_unix_connection(sock=hold)
        self.port = words.forwarded(
            await self.monitor('human-monitor-command', command_line='info usernet'))

    async def resume(self, gib):
        """What it was held for: to become this server, with a disk of this size."""
        while (await self.monitor('query-status'))['status'] == 'inmigrate':
            await asyncio.sleep(0.05)
        await self.monitor('block_resize', node_name='root', size=gib << 30)
        await self.monitor('cont')
        self.go()

    def go(self):
        self.hold_out.write(f"go {time.time()} {self.machine_id} {self.card['mac']}\n".encode())

    async def let_go(self):
        """At each boot it is held again.  Returns when it has ended."""
        while line := await self.hold_in.readline():
            if line.strip() == b'held':
                self.go()

    async def held(self):
        while await self.hold_in.readline() not in (b'held\n', b'held\r\n', b''):
            pass

    async def save(self, path):
        """Its memory into a file, and it ends."""
        await self.monitor('stop')
        await self.monitor('migrate-set-parameters', max_bandwidth=10 ** 10)
        with open(path, 'wb') as file:
            self.monitor.give('state', file)
            await self.monitor.read()
        await self.monitor('migrate', uri='fd:state')
        while (status := (await self.monitor('query-migrate')).get('status')) != 'completed':
            if status == 'failed':
                raise MachineError('its memory could not be saved')
            await asyncio.sleep(0.2)
        await self.monitor('quit')
        await self.process.wait()

    async def stop(self):
        """The power button, as nova presses it, and after a while the plug."""
        with contextlib.suppress(MachineError, OSError):
            await self.monitor('cont')          # a paused one hears no button
            await self.monitor('system_powerdown')
        try:
            await asyncio.wait_for(self.process.wait(), PATIENCE)
        except TimeoutError:
            self.kill()
            await self.process.wait()

    def kill(self):
        if not self.ended:
            self.process.kill()

    @property
    def ended(self):
        return self.process is None or self.process.returncode is not None

    # -- volumes: at any time

    async def attach(self, key, path, gib):
        name = words.volume(key)
        with open(path, 'ab') as file:
            os.truncate(file.fileno(), gib << 30)
        await self.monitor('blockdev-add', driver='raw', node_name=name['node'], discard='unmap',
                           file=dict(driver='file', filename=path))
        await self.monitor('device_add', driver='virtio-blk-pci', drive=name['node'],
                           id=name['device'], serial=name['serial'])

    async def detach(self, key):
        name = words.volume(key)
        await self.monitor('device_del', id=name['device'])
        try:
            await asyncio.wait_for(self.monitor.event('DEVICE_DELETED', name['device']), DETACHING)
        except TimeoutError as e:
            raise MachineError(f'the guest does not let volume {key} go') from e
        await self.monitor('blockdev-del', node_name=name['node'])
