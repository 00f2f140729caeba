# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import io

from testclouds import requestlog


def line(now=1.0, method='GET', path='/v2.1/servers', query='', agent='openstacksdk/4', body=b'',
         struck=False):
    environ = {'REQUEST_METHOD': method, 'PATH_INFO': path, 'QUERY_STRING': query,
               'HTTP_USER_AGENT': agent, 'wsgi.input': io.BytesIO(body)}
    return requestlog.line(environ, now, struck)


def counted(*lines, since=0):
    return {column: n for column, n in requestlog.count(''.join(lines), since).items() if n}


def test_reads_writes_and_logins():
    assert counted(line(), line(method='POST'), line(method='DELETE'), line(method='HEAD'),
                   line(method='POST', path='/v3/auth/tokens'),
                   line(path='/v3/auth/tokens')) == dict(requests=6, writes=2, logins=1)


def test_reading_a_console_is_a_post_and_no_write():
    assert counted(line(method='POST', path='/v2.1/servers/1/action',
                        body=b'{"os-getConsoleOutput": {"length": null}}')) == dict(
                            requests=1, consoles=1)
    assert counted(line(method='POST', path='/v2.1/servers/1/action',
                        body=b'{"reboot": {"type": "HARD"}}')) == dict(requests=1, writes=1)


def test_the_services_own_requests_are_apart():
    assert counted(line(), line(agent='nova testclouds-internal/nova', method='POST')) == dict(
        requests=1, internal=1)


def test_the_body_is_left_for_the_service():
    body = io.BytesIO(b'{"reboot": {"type": "HARD"}}')
    requestlog.line({'REQUEST_METHOD': 'POST', 'PATH_INFO': '/servers/1/action',
                     'wsgi.input': body}, 1.0)
    assert body.read() == b'{"reboot": {"type": "HARD"}}'


def test_blanks_and_line_ends_in_a_path():
    assert counted(line(path='/v2.1/os-keypairs/my key\n2 GET')) == dict(requests=1)


def test_since():
    lines = [line(now) for now in (1.5, 2.0, 2.5)]
    assert counted(*lines, since=2.0) == dict(requests=2)


def test_a_line_that_is_still_being_written_does_not_count():
    assert counted(line(), line()[:20]) == dict(requests=1)


def test_faults_are_noted():
    assert line(struck=True).endswith(' FAULT\n')
    assert counted(line(struck=True)) == dict(requests=1)
