# SPDX-License-Identifier: GPL-3.0-or-later
"""The services' request logs, a line per request when it comes in, and how lines are counted.

    TIME METHOD PATH?QUERY [action=NAME] USER-AGENT [FAULT]
"""
from __future__ import annotations

import re
from urllib.parse import quote

INTERNAL = 'testclouds-internal'        # in the user agent of what the services ask each other
READS = ('GET', 'HEAD', 'OPTIONS')
COLUMNS = ('requests', 'logins', 'writes', 'consoles', 'internal')


def line(environ, now, struck=False):
    path = quote(environ.get('PATH_INFO', ''), safe="/:@!$&'()*+,;=~")      # no blanks
    return (f"{now:.3f} {environ['REQUEST_METHOD']} {path}?{environ.get('QUERY_STRING', '')} "
            f"{action(environ)}{environ.get('HTTP_USER_AGENT', '-')}"
            f"{' FAULT' if struck else ''}\n")


def action(environ):
    """Which of a server's actions this is: only the body says it, and some change nothing."""
    if environ['REQUEST_METHOD'] != 'POST' or not environ.get('PATH_INFO', '').endswith('/action'):
        return ''
    body = environ['wsgi.input']
    begin = body.read(100)
    body.seek(0)
    name = re.match(rb'\s*\{\s*"([\w:-]+)"', begin)
    return f'action={name[1].decode()} ' if name else ''


def classify(text):
    """(time, the columns in which this line counts)."""
    stamp, method, target, rest = text.split(' ', 3)
    if INTERNAL in rest:
        return float(stamp), ('internal',)
    if method == 'POST' and target.partition('?')[0].rstrip('/').endswith('/auth/tokens'):
        return float(stamp), ('requests', 'logins')
    if rest.startswith('action=os-getConsoleOutput '):
        return float(stamp), ('requests', 'consoles')       # a POST that changes nothing
    if method not in READS:
        return float(stamp), ('requests', 'writes')
    return float(stamp), ('requests',)


def count(text, since=0.0):
    """{column: n} of a log; what follows its last line end is still being written."""
    result = dict.fromkeys(COLUMNS, 0)
    for entry in text[:text.rfind('\n') + 1].splitlines():
        stamp, columns = classify(entry)
        if stamp >= since:
            for column in columns:
                result[column] += 1
    return result
