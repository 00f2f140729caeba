# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults, read per request from <region>/faults.json (written by `cloud fault`).

{"nova": {"method": "POST", "path": "/servers$", "rate": 0.3, "cut": "after"}}

Which requests:
  method, path, query, agent   regular expressions (default: all); method: whole, "POST|PUT"
  from        outside (default): not what the services ask of each other; services; all
  rate        this fraction of them, 0..1 (default 1)
  skip, count  let the first `skip` pass, then hit `count` of them (counted since `cloud fault`)
What happens to them, in this order:
  delay=S     S seconds later
  cut=before  the connection is reset, nothing was done
  hang=S      no answer for S seconds, then the connection is reset; nothing was done
  status=N    this answer, nothing was done; retry_after=S: with that header (429, 503, ...)
  cut=after   the request is carried out, then the connection is reset instead of an answer
  hang=S cut=after    carried out, S seconds of silence, reset
nova also: build_delay, build_error_rate (0..1), and testcloud_ssh*, testcloud_cloudinit* (see ssh.py).
"""
import json
import os
import random
import re
import socket
import struct
import threading
import time

ACTIONS = {'delay', 'cut', 'hang', 'status'}
FILE = None                 # set by serve.py
_seen = (None, {})
_hits = {}                  # service: requests that matched since the last `cloud fault`
_lock = threading.Lock()


def current(service):
    global _seen
    try:
        stamp = os.stat(FILE).st_mtime_ns
        if stamp != _seen[0]:
            with open(FILE) as f:
                _seen = (stamp, json.load(f))
            _hits.clear()
    except (OSError, TypeError, ValueError):
        return {}
    return _seen[1].get(service, {})


def matches(fault, environ):
    inside = 'testclouds-internal' in environ.get('HTTP_USER_AGENT', '')
    whose = fault.get('from', 'outside')
    return ((whose == 'all' or inside == (whose == 'services')) and
            re.fullmatch(str(fault.get('method', '.*')), environ['REQUEST_METHOD'], re.I) and
            all(re.search(str(fault.get(key, '')), environ.get(name, '')) for key, name in (
                ('path', 'PATH_INFO'), ('query', 'QUERY_STRING'), ('agent', 'HTTP_USER_AGENT'))))


def hit(service, fault):
    """Whether this one of the matching requests is hit."""
    with _lock:
        _hits[service] = n = _hits.get(service, 0) + 1
    n -= fault.get('skip', 0)
    return 0 < n <= fault.get('count', n) and random.random() < fault.get('rate', 1)


def wait(environ, seconds):
    """Sleeps, with another thread for the requests of others meanwhile."""
    dispatcher = environ['waitress.client_disconnected'].__self__.server.task_dispatcher
    with _lock:
        dispatcher.set_thread_count(len(dispatcher.threads) - dispatcher.stop_count + 1)
    try:
        time.sleep(seconds)
    finally:
        with _lock:
            dispatcher.set_thread_count(len(dispatcher.threads) - dispatcher.stop_count - 1)


def reset(environ):
    """Ends the connection without an answer: the client sees "connection reset by peer"."""
    from waitress.channel import ClientDisconnected
    sock = environ['waitress.client_disconnected'].__self__.socket
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    raise ClientDisconnected        # waitress closes the connection, and says so to nobody


def carry_out(app, environ):
    """The whole request, answer and all, for nobody."""
    answer = app(environ, lambda status, headers, exc_info=None: lambda data: None)
    try:
        for _ in answer:
            pass
    finally:
        getattr(answer, 'close', lambda: None)()


def action(environ):
    """Which of a server's actions this is: only the body says it, and some change nothing."""
    if environ['REQUEST_METHOD'] != 'POST' or not environ.get('PATH_INFO', '').endswith('/action'):
        return ''
    body = environ['wsgi.input']
    start = body.read(100)
    body.seek(0)
    name = re.match(rb'\s*\{\s*"([\w:-]+)"', start)
    return f'action={name[1].decode()} ' if name else ''


def parse(pairs):
    result = {}
    for pair in pairs:
        key, _, value = pair.partition('=')
        try:
            result[key] = json.loads(value)
        except ValueError:
            result[key] = value
    return result


def middleware(service, app):
    log = open(f'{os.path.dirname(FILE)}/log/{service}.requests', 'a', buffering=1)

    def wrapped(environ, start_response):
        # one line per request: time, method, path, user agent; who counts, counts these
        line = (f"{time.time():.3f} {environ['REQUEST_METHOD']} {environ.get('PATH_INFO', '')}"
                f"?{environ.get('QUERY_STRING', '')} {action(environ)}"
                f"{environ.get('HTTP_USER_AGENT', '-')}")
        fault = current(service)
        struck = (not ACTIONS.isdisjoint(fault) and matches(fault, environ)
                  and hit(service, fault))
        log.write(line + (' FAULT\n' if struck else '\n'))
        if not struck:
            return app(environ, start_response)
        if fault.get('delay'):
            wait(environ, fault['delay'])
        if fault.get('cut') == 'after':
            carry_out(app, environ)
        if fault.get('hang'):
            wait(environ, fault['hang'])
        if fault.get('cut') or fault.get('hang'):
            reset(environ)
        if 'status' in fault:
            headers = [('Content-Type', 'text/plain')]
            if 'retry_after' in fault:
                headers.append(('Retry-After', str(fault['retry_after'])))
            start_response(f"{fault['status']} fault on request", headers)
            return [b'test clouds: fault on request\n']
        return app(environ, start_response)
    return wrapped
