# SPDX-License-Identifier: GPL-3.0-or-later
"""The SSH service: one process per region, in which all of the region's servers run.

Server metadata (README.md has the table) are read at each boot; a server's addresses are its own
because any process may bind any address in 127.0.0.0/8.
"""
from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import shutil
import signal
import socket

from testclouds.guests import programs, records, sessions
from testclouds.guests.boot import boot
from testclouds.guests.guest import LOG, Guest
from testclouds.guests.listeners import PORT, Listeners
from testclouds.machine import SSH_PROBE


class Server:
    """A guest, its listeners and its boot."""

    def __init__(self, root, record):
        self.guest = Guest(root, record)
        self.listeners = Listeners(self.guest)
        self.booting = None

    def power_on(self, answers):
        """Boots, unless this boot was already through when the SSH service was restarted."""
        before, through = self.guest.reported()
        if through:
            self.guest.ready = True
        else:
            self.booting = asyncio.get_running_loop().create_task(
                boot(self.guest, lambda guest: answers(self), first=not before))

    def power_off(self):
        """No listeners, no connections, no processes."""
        self.guest.ready = False
        if self.booting:
            self.booting.cancel()
        self.listeners.close_all()
        sessions.end_all(self.guest.root, self.guest.record['uuid'])

    def follow(self, before, answers):
        """What has changed since the record `before`."""
        record = self.guest.record
        rebooted = record['boot'] != before['boot']
        if rebooted or record['state'] == 'off' != before['state']:
            self.power_off()
        elif record['state'] != before['state']:
            for address in list(self.listeners.open):       # paused or not: other listeners
                self.listeners.close(address)
        if rebooted:
            self.power_on(answers)


def server_of(root, record):
    if record.get('real'):
        from testclouds.guests.real.server import RealServer  # others do without
        return RealServer(root, record)
    return Server(root, record)


class Service(asyncio.DatagramProtocol):
    def __init__(self, root):
        self.root = root
        self.servers = {}           # uuid: Server
        self.floating = {}          # address: port
        self.closed = set()         # ports
        self.opening = set()        # tasks

    def datagram_received(self, data, _address):
        kind, _blank, name = data.decode().partition(' ')
        try:
            {'server': self.look_at_server, 'floating': self.look_at_floating,
             'port': self.look_at_port}[kind](name)
        except Exception:
            LOG.exception('%s', data)

    def names(self, folder):
        return {name[:-5] for name in os.listdir(f'{self.root}/{folder}')
                if name.endswith('.json')}

    def look_at_all(self):
        for address in self.names('floating'):
            self.look_at_floating(address)
        self.closed = self.names('closed')
        for uuid in self.names('servers') | set(self.servers):
            self.look_at_server(uuid)
        kept = {server.guest.record['generation'] for server in self.servers.values()}
        for generation in os.listdir(f'{self.root}/guests'):
            if generation not in kept:
                shutil.rmtree(f'{self.root}/guests/{generation}', ignore_errors=True)

    def look_at_floating(self, address):
        entry = records.read(f'{self.root}/floating/{address}.json')
        before = self.floating.pop(address, None)
        if entry:
            self.floating[address] = entry['port']
        self.listen_at({before, self.floating.get(address)})

    def look_at_port(self, port):
        self.closed.discard(port)
        if os.path.exists(f'{self.root}/closed/{port}.json'):
            self.closed.add(port)
        self.listen_at({port})

    def listen_at(self, ports):
        for server in list(self.servers.values()):
            if server.guest.record['ports'].keys() & ports:
                self.listen(server)

    def look_at_server(self, uuid):
        record = records.read(f'{self.root}/servers/{uuid}.json')
        server = self.servers.get(uuid)
        if server and (not record or record['generation'] != server.guest.record['generation']):
            self.forget(uuid)
            server = None
        if not record:
            return
        if server is None:
            server = self.servers[uuid] = server_of(self.root, record)
            if record['state'] != 'off':
                server.power_on(self.listen)
        else:
            before, server.guest.record = server.guest.record, record
            server.follow(before, self.listen)
        self.listen(server)

    def forget(self, uuid):
        server = self.servers.pop(uuid)
        server.power_off()
        shutil.rmtree(server.guest.disk, ignore_errors=True)

    def listen(self, server):
        """Opens and closes listeners until they are as they should be."""
        addresses, listeners = server.guest.addresses(self.floating), server.listeners
        shut = server.guest.at(self.closed, self.floating)
        there = set(listeners.open)
        for address in there - addresses | there & (shut ^ listeners.shut):
            listeners.close(address)
        listeners.shut = shut
        for other in self.servers.values():     # an address that moved from another server
            if other is not server:
                for address in addresses & set(other.listeners.open):
                    other.listeners.close(address)
        for address in addresses - set(listeners.open):
            task = asyncio.get_running_loop().create_task(listeners.listen(address))
            self.opening.add(task)
            task.add_done_callback(self.opening.discard)

    async def health(self, reader, writer):
        """GET / on the service's own port: what listens where."""
        await reader.readline()
        text = json.dumps({server.guest.record['name']: dict(
            uuid=uuid, state=server.guest.record['state'], ready=server.guest.ready,
            connections=len(server.listeners.connections), listens=sorted(server.listeners.open))
            for uuid, server in self.servers.items()}, indent=1)
        writer.write(f'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{text}\n'.encode())
        await writer.drain()
        writer.close()


def claim():
    """While we run, other test clouds on this machine cannot choose our port for their servers,
    whose addresses are the same.  One region has the claim; machine.py looks at it.
    """
    with contextlib.suppress(OSError):
        return socket.create_server((SSH_PROBE, PORT))


async def serve(root, port):
    loop = asyncio.get_running_loop()
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    sock.bind(records.channel(root))
    sock.setblocking(False)
    service = Service(root)
    await loop.create_datagram_endpoint(lambda: service, sock=sock)
    service.look_at_all()
    done = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, done.set)
    claimed = claim()
    await asyncio.start_server(service.health, '127.0.0.1', port)
    await done.wait()
    if claimed:
        claimed.close()
    for server in service.servers.values():
        server.power_off()
    sessions.end_all(root)


def main(root, port):
    logging.basicConfig(level=logging.WARNING, format='%(asctime)s %(name)s %(message)s')
    programs.install(root)
    sessions.end_all(root)          # of an SSH service that was killed
    asyncio.run(serve(root, port))
    os._exit(0)
