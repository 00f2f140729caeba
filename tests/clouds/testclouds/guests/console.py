# SPDX-License-Identifier: GPL-3.0-or-later
"""What a booting server prints, in the words of the kernel, systemd and cloud-init."""
from __future__ import annotations

import time

HEADERS = ('Device', 'Up', 'Address', 'Mask', 'Scope')


def stamp():
    return time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())


def begin(name, boot, up):
    return ('[    0.000000] Linux version 6.1.0-testclouds #1 SMP PREEMPT_DYNAMIC\n'
            '[    0.104000] Command line: root=LABEL=root ro console=ttyS0\n'
            f'[  OK  ] Started cloud-init, boot {boot} of {name}.\n'
            f"Cloud-init v. 22.4.2 running 'init' at {stamp()}. Up {up:.2f} seconds.\n")


def final(up):
    return f"Cloud-init v. 22.4.2 running 'modules:final' at {stamp()}. Up {up:.2f} seconds.\n"


def finished(name, up):
    return (f'Cloud-init v. 22.4.2 finished at {stamp()}. Datasource DataSourceOpenStackLocal '
            f'[net,ver=2].  Up {up:.2f} seconds\n\nDebian GNU/Linux 12 {name} ttyS0\n\n'
            f'{name} login: \n')


def addresses(of_ports):
    """What cloud-init prints about the network; of_ports: a list of addresses."""
    rows = [(f'eth{i}', 'True', address, '255.255.248.0', 'global')
            for i, address in enumerate(of_ports)]
    rows.append(('lo', 'True', '127.0.0.1', '255.0.0.0', 'host'))
    widths = [max(map(len, column)) + 2 for column in zip(HEADERS, *rows, strict=True)]
    line = '+' + '+'.join('-' * width for width in widths) + '+'
    lines = ['Net device info'.center(len(line), '+'), line, row(HEADERS, widths), line,
             *(row(cells, widths) for cells in rows), line]
    return ''.join(f'ci-info: {text}\n' for text in lines)


def row(cells, widths):
    return f"|{'|'.join(map(str.center, cells, widths))}|"


def keys(name, user, authorized, host_keys):
    """Who may log in, and the host keys, where those look who want to know them."""
    lines = []
    if authorized:
        lines.append(f'ci-info: Authorized keys from /home/{user}/.ssh/authorized_keys for user '
                     f'{user}'.ljust(90, '+'))
        lines += [f'ci-info: | {key.get_algorithm()} | {key.get_fingerprint()} | - | '
                  f"{key.get_comment() or '-'} |" for key in authorized]
    else:
        lines.append(f'ci-info: no authorized SSH keys fingerprints found for user {user}.')
    lines.append('-----BEGIN SSH HOST KEY FINGERPRINTS-----')
    lines += [f'{key.get_fingerprint()} root@{name} ({key.get_algorithm()})' for key in host_keys]
    lines += ['-----END SSH HOST KEY FINGERPRINTS-----', '-----BEGIN SSH HOST KEY KEYS-----']
    for key in host_keys:
        kind, text = key.export_public_key().decode().split()[:2]
        lines.append(f'{kind} {text} root@{name}')
    lines.append('-----END SSH HOST KEY KEYS-----')
    return '\n'.join(lines) + '\n'
