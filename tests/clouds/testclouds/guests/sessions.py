# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that servers are sent: run here by /bin/sh, in a home folder per server."""
from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import signal
import struct
import termios

import asyncssh

from testclouds.guests import programs
from testclouds.guests.guest import LOG


class Files(asyncssh.SFTPServer):
    """SFTP: relative paths (and ~user) are in the server's home folder."""

    def __init__(self, guest, channel):
        self.home = guest.home.encode()
        super().__init__(channel)

    def map_path(self, path):
        if path.startswith(b'~'):
            path = path.partition(b'/')[2]
        return os.path.join(self.home, path)


async def session(guest, process):
    """One command or shell."""
    arguments = ['/bin/sh']
    if process.command is not None:
        arguments += ['-c', programs.translate(process.command, guest.root, guest.home)]
    run = with_terminal if process.term_type else with_pipes
    try:
        code = await run(guest, process, environment(guest, process), arguments)
    except (OSError, asyncssh.Error) as e:
        LOG.info('%s: %s: %r', guest.record['uuid'], process.command, e)
        code = 255
    if code < 0:
        process.exit_with_signal(signal.Signals(-code).name[3:])
    else:
        process.exit(code)


def environment(guest, process):
    connection = process.get_extra_info('connection')
    peer, own = connection.get_extra_info('peername'), connection.get_extra_info('sockname')
    result = dict(guest.environment(process.get_extra_info('username')),
                  SSH_CLIENT=f'{peer[0]} {peer[1]} {own[1]}',
                  SSH_CONNECTION=f'{peer[0]} {peer[1]} {own[0]} {own[1]}')
    for words in (process.env or {}).items():
        key, value = (x.decode() if isinstance(x, bytes) else x for x in words)
        if key == 'LANG' or key.startswith('LC_'):
            result[key] = value
    return result


async def with_pipes(guest, process, env, arguments):
    child = await asyncio.create_subprocess_exec(
        *arguments, cwd=guest.home, env=env, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        start_new_session=True, limit=1 << 18)
    typing = asyncio.create_task(copy_in(process, child.stdin))
    await asyncio.gather(copy_out(child.stdout, process.stdout),
                         copy_out(child.stderr, process.stderr))
    code = await child.wait()
    typing.cancel()
    return code


async def with_terminal(guest, process, env, arguments):
    loop = asyncio.get_running_loop()
    master, slave = os.openpty()
    set_size(master, process)
    term = process.term_type
    env['TERM'] = term.decode() if isinstance(term, bytes) else term
    child = await asyncio.create_subprocess_exec(
        'setsid', '--ctty', '--wait', *arguments, cwd=guest.home, env=env,
        stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    reader = asyncio.StreamReader(limit=1 << 18)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader),
                                 os.fdopen(master, 'rb', 0))
    writer, _protocol = await loop.connect_write_pipe(asyncio.Protocol,
                                                      os.fdopen(os.dup(master), 'wb', 0))
    typing = asyncio.create_task(copy_in(process, writer, master))
    try:
        await copy_out(reader, process.stdout)
        return await child.wait()
    finally:
        typing.cancel()
        writer.close()


async def copy_out(source, target):
    try:
        while data := await source.read(1 << 16):
            target.write(data)
            await target.drain()
    except OSError:         # EIO: the last user of the terminal is gone; or the client is
        pass


async def copy_in(process, target, terminal=None):
    with contextlib.suppress(OSError):      # nobody reads any more
        while (data := await typed(process, terminal)) != b'':
            target.write(data or b'')
            if terminal is None:
                await target.drain()
    if terminal is None:
        target.close()


async def typed(process, terminal):
    """What the client sends next, or None if it was something else."""
    try:
        return await process.stdin.read(1 << 16)
    except asyncssh.TerminalSizeChanged:
        if terminal is not None:
            set_size(terminal, process)
    except (asyncssh.BreakReceived, asyncssh.SignalReceived):
        pass


def set_size(terminal, process):
    width, height, *pixels = process.term_size
    with contextlib.suppress(OSError):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ,
                    struct.pack('HHHH', height or 24, width or 80, *pixels))


def end_all(root, uuid=None):
    """Ends what runs on the server (or all servers of the region), wherever it hid: all its
    processes inherit its environment, and nothing else has both of these words in it.
    """
    marks = [f'TESTCLOUDS_ROOT={root}'.encode(),
             b'TESTCLOUDS_SERVER=' + (uuid.encode() if uuid else b'')]
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/environ', 'rb') as f:
                words = f.read().split(b'\0')
            if marks[0] in words and int(pid) != os.getpid() and any(
                    word == marks[1] if uuid else word.startswith(marks[1]) for word in words):
                os.kill(int(pid), signal.SIGKILL)
        except OSError:
            pass
