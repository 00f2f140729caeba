# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the requests that the clouds were asked, from the services' request logs."""
from __future__ import annotations

import time

from testclouds import layout, processes, state
from testclouds.state import CLOUDS

INTERNAL = 'testclouds-internal'        # in the user agent of what the services ask each other
READS = ('GET', 'HEAD', 'OPTIONS')
COLUMNS = ('requests', 'logins', 'writes', 'consoles', 'internal')


def classify(line):
    """(time, the columns in which this line of a request log counts)."""
    stamp, method, target, rest = line.split(' ', 3)
    path, action = target.partition('?')[0], ''
    if rest.startswith('action='):
        action, _, rest = rest[len('action='):].partition(' ')
    if INTERNAL in rest:
        return float(stamp), ['internal']
    columns = ['requests']
    if method == 'POST' and path.rstrip('/').endswith('/auth/tokens'):
        columns.append('logins')
    elif action == 'os-getConsoleOutput':
        columns.append('consoles')              # a POST that changes nothing
    elif method not in READS:
        columns.append('writes')
    return float(stamp), columns


def count(lines, since=0):
    result = dict.fromkeys(COLUMNS, 0)
    for line in lines:
        stamp, columns = classify(line)
        if stamp >= since:
            for column in columns:
                result[column] += 1
    return result


def counts():
    """{CLOUD/REGION: {SERVICE: {column: n}}}"""
    since, result = float(state.read_text(f'{CLOUDS}/requests_since') or 0), {}
    for service in processes.everything(state.existing_layout()):
        if service.name in layout.SERVICES:
            text = state.read_text(f'{service.root}/log/{service.name}.requests') or ''
            # what follows the last line end is still being written
            of_region = result.setdefault(f'{service.cloud}/{service.region}', {})
            of_region[service.name] = count(text[:text.rfind('\n') + 1].splitlines(), since)
    return result


def begin_anew():
    state.existing_layout()
    time.sleep(0.001)           # log lines have milliseconds: what was before is before
    state.write_text(f'{CLOUDS}/requests_since', f'{time.time():.3f}')


def table(result):
    lines = [f"{'':26}" + ''.join(f'{column:>10}' for column in COLUMNS)]
    for where, services in result.items():
        for name, columns in services.items():
            if any(columns.values()):
                lines.append(f'{where:15} {name:10}' + ''.join(
                    f'{columns[column]:10}' for column in COLUMNS))
    return '\n'.join(lines)
