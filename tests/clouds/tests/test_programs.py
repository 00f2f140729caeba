# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers run their commands on this machine: what they must not be able to do to it."""
from __future__ import annotations

import os
import subprocess

import pytest
from testclouds.guests import programs


@pytest.fixture
def root(tmp_path):
    programs.install(str(tmp_path))
    return str(tmp_path)


def run(root, command, **env):
    """Only our own programs are in PATH: nothing that is missing here could be found elsewhere."""
    return subprocess.run(['/bin/sh', '-c', command], capture_output=True, text=True, check=False,
                          env=dict(env, PATH=programs.folder(root)))


@pytest.mark.parametrize('name', programs.REFUSED)
def test_refused(root, name):
    result = run(root, name)
    assert (result.returncode, result.stdout) == (1, '')
    assert f'{name}: refused' in result.stderr


def test_our_programs_come_first():
    assert programs.path('/x').startswith('/x/programs:')


def test_sudo_runs_as_the_same_user_and_refuses_as_well(root):
    assert run(root, 'sudo -H -S -n -u root X=1 hostname', HOSTNAME='web1').stdout == 'web1\n'
    assert 'refused' in run(root, 'sudo -- reboot').stderr


@pytest.mark.parametrize('status, code', [('done', 0), ('error', 1), ('degraded', 2),
                                          ('running', 0)])
def test_cloud_init_status(tmp_path, root, status, code):
    (tmp_path / 'status').write_text(f'{status}\n')
    os.symlink('/bin/cat', f'{programs.folder(root)}/cat')
    result = run(root, 'cloud-init status', TESTCLOUDS_DISK=str(tmp_path))
    assert result.returncode == code
    assert result.stdout == f"status: {'done' if status == 'degraded' else status}\n"


@pytest.mark.parametrize('command, expected', [
    ('/sbin/shutdown -r now', 'P/shutdown -r now'),
    ('true; /usr/sbin/reboot', 'true; P/reboot'),
    ("sh -c '/usr/bin/systemctl reboot'", "sh -c 'P/systemctl reboot'"),
    ('/usr/bin/sudo reboot', 'P/sudo reboot'),
    ('/usr/bin/apt-get install x', 'P/apt-get install x'),
    ('/bin/sh -c true', '/bin/sh -c true'),
    ('cat /x/sbin/reboot', 'cat /x/sbin/reboot'),
    ('/sbin/reboot.txt', '/sbin/reboot.txt'),
    ('ls ~debian/.ssh ~', 'ls H/.ssh H'),
    ('mkdir ~/.ansible/tmp && echo a~b', 'mkdir H/.ansible/tmp && echo a~b'),
])
def test_translate(command, expected):
    assert programs.translate(command, '/r', 'H') == expected.replace('P', '/r/programs')
