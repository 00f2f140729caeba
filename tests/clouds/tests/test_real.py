# SPDX-License-Identifier: GPL-3.0-or-later
"""Real guests: what they are told, and the passing on of their connections; without a machine."""
from __future__ import annotations

import asyncio
import json
import socket

import pytest
from testclouds.guests import records
from testclouds.guests.listeners import Listeners
from testclouds.guests.real import template, words
from testclouds.state import Problem

CARD = words.nic('fa:16:3e:00:00:02', '127.118.0.9', '127.118.0.0/20', '127.118.0.1')


@pytest.mark.parametrize('address, expected', [
    ('127.118.0.7', '10.118.0.7'), ('127.18.5.255', '10.18.5.255'), ('192.0.2.1', '192.0.2.1'),
    ('2001:db8:1::5', '2001:db8:1::5'), ('::1', '::1')])
def test_inner(address, expected):
    assert words.inner(address) == expected


@pytest.mark.parametrize('text, expected', [
    ('"127.118.0.0"', '"10.118.0.0"'), ('1127.0.0.1', '1127.0.0.1'), ('0.127.0.0', '0.127.0.0'),
    ('127.0.0', '127.0.0')])
def test_inner_text(text, expected):
    assert words.inner_text(text) == expected


@pytest.mark.parametrize('gateway, expected', [('127.118.0.254', '10.118.0.254'),
                                               (None, '10.118.0.1')])
def test_nic(gateway, expected):
    card = words.nic('m', '127.118.0.9', '127.118.0.0/20', gateway)
    assert card == dict(mac='m', address='10.118.0.9', network='10.118.0.0/20',
                        dns='10.118.15.254', gateway=expected)


def test_it_reaches_nobody_and_is_reached_from_here_alone():
    words_ = words.netdev(CARD).split(',')
    assert 'restrict=on' in words_ and 'hostfwd=tcp:127.0.0.1:0-10.118.0.9:22' in words_


@pytest.mark.parametrize('incoming, expected', [(None, []), (9, ['-incoming', 'fd:9'])])
def test_command(incoming, expected):
    command = words.command('/t', CARD, 7, 8, incoming)
    assert command[:3] == ['nice', '-n', '5']
    assert command[command.index('-kernel') + 1] == '/t/vmlinuz'
    assert command[command.index('mode=control') if 'mode=control' in command
                   else command.index('chardev=monitor,mode=control') + 1:] == expected


def test_network_data_is_of_the_first_card():
    data = dict(links=[dict(id='a'), dict(id='b')], services=[], networks=[
        dict(link='a', ip_address='127.118.0.9', routes=[dict(gateway='127.118.0.1')]),
        dict(link='b', ip_address='127.118.0.10'), dict(link='a', ip_address='2001:db8::9')])
    assert json.loads(words.network_data(json.dumps(data).encode())) == dict(
        links=[dict(id='a')], services=[], networks=[
            dict(link='a', ip_address='10.118.0.9', routes=[dict(gateway='10.118.0.1')]),
            dict(link='a', ip_address='2001:db8::9')])


USERNET = '''Hub 0 (net0):
  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ
  TCP[HOST_FORWARD]  14       127.0.0.1 40217      10.118.0.9    22     0     0
'''


def test_forwarded():
    assert words.forwarded(USERNET.replace('\n', '\r\n')) == 40217
    with pytest.raises(ValueError, match='forwards no port'):
        words.forwarded('Hub 0 (net0):')


def test_what_is_missing_is_one_sentence(monkeypatch):
    monkeypatch.setattr(template.shutil, 'which',
                        lambda name: None if name in ('qemu-img', 'mmdebstrap') else name)
    with pytest.raises(Problem) as error:
        template.check()
    assert str(error.value) == ('real guests need mmdebstrap qemu-utils: apt-get install '
                                '--no-install-recommends mmdebstrap qemu-utils')


# -- records

@pytest.fixture
def region(tmp_path, monkeypatch):
    monkeypatch.setattr(records, 'ROOT', str(tmp_path))
    monkeypatch.setattr(records, 'SETTLED', 0.3)
    for name in ('servers', 'guests/g'):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def record(region, **more):
    records.write(records.server_path('u'), dict(
        dict(uuid='u', generation='g', change=3, volumes={}, real=True), **more))
    return region / 'guests/g/settled.json'


def test_volumes_are_waited_for(region):
    settled = record(region)
    records.write(str(settled), dict(change=4, error=None))
    records.change_volume('u', 'v', 2)
    assert records.read(records.server_path('u'))['volumes'] == {'v': 2}
    with pytest.raises(ValueError, match='has not done it within'):
        records.change_volume('u', 'v', None)
    assert records.read(records.server_path('u'))['volumes'] == {'v': 2}, 'it still has it'
    records.write(str(settled), dict(change=9, error=None))
    records.change_volume('u', 'v', None)
    assert records.read(records.server_path('u'))['volumes'] == {}


def test_what_is_wrong_is_told(region):
    records.write(str(record(region)), dict(change=3, error='no memory'))
    with pytest.raises(ValueError, match='no memory'):
        records.settle('u')


def test_an_imitation_has_no_volumes_and_settles_nothing(region):
    record(region, real=False)
    records.change_volume('u', 'v', 2)
    assert records.read(records.server_path('u'))['change'] == 3
    records.change_volume('unknown', 'v', 2)
    assert not (region / 'servers/unknown.json').exists()


# -- connections

class Quiet:
    mode, record = None, dict(uuid='u', state='running')


def test_connections_are_passed_on_and_ended(monkeypatch):
    async def check():
        async def echo(reader, writer):
            writer.write((await reader.read(4)).upper())
            writer.close()
        inner = await asyncio.start_server(echo, '127.0.0.1', 0)
        listeners = Listeners(Quiet())
        listeners.relay = lambda: inner.sockets[0].getsockname()[1]
        await listeners.listen('127.118.15.9')
        reader, writer = await asyncio.open_connection('127.118.15.9', port)
        writer.write(b'ssh?')
        assert await reader.read() == b'SSH?'
        other, _writer = await asyncio.open_connection('127.118.15.9', port)
        while not listeners.connections:
            await asyncio.sleep(0.01)
        listeners.close_all()
        assert await other.read() == b''
        while listeners.connections:
            await asyncio.sleep(0.01)
        inner.close()
    with socket.create_server(('127.118.15.9', 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr('testclouds.guests.listeners.PORT', port)
    asyncio.run(asyncio.wait_for(check(), 10))
