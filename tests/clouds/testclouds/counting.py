# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clouds were asked, per region and service, since the counting began."""
from __future__ import annotations

import time

from testclouds import layout, processes, requestlog, state
from testclouds.state import CLOUDS


def counts():
    """{CLOUD/REGION: {SERVICE: {column: n}}}"""
    since, result = float(state.read_text(f'{CLOUDS}/requests_since') or 0), {}
    for service in processes.everything(state.existing_layout()):
        if service.name not in layout.HELPERS:
            text = state.read_text(f'{service.root}/log/{service.name}.requests') or ''
            result.setdefault(f'{service.cloud}/{service.region}', {})[service.name] = \
                requestlog.count(text, since)
    return result


def begin_anew():
    """Log lines have milliseconds: what came in before this one is before."""
    time.sleep(0.001)
    state.write_text(f'{CLOUDS}/requests_since', f'{time.time():.3f}')


def table(result):
    lines = [' ' * 26 + ''.join(f'{column:>10}' for column in requestlog.COLUMNS)]
    for where, services in result.items():
        for name, columns in services.items():
            if any(columns.values()):
                lines.append(f'{where:15} {name:10}' + ''.join(f'{n:10}' for n in columns.values()))
    return '\n'.join(lines)
