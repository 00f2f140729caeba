# SPDX-License-Identifier: GPL-3.0-or-later
"""In front of every service: the request log, and faults as requests meet them."""
from __future__ import annotations

import json
import os
import socket
import struct
import threading
import time

from testclouds import requestlog

QUOTED = 300            # bytes
GREEN = 'testclouds.green'      # of a request that waitress does not serve: (connection, sleep)
_threads = threading.Lock()


def sign_requests(name):
    """Marks what the services ask of each other, for the logs and for faults."""
    import requests
    send = requests.Session.send

    def signed(self, request, **kwargs):
        request.headers['User-Agent'] = \
            f"{request.headers.get('User-Agent', '-')} {requestlog.INTERNAL}/{name}"
        return send(self, request, **kwargs)

    requests.Session.send = signed


def middleware(app, faults, log):
    """faults: of this service; log: a path."""
    lines = open(log, 'a', buffering=1)         # noqa: SIM115

    def wrapped(environ, start_response):
        fault = faults.hitting(environ)
        lines.write(requestlog.line(environ, time.time(), struck=fault is not None))
        if fault is None:
            return app(environ, start_response)
        return strike(fault, app, environ, start_response)
    return wrapped


def strike(fault, app, environ, start_response):
    if fault.get('delay'):
        wait(environ, fault['delay'])
    if fault.get('cut') == 'after':
        carry_out(app, environ)
    if fault.get('hang'):
        wait(environ, fault['hang'])
    if fault.get('cut') or fault.get('hang'):
        reset(environ)
    if 'status' not in fault:
        return app(environ, start_response)
    headers = [('Content-Type', 'text/plain')]
    if 'retry_after' in fault:
        headers.append(('Retry-After', str(fault['retry_after'])))
    start_response(f"{fault['status']} Fault on request", headers)
    return [echo(environ) if 'echo' in fault else b'test clouds: fault on request\n']


def echo(environ):
    """What a careless service says of what it could not do."""
    body = environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))
    said = f"{body[-QUOTED:].decode(errors='replace')} {environ.get('HTTP_X_AUTH_TOKEN')}"
    return json.dumps({'error': {'message': f'fault on request: {said}'}}).encode()


def wait(environ, seconds):
    """Sleeps, with another thread for the requests of others meanwhile."""
    if GREEN in environ:
        return environ[GREEN][1](seconds)
    dispatcher = environ['waitress.client_disconnected'].__self__.server.task_dispatcher
    with _threads:
        dispatcher.set_thread_count(len(dispatcher.threads) - dispatcher.stop_count + 1)
    try:
        time.sleep(seconds)
    finally:
        with _threads:
            dispatcher.set_thread_count(len(dispatcher.threads) - dispatcher.stop_count - 1)


def carry_out(app, environ):
    """The whole request, answer and all, for nobody."""
    answer = app(environ, lambda status, headers, exc_info=None: lambda data: None)
    try:
        for _part in answer:
            pass
    finally:
        getattr(answer, 'close', lambda: None)()


def reset(environ):
    """Ends the connection without an answer: the client sees "connection reset by peer"."""
    sock = environ[GREEN][0] if GREEN in environ else (
        environ['waitress.client_disconnected'].__self__.socket)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    if GREEN in environ:        # eventlet answers 500 to whatever is raised: nobody hears it
        with socket.socketpair()[0] as nobody:
            os.dup2(nobody.fileno(), sock.fileno())
        raise ConnectionResetError
    from waitress.channel import ClientDisconnected
    raise ClientDisconnected        # waitress closes the connection, and says so to nobody
