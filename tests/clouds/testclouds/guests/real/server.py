# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is a machine.  What its record says is done in turn, and after each time told to
nova's driver, which waits for it: records.settle().
"""
from __future__ import annotations

import asyncio
import contextlib
import os
import shutil

from testclouds.guests import records
from testclouds.guests.guest import LOG
from testclouds.guests.real import qemu, template, words
from testclouds.guests.service import Server
from testclouds.state import GUEST

AGAIN = 0.5                 # seconds between two tries whether SSH answers
GREETING = 20               # seconds for one: each costs the guest a process


class RealServer(Server):
    def __init__(self, root, record):
        super().__init__(root, record)
        self.machine, self.boot, self.paused, self.volumes = None, None, False, {}
        self.tasks = []
        self.changed = asyncio.Event()
        self.listeners.relay = lambda: self.machine.port

    def power_on(self, answers):
        self.follow(None, answers)

    def follow(self, before, answers):
        self.changed.set()
        if not self.booting:
            self.booting = asyncio.get_running_loop().create_task(self.keep_up(answers))

    def power_off(self):
        """At once: the server is deleted, or this service ends, which is a power failure to it."""
        super().power_off()
        self.booting = None
        for task in self.tasks:
            task.cancel()

    # -- one change after another

    async def keep_up(self, answers):
        while True:
            await self.changed.wait()
            self.changed.clear()
            record, error = self.guest.record, None
            try:
                await self.apply(record, answers)
            except Exception as e:
                LOG.exception('%s', record['uuid'])
                error = str(e) or repr(e)
            records.write(f'{self.guest.disk}/settled.json',
                          dict(change=record['change'], error=error))

    async def apply(self, record, answers):
        if self.machine and (record['state'] == 'off' or record['boot'] != self.boot):
            await self.stop(answers)
        if record['state'] == 'off':
            return
        if not self.machine or self.machine.ended:
            await self.start(record, answers)
        if self.paused != (record['state'] == 'paused'):
            await self.machine.monitor('cont' if self.paused else 'stop')
            self.paused = not self.paused
            for address in list(self.listeners.open):       # others listen there now
                self.listeners.close(address)
            answers(self)
        await self.plug(record['volumes'])

    async def stop(self, answers):
        self.guest.ready = False
        answers(self)
        await self.machine.stop()
        for task in self.tasks:
            task.cancel()
        self.machine, self.paused, self.volumes, self.tasks = None, False, {}, []

    async def start(self, record, answers):
        fresh = not os.path.exists(f'{self.guest.disk}/root.qcow2')
        if fresh:
            template.overlay(f'{self.guest.disk}/root.qcow2', f'{GUEST}/root.qcow2', 'qcow2')
            shutil.copy(f'{GUEST}/console.log', self.guest.disk)
        else:
            # as libvirt's, which begins a new log with each start
            with open(f'{self.guest.disk}/console.log', 'w'):
                pass
        self.machine = qemu.Machine(self.guest.disk, GUEST, record['card'],
                                    record['uuid'].replace('-', ''), self.guest.environment())
        self.boot, self.volumes = record['boot'], {}
        try:
            await self.machine.start(f'{GUEST}/memory' if fresh else None)
            if fresh:
                await self.machine.resume(max(record['gib'], words.SMALLEST))
        except Exception:
            self.machine.kill()
            self.machine = None
            raise
        loop = asyncio.get_running_loop()
        self.tasks = [loop.create_task(self.machine.let_go()),
                      loop.create_task(self.until_ssh(answers)),
                      loop.create_task(self.until_end(self.machine, answers))]

    async def plug(self, volumes):
        for key in self.volumes.keys() - volumes.keys():
            await self.machine.detach(key)
            del self.volumes[key]
        for key in volumes.keys() - self.volumes.keys():
            await self.machine.attach(key, f'{self.guest.root}/volumes/{key}', volumes[key])
            self.volumes[key] = volumes[key]

    # -- as it goes on

    async def until_ssh(self, answers):
        while not await greets(self.machine.port):
            await asyncio.sleep(AGAIN)
        self.guest.ready = True
        answers(self)

    async def until_end(self, machine, answers):
        """It may switch itself off."""
        await machine.process.wait()
        if self.machine is machine:
            self.guest.ready = False
            answers(self)


async def greets(port):
    """Whether an SSH server says its name."""
    with contextlib.suppress(OSError, TimeoutError):
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        try:
            return (await asyncio.wait_for(reader.read(4), GREETING)) == b'SSH-'
        finally:
            writer.close()
    return False
