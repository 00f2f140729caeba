# SPDX-License-Identifier: GPL-3.0-or-later
"""A real guest follows its record; the machine is none."""
from __future__ import annotations

import asyncio
import json

import pytest
from testclouds.guests.real import qemu, server, words

CARD = words.nic('fa:16:3e:00:00:02', '127.118.0.9', '127.118.0.0/20', None)
RUNNING = dict(uuid='u', generation='g', real=True, name='web', image=None, ports={}, settings={},
               keys=[], host_keys=[], gib=20, card=CARD, state='running', boot=1, change=1,
               volumes={})


class Monitor:
    def __init__(self, said):
        self.said = said

    async def __call__(self, command):
        self.said.append(command)


class Machine:
    """said: what it was told."""

    said, refuses, port, ended = [], (), 1, False

    def __init__(self, *_arguments):
        self.monitor, self.process = Monitor(self.said), asyncio.Event()

    async def tell(self, *words):
        self.said.append(' '.join(map(str, words)))
        if words[0] in self.refuses:
            raise qemu.MachineError(f'{words[0]}: no')

    async def start(self, memory):
        await self.tell('cold' if memory is None else 'start')

    async def resume(self, gib):
        await self.tell('resume', gib)

    async def stop(self):
        await self.tell('button')

    async def attach(self, key, _path, gib):
        await self.tell('attach', key, gib)

    async def detach(self, key):
        await self.tell('detach', key)

    async def let_go(self):
        await self.process.wait()

    def kill(self):
        self.said.append('kill')


@pytest.fixture
def machine(monkeypatch):
    kind = type('One', (Machine,), dict(said=[], refuses=[]))
    monkeypatch.setattr(server.qemu, 'Machine', kind)
    return kind


@pytest.fixture
def guest(tmp_path, monkeypatch, machine):
    """guest(changes...): what its driver is told after each of them."""
    template = tmp_path / 'template'
    template.mkdir()
    (template / 'console.log').write_text('Linux version\n')
    monkeypatch.setattr(server, 'GUEST', str(template))
    monkeypatch.setattr(server.template, 'overlay', lambda path, *_base: open(path, 'w').close())

    async def never(_port):
        return await asyncio.Event().wait()
    monkeypatch.setattr(server, 'greets', never)

    async def follow(changes):
        real, told = server.RealServer(str(tmp_path), RUNNING), []
        path = tmp_path / 'guests/g/settled.json'
        for number, change in enumerate(changes, 1):
            real.guest.record = dict(RUNNING, change=number, **change)
            real.follow(None, lambda _server: None)
            while not path.exists() or json.loads(path.read_text())['change'] < number:
                await asyncio.sleep(0.01)
            told.append(json.loads(path.read_text())['error'])
        real.power_off()
        return told
    return lambda *changes: asyncio.run(asyncio.wait_for(follow(changes), 10))


@pytest.mark.parametrize('changes, said', [
    ([{}], ['start', 'resume 20']),
    ([dict(gib=1)], ['start', 'resume 2']),
    ([{}, dict(state='off')], ['start', 'resume 20', 'button']),
    ([{}, dict(state='off'), dict(boot=2)], ['start', 'resume 20', 'button', 'cold']),
    ([{}, dict(boot=2)], ['start', 'resume 20', 'button', 'cold']),
    ([{}, dict(state='paused'), {}], ['start', 'resume 20', 'stop', 'cont']),
    ([dict(volumes=dict(a=1)), {}], ['start', 'resume 20', 'attach a 1', 'detach a']),
    ([dict(volumes=dict(a=1)), dict(volumes=dict(a=1), boot=2)],
     ['start', 'resume 20', 'attach a 1', 'button', 'cold', 'attach a 1']),
    ([dict(state='off')], []),
])
def test_it_follows_its_record(guest, machine, changes, said):
    assert guest(*changes) == [None] * len(changes)
    assert machine.said == said


def test_what_fails_is_told_and_tried_again_with_the_next_change(guest, machine):
    machine.refuses.append('detach')
    one = dict(volumes=dict(a=1))
    assert guest(one, {}, one) == [None, 'detach: no', None]
    assert machine.said[2:] == ['attach a 1', 'detach a']


def test_a_machine_that_does_not_start_is_ended(guest, machine):
    machine.refuses.append('resume')
    assert guest({}, {}) == ['resume: no', None], 'its disk is there then'
    assert machine.said == ['start', 'resume 20', 'kill', 'cold']


def test_each_start_begins_a_console(guest, tmp_path):
    guest({})
    assert (tmp_path / 'guests/g/console.log').read_text() == 'Linux version\n'
    (tmp_path / 'guests/g/console.log').write_text('keys')
    guest({}, dict(boot=2))
    assert (tmp_path / 'guests/g/console.log').read_text() == ''
