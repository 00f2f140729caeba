# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a command with a clouds.yaml that is in no file system, and with a file for what it says.

    with_clouds.py LOG COMMAND [ARGUMENT...] < clouds.yaml

This process keeps it in its memory and becomes the command, so it ends with that, however that
ends.  What the command starts reads it there.
"""
from __future__ import annotations

import os
import shutil
import sys


def main(log, *command):
    memory = os.memfd_create("clouds.yaml", 0)      # 0: the command has it as well
    with open(memory, "wb", closefd=False) as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    os.environ["OS_CLIENT_CONFIG_FILE"] = f"/proc/{os.getpid()}/fd/{memory}"
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in sys.stdout, sys.stderr:
        os.dup2(said, stream.fileno())
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
