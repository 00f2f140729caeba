# SPDX-License-Identifier: GPL-3.0-or-later
"""What terminates TLS in front of a service, as a provider's load balancer does."""
from __future__ import annotations

import asyncio
import socket
import ssl
import threading

from testclouds import tls

MUCH = 65536            # bytes at once


def listen(port):
    """Listens from now on; what comes in goes to the service at `port`, once it is there."""
    there = socket.create_server(('127.0.0.1', port + tls.APART), backlog=128)
    threading.Thread(target=asyncio.run, args=(serve(there, port),), daemon=True).start()


async def serve(there, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls.SERVER)

    async def connected(reader, writer):
        try:
            service = await asyncio.open_connection('127.0.0.1', port)
        except OSError:
            writer.transport.abort()
        else:
            await asyncio.gather(pass_on(reader, service[1]), pass_on(service[0], writer))
    async with await asyncio.start_server(connected, sock=there, ssl=context) as server:
        await server.serve_forever()


async def pass_on(reader, writer):
    """To the end, and that as well: a reset remains one."""
    try:
        while data := await reader.read(MUCH):
            writer.write(data)
            await writer.drain()
        writer.close()
    except OSError:
        writer.transport.abort()


def told(app, port):
    """The application, told how it was asked: the links in its answers lead there as well."""
    def wrapped(environ, start_response):
        if environ.get('HTTP_HOST', '').endswith(f':{port + tls.APART}'):
            environ['wsgi.url_scheme'] = 'https'
        return app(environ, start_response)
    return wrapped
