# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands before the machine's own programs in a server's PATH, and what is refused there:
commands run on the developer's machine, as himself, and shall not end or change it.
"""
from __future__ import annotations

import os
import re
import shutil
import sys

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'bin')
SYSTEM = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
OWN = ('cloud-init', 'hostname', 'sudo')
REFUSED = (
    'shutdown', 'reboot', 'poweroff', 'halt', 'init', 'telinit', 'kexec', 'systemctl', 'service',
    'su', 'doas', 'pkexec', 'killall', 'pkill', 'mount', 'umount', 'swapoff', 'crontab',
    'hostnamectl', 'timedatectl', 'useradd', 'usermod', 'userdel', 'groupadd', 'groupdel',
    'passwd', 'chpasswd', 'apt', 'apt-get', 'dpkg', 'dnf', 'yum', 'rpm', 'zypper', 'apk', 'pacman',
    'snap')
FULL_PATH = re.compile(r'(?<![\w./-])/(?:usr/)?s?bin/(' + '|'.join(map(re.escape, REFUSED + OWN))
                       + r')(?![\w.-])')
TILDE = re.compile(r'(?<![\w/.~-])~(?:[a-z_][a-z0-9_-]*)?(?=/|[\s"\'`;&|)]|$)')


def folder(root):
    return f'{root}/programs'


def path(root):
    return f'{folder(root)}:{SYSTEM}'


def install(root):
    """Copies, made executable here: a checkout that lost its file modes must not let a real
    `reboot` through.
    """
    target = folder(root)
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    for name, source in [(name, name) for name in OWN] + [(name, 'refuse') for name in REFUSED]:
        shutil.copyfile(f'{SOURCES}/{source}', f'{target}/{name}')
        os.chmod(f'{target}/{name}', 0o755)
    if not shutil.which('python3', path=SYSTEM):
        os.symlink(os.path.realpath(sys.executable), f'{target}/python3')


def translate(command, root, home):
    """Users of real images are in /etc/passwd, so that ~user means something; here it is the
    server's home.  And who names a program by its full path gets ours as well.
    """
    command = TILDE.sub(lambda match: home, command)
    return FULL_PATH.sub(lambda match: f'{folder(root)}/{match[1]}', command)
