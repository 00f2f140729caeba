# SPDX-License-Identifier: GPL-3.0-or-later
"""A server's boot: after some seconds it answers, after some more cloud-init has finished."""
from __future__ import annotations

import asyncio
import os
import time

from testclouds.guests import console
from testclouds.guests.guest import FINAL, LOG

SSH_SECONDS = 0.5           # until SSH answers, and from then until cloud-init has finished


async def boot(guest, answers, first):
    """answers: called as soon as it may be reached; first: this disk has never booted."""
    try:
        await until_ssh(guest, answers)
        await until_finished(guest, first)
    except Exception:
        LOG.exception('boot of %s', guest.record['uuid'])


def ssh_seconds(guest):
    return guest.seconds('testcloud_ssh_seconds', SSH_SECONDS)


async def until_ssh(guest, answers):
    began = guest.record['booted']
    guest.report('running')
    guest.print(console.begin(guest.record['name'], guest.record['boot'], time.time() - began))
    guest.print(console.addresses([a for fixed in guest.record['ports'].values() for a in fixed]))
    await asyncio.sleep(began + ssh_seconds(guest) - time.time())
    if guest.mode != 'never':
        guest.print('[  OK  ] Started ssh.service - OpenBSD Secure Shell server.\n')
    guest.ready = True
    answers(guest)


async def until_finished(guest, first):
    name, began = guest.record['name'], guest.record['booted']
    guest.print(console.final(time.time() - began))
    result = await user_data(guest) if first else 'done'
    if guest.record['settings'].get('testcloud_console') != 'keyless':
        guest.print(console.keys(name, guest.user or 'debian', guest.keys, guest.host_keys))
    after = guest.seconds('testcloud_cloudinit_seconds', ssh_seconds(guest) + SSH_SECONDS)
    await asyncio.sleep(began + after - time.time())
    outcome = guest.record['settings'].get('testcloud_cloudinit')
    while outcome == 'running':            # for ever
        await asyncio.sleep(3600)
    if outcome in FINAL:
        result = outcome
    if result == 'error':
        guest.print(f'{console.stamp()} - cc_scripts_user.py[WARNING]: Failed to run module '
                    'scripts-user\n')
    guest.print(console.finished(name, time.time() - began))
    guest.report(result)


async def user_data(guest):
    """Runs scripts and commands, with the console for their output; cloud-init's result."""
    config, commands, result = guest.record['config'], [], 'done'
    if config['invalid']:
        guest.print('cloud-config failed schema validation!\n')
        return 'degraded'
    if config['script']:
        commands.append([executable(f'{guest.disk}/user-data', config['script'])])
    for command in config['runcmd']:
        commands.append([str(word) for word in command] if isinstance(command, list)
                        else ['/bin/sh', '-c', str(command)])
    for command in commands:
        if await run(guest, command):
            result = 'error'
    return result


def executable(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o700), 'w') as f:
        f.write(text)
    return path


async def run(guest, command):
    """Its exit code."""
    with open(f'{guest.disk}/console.log', 'a') as out:
        try:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=guest.home, env=guest.environment(), stdin=asyncio.subprocess.DEVNULL,
                stdout=out, stderr=out, start_new_session=True)
            return await process.wait()
        except OSError as e:
            out.write(f'{e}\n')
            return 127
