# SPDX-License-Identifier: GPL-3.0-or-later
"""That servers answer, let in the right key only, and are gone when they are gone."""
from __future__ import annotations

import base64
import os
import socket
import time

import pytest
from testclouds import processes

from live.conftest import connect, until


@pytest.fixture(scope='module')
def guest(alpha, keypair):
    """A server and its address, for tests that only look."""
    server = alpha.wait(alpha.request(name='guest', key_name=keypair))
    yield server, alpha.address(server)
    alpha.delete(server)


@pytest.fixture
def booted(alpha, made, keypair, keys):
    """booted(**metadata) is (server, address); with user_data=TEXT as well."""
    def boot(user_data=None, answers=True, **metadata):
        more = dict(user_data=base64.b64encode(user_data.encode()).decode()) if user_data else {}
        server = made(alpha, key_name=keypair, metadata=metadata, **more)
        address = alpha.address(server)
        if answers:
            until(lambda: keys.answers(address), what='SSH')
        return server, address
    return boot


def host_keys(console):
    block = console.partition('-----BEGIN SSH HOST KEY KEYS-----\n')[2].partition('-----END')[0]
    return set(block.splitlines())


def test_the_injected_key_and_no_other(guest, keys):
    _server, address = guest
    until(lambda: keys.answers(address))
    assert keys.ssh(address, 'hostname').stdout == 'guest\n'
    assert keys.answers(address, user='root')
    refused = keys.ssh(address, 'true', key='foreign')
    assert (refused.returncode, 'Permission denied' in refused.stderr) == (255, True)
    assert not keys.answers(address, user='ubuntu')         # not of this image


def test_the_host_key_is_the_one_on_the_console(alpha, guest, keys, tmp_path):
    server, address = guest
    lines = until(lambda: host_keys(alpha.console(server)))
    where = f'[{address}]:{processes.ssh_port()}' if processes.ssh_port() != 22 else address
    known, wrong = tmp_path / 'known_hosts', tmp_path / 'wrong'
    known.write_text(''.join(f'{where} {line}\n' for line in lines))
    assert keys.answers(address, trust=known)
    wrong.write_text(f'{where} {keys.public}')
    assert 'Host key verification failed' in keys.ssh(address, 'true', trust=wrong).stderr


def test_commands_and_files(guest, keys, tmp_path):
    _server, address = guest
    until(lambda: keys.answers(address))
    assert keys.ssh(address, 'echo out; echo err >&2; exit 7').returncode == 7
    home = keys.ssh(address, 'pwd; echo ~').stdout.split()
    assert home[0] == home[1] and os.path.isdir(home[0])
    assert keys.ssh(address, '-tt', 'stty size').stdout.split() == ['24', '80']


def test_it_refuses_to_end_the_machine(guest, keys):
    _server, address = guest
    until(lambda: keys.answers(address))
    for command in ('reboot', 'sudo /sbin/shutdown -r now', 'systemctl poweroff'):
        result = keys.ssh(address, command, user='root')
        assert (result.returncode, 'refused' in result.stderr) == (1, True)


def test_cloud_init_is_waited_for(booted, keys):
    began = time.monotonic()
    _server, address = booted(testcloud_cloudinit_seconds='4')
    assert keys.ssh(address, 'cloud-init status').stdout == 'status: running\n'
    result = keys.ssh(address, 'cloud-init status --wait')
    assert (result.returncode, result.stdout.split('\n')[-2]) == (0, 'status: done')
    assert time.monotonic() - began > 4


@pytest.mark.parametrize('metadata, user_data, code, word', [
    (dict(testcloud_cloudinit='error'), None, 1, 'error'),
    (dict(testcloud_cloudinit='degraded'), None, 2, 'done'),
    ({}, '#!/bin/sh\necho said by the script\nexit 1\n', 1, 'error'),
    ({}, '#cloud-config\nruncmd: [echo said by the script]\n', 0, 'done'),
])
def test_how_cloud_init_ends(alpha, booted, keys, metadata, user_data, code, word):
    server, address = booted(user_data, **metadata)
    result = keys.ssh(address, 'cloud-init status --wait')
    assert (result.returncode, result.stdout.split()[-1]) == (code, word)
    assert ('said by the script' in alpha.console(server)) == bool(user_data)


def test_a_user_of_ones_own(booted, keys):
    _server, address = booted(testcloud_user='admin', answers=False)
    until(lambda: keys.answers(address, user='admin'))
    assert not keys.answers(address, user='debian')


def test_ways_not_to_answer(alpha, booted, keys):
    """All at the same time, as most of it is waiting."""
    at = {mode: booted(testcloud_ssh=mode, answers=False)[1]
          for mode in ('never', 'drop', 'hang', 'wrongkey', 'impostor')}
    late = booted(testcloud_ssh_seconds='3', answers=False)[1]
    assert connect(late) == 'refused'
    until(lambda: keys.answers(late))
    assert connect(at['never']) == 'refused'
    assert connect(at['drop']) == 'nothing'
    with socket.create_connection((at['hang'], processes.ssh_port()), 2) as sock:
        sock.settimeout(1)
        with pytest.raises(TimeoutError):
            sock.recv(1)
    assert 'Permission denied' in keys.ssh(at['wrongkey'], 'true').stderr
    assert 'Host key verification failed' in keys.ssh(at['impostor'], 'true').stderr


@pytest.fixture
def closed(alpha):
    """A security group without a rule."""
    group = alpha.network.create_security_group(name='closed')
    yield group
    alpha.network.delete_security_group(group)


def test_security_groups(alpha, closed, made):
    address = alpha.address(made(alpha, security_groups=[dict(name=closed.name)]))
    until(lambda: connect(address) == 'nothing')
    rule = alpha.network.create_security_group_rule(
        security_group_id=closed.id, direction='ingress', ethertype='IPv4', protocol='tcp',
        port_range_min=processes.ssh_port(), port_range_max=processes.ssh_port())
    until(lambda: connect(address) == 'open')
    alpha.network.delete_security_group_rule(rule)
    until(lambda: connect(address) == 'nothing')


def test_a_slow_build(alpha, made):
    began = time.monotonic()
    made(alpha, metadata=dict(testcloud_boot_seconds='3'))
    assert time.monotonic() - began > 3


def test_stopping_ends_all_that_runs_on_it_and_keeps_its_disk(alpha, booted, keys):
    server, address = booted()
    keys.ssh(address, 'nohup sleep 987 >/dev/null 2>&1 & echo $! > pid; touch kept')
    pid = keys.ssh(address, 'cat pid').stdout.strip()
    assert processes.alive(pid)
    alpha.compute.stop_server(server)
    alpha.wait(server, 'SHUTOFF')
    until(lambda: connect(address) == 'refused')
    until(lambda: not processes.alive(pid), 2)
    alpha.compute.start_server(server)
    until(lambda: keys.answers(address))
    assert keys.ssh(address, 'ls').stdout.split() == ['kept', 'pid']


def test_a_rebuilt_server_has_a_new_disk_and_host_key(alpha, booted, keys):
    server, address = booted()
    before = until(lambda: host_keys(alpha.console(server)))
    keys.ssh(address, 'touch lost')
    alpha.compute.rebuild_server(server, image=alpha.image, name='test')
    alpha.wait(server)
    until(lambda: keys.answers(address))
    assert keys.ssh(address, 'ls').stdout == ''
    after = until(lambda: host_keys(alpha.console(server)))
    assert not before & after


def test_addresses_come_and_go(alpha, booted, keys):
    server, address = booted()
    port = next(alpha.network.ports(device_id=server.id))
    public = alpha.network.find_network('public')
    floating = alpha.network.create_ip(floating_network_id=public.id, port_id=port.id)
    until(lambda: keys.answers(floating.floating_ip_address))
    alpha.network.update_ip(floating, port_id=None)
    until(lambda: connect(floating.floating_ip_address) == 'refused')
    alpha.network.delete_ip(floating)
    assert keys.answers(address)
    alpha.delete(server)
    until(lambda: connect(address) == 'refused')
