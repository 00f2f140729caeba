# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a server answers, how it answers there, and whom it lets in."""
from __future__ import annotations

import asyncio
import contextlib
import socket

import asyncssh

from testclouds.guests import sessions
from testclouds.guests.guest import LOG
from testclouds.guests.records import PORT


class Listeners:
    """One server's: {address: something with close()}, and the connections that came of them."""

    def __init__(self, guest):
        self.guest = guest
        self.open = {}
        self.shut = set()           # addresses at which security groups let nobody in
        self.connections = set()
        self.relay = None           # of a real guest: a function that tells where it answers
        self._options = {}          # by mode, of which only impostor makes a difference

    def options(self):
        mode = self.guest.mode
        if mode not in self._options:
            keys = ([asyncssh.generate_private_key('ssh-ed25519')] if mode == 'impostor'
                    else self.guest.host_keys)
            self._options[mode] = asyncssh.SSHServerConnectionOptions(
                server_factory=lambda: Login(self), server_host_keys=keys,
                process_factory=lambda process: sessions.session(self.guest, process),
                sftp_factory=lambda channel: sessions.Files(self.guest, channel),
                encoding=None, line_editor=False, agent_forwarding=False, login_timeout=60)
        return self._options[mode]

    async def listen(self, address):
        sock = self.open[address] = socket.socket()
        try:
            listener = await self.answer(sock, address)
        except OSError as e:
            LOG.warning('%s: %s: %s', self.guest.record['uuid'], address, e)
            sock.close()
            return                      # it stays in `open`: trying again would not help
        if self.open.get(address) is sock:
            self.open[address] = listener
        else:
            listener.close()            # closed meanwhile

    async def answer(self, sock, address):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((address, PORT))
        if (self.guest.mode == 'drop' or self.guest.record['state'] == 'paused'
                or address in self.shut):
            return Full(sock, address)
        sock.listen(128)
        if self.guest.mode == 'hang':
            return sock                 # the kernel accepts, and nobody says anything
        sock.setblocking(False)
        if self.relay:
            return await asyncio.start_server(self.pass_on, sock=sock)
        return await asyncssh.listen(sock=sock, options=self.options())

    async def pass_on(self, reader, writer):
        """A connection to a real guest, until one of both ends it."""
        self.connections.add(writer.transport)
        with contextlib.suppress(OSError):
            inner_reader, inner_writer = await asyncio.open_connection('127.0.0.1', self.relay())
            ways = [asyncio.ensure_future(way) for way in (
                copy(reader, inner_writer), copy(inner_reader, writer))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            inner_writer.close()
        self.connections.discard(writer.transport)
        writer.close()

    def close(self, address):
        self.open.pop(address).close()
        for connection in list(self.connections):
            if connection.get_extra_info('sockname')[0] == address:
                connection.abort()

    def close_all(self):
        for address in list(self.open):
            self.close(address)
        for connection in list(self.connections):
            connection.abort()


async def copy(reader, writer):
    with contextlib.suppress(OSError):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()


class Full:
    """A listening socket whose queue is full: the kernel drops further SYNs, and connecting times
    out as behind a security group.
    """

    def __init__(self, sock, address):
        sock.listen(0)
        self.sockets = [sock]
        for _i in range(3):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex((address, PORT))
            self.sockets.append(client)

    def close(self):
        for sock in self.sockets:
            sock.close()


class Login(asyncssh.SSHServer):
    """Keys only, and only the right ones."""

    def __init__(self, listeners):
        self.listeners = listeners

    def connection_made(self, conn):
        self.conn = conn
        self.listeners.connections.add(conn)

    def connection_lost(self, exc):
        self.listeners.connections.discard(self.conn)

    def public_key_auth_supported(self):
        return True

    def validate_public_key(self, username, key):
        return self.listeners.guest.lets_in(username, key)

    def connection_requested(self, *destination):
        return True                     # a jump host
